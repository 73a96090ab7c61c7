"""A course of one short assignment, for tests that run the real nbgrader or read its files."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course_lib.checking import Exercise

REPOSITORY = Path(__file__).parents[2]
ASSIGNMENT = "01_small"
SETUP = "import torch\nfrom PIL import Image\n\nfrom course_lib import check"


def write_source(course: Path, tasks: Iterable[tuple[str, Exercise]]) -> None:
    """source/01_small with two cells for each task, an exercise under a grade id of its own; and a written answer."""
    cells = [new_code_cell(SETUP)]
    for grade_id, exercise in tasks:
        stub = f"def {exercise.signature}:\n    ### BEGIN SOLUTION\n    return None\n    ### END SOLUTION"
        cells.append(_marked(new_code_cell(stub), grade_id, solution=True))
        graded = new_code_cell(f'check("{exercise.id}", {exercise.name})')
        cells.append(_marked(graded, f"{grade_id}_check", points=exercise.points, locked=True))
    cells.append(_marked(new_markdown_cell("A model answer."), "q02_written", solution=True, points=1))
    folder = course / "source" / ASSIGNMENT
    folder.mkdir(parents=True)
    notebook = new_notebook(cells=cells)
    notebook.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    nbformat.write(notebook, folder / f"{ASSIGNMENT}.ipynb")
    shutil.copy(REPOSITORY / "nbgrader_config.py", course)


def submit(course: Path, student: str, answers: Mapping[str, str]) -> Path:
    """Hand in the release with these answers by grade id; the rest stays as it is."""
    notebook = nbformat.read(course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    for cell in notebook.cells:
        cell.source = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    path = course / "submitted" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)
    return path


def _marked(cell, grade_id: str, *, solution=False, locked=False, points=None):
    marks = {"grade": points is not None, "grade_id": grade_id, "locked": locked, "schema_version": 3}
    cell.metadata.nbgrader = {**marks, "solution": solution, "task": False}
    if points is not None:
        cell.metadata.nbgrader["points"] = points
    return cell
