"""The instructor's notebook: what the cells of a text become, with nbgrader's metadata."""

import hashlib
import json
from collections.abc import Iterator

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course_lib.authoring.course import Course, text_path
from course_lib.authoring.fault import refuse
from course_lib.authoring.outline import WRITTEN_POINTS
from course_lib.authoring.setup_cell import setup_source
from course_lib.authoring.text import Cell
from course_lib.authoring.written import rubric_source, split_written

SETUP_ID = "setup"


def to_notebook(course: Course, assignment: str) -> NotebookNode:
    """The instructor's notebook of an assignment: the same cells with the same ids, each time."""
    file = text_path(assignment).as_posix()
    cells = [made for cell in course.text(assignment).cells for made in _notebook_cells(cell, course, file)]
    give_ids(cells)
    notebook = new_notebook(cells=cells)
    notebook.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook.metadata.language_info = {"name": "python"}
    return marked(notebook)


def dumps(notebook: NotebookNode) -> bytes:
    """A notebook as bytes that depend on its content alone."""
    return (nbformat.writes(notebook).rstrip("\n") + "\n").encode("utf-8")


def marked(notebook: NotebookNode) -> NotebookNode:
    """The notebook with its own fingerprint, by which a later edit can be told."""
    notebook.metadata.course_lib = {"fingerprint": fingerprint(notebook)}
    return notebook


def fingerprint(notebook: NotebookNode) -> str:
    """A short digest of what an author can edit; outputs don't count."""
    content = [[cell.cell_type, cell.source, *_identity(cell)] for cell in notebook.cells]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]


def check_source(exercise) -> str:
    """The graded cell of an exercise."""
    return f'check("{exercise.id}", {exercise.name})'


def _identity(cell: NotebookNode) -> tuple[str, float]:
    marks = cell.metadata.get("nbgrader", {})
    return marks.get("grade_id", ""), float(marks.get("points", 0))  # float: Jupyter saves 2.0 as 2


def _notebook_cells(cell: Cell, course: Course, file: str) -> Iterator[NotebookNode]:
    if cell.role == "markdown":
        yield new_markdown_cell(cell.source)
    elif cell.role == "given":
        yield new_code_cell(cell.source)  # no nbgrader cell: a student may play with it, and no grade hangs on it
    elif cell.role == "setup":
        # Locked, so that autograding puts the imports back where a student lost them.
        yield _graded(new_code_cell(setup_source(course.install_address())), SETUP_ID, locked=True)
    elif cell.role == "answer":
        yield from _answer_cells(cell, course, file)
    else:
        answer, scheme = split_written(cell.source, file, cell.name)
        yield _graded(new_markdown_cell(rubric_source(scheme)), f"{cell.name}_rubric", locked=True)
        yield _graded(new_markdown_cell(answer), f"{cell.name}_written", solution=True, points=WRITTEN_POINTS)


def _answer_cells(cell: Cell, course: Course, file: str) -> Iterator[NotebookNode]:
    exercise = course.exercise(cell.name)
    if exercise is None:
        way_out = "correct the id behind 'answer', or add the exercise to course_lib/exercises"
        raise refuse(file, cell.name, "no exercise has this id", way_out)
    yield _graded(new_code_cell(cell.source), exercise.id, solution=True)
    yield _graded(new_code_cell(check_source(exercise)), f"{exercise.id}_check", locked=True, points=exercise.points)


def _graded(cell: NotebookNode, grade_id: str, *, locked=False, solution=False, points=None) -> NotebookNode:
    marks = {"grade": points is not None, "grade_id": grade_id, "locked": locked, "schema_version": 3}
    cell.metadata.nbgrader = {**marks, "solution": solution, "task": False}
    if points is not None:
        cell.metadata.nbgrader["points"] = points
    return cell


def give_ids(cells: list[NotebookNode]) -> None:
    """A plain cell's id comes from its content, so that a new cell changes no other cell's id."""
    taken: dict[str, int] = {}
    for cell in cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        wanted = name or hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:12]
        taken[wanted] = taken.get(wanted, 0) + 1
        cell.id = wanted if taken[wanted] == 1 else f"{wanted}-{taken[wanted]}"

