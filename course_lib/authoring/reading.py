"""The way back: the cells of a text that an instructor's notebook holds, after someone edited it in Jupyter."""

from nbformat import NotebookNode

from course_lib.authoring.course import Course
from course_lib.authoring.fault import refuse
from course_lib.authoring.notebook import SETUP_ID, check_source
from course_lib.authoring.setup_cell import setup_source
from course_lib.authoring.text import Cell, write_cell
from course_lib.authoring.written import join_written, scheme_in, split_written

_BUILD_AGAIN = "bring it back; 'course-lib build --force' writes the notebook anew from its text, without your edits"


def cells_of(notebook: NotebookNode, course: Course, file: str) -> list[Cell]:
    """The cells as they would stand in the text. Raises CourseError for an edit that has no place there."""
    cells: list[Cell] = []
    rubrics: dict[str, str] = {}
    seen: set[str] = set()
    for position, cell in enumerate(notebook.cells, start=1):
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        subject = grade_id or f"cell {position}"
        _refuse_what_a_text_cannot_hold(cell, grade_id in seen, file, subject)
        seen |= {grade_id} - {""}
        if grade_id.endswith("_rubric"):
            rubrics[grade_id.removesuffix("_rubric")] = cell.source
        elif grade_id.endswith("_check"):
            _refuse_a_changed_check(cell, grade_id, seen, course, file)
        elif grade_id.endswith("_written"):
            cells.append(_written(cell, grade_id.removesuffix("_written"), rubrics, file))
        else:
            cells.append(_plain_setup_or_answer(cell, grade_id, course, file, subject))
    return cells


def _refuse_what_a_text_cannot_hold(cell: NotebookNode, doubled: bool, file: str, subject: str) -> None:
    if cell.cell_type not in ("markdown", "code"):
        raise refuse(file, subject, f"a {cell.cell_type} cell has no place in a text", "make it markdown or code")
    if cell.get("attachments"):
        way_out = "draw it in a code cell, with show(figure, alt=...)"
        raise refuse(file, subject, "a picture was pasted into it", way_out)
    if doubled:
        way_out = "a copied cell keeps its id: delete the copy, and make a new cell"
        raise refuse(file, subject, "two cells have this grade id", way_out)


def _refuse_a_changed_check(cell: NotebookNode, grade_id: str, seen: set[str], course: Course, file: str) -> None:
    exercise = course.exercise(grade_id.removesuffix("_check"))
    if exercise is None or exercise.id not in seen:
        raise refuse(file, grade_id, "a graded cell without its answer cell above it", _BUILD_AGAIN)
    points = cell.metadata.nbgrader.get("points")
    if cell.source.strip() != check_source(exercise) or points != exercise.points:
        fact = f"this graded cell is generated, and is not {check_source(exercise)} for {exercise.points:g} points"
        raise refuse(file, grade_id, fact, f"{_BUILD_AGAIN}; points are set in course_lib/exercises")


def _written(cell: NotebookNode, question: str, rubrics: dict[str, str], file: str) -> Cell:
    if question not in rubrics:
        raise refuse(file, f"{question}_written", "the cell with its mark scheme is not above it", _BUILD_AGAIN)
    source = join_written(cell.source, scheme_in(rubrics[question], file, f"{question}_rubric"))
    split_written(source, file, f"{question}_written")  # refuses an empty half
    return write_cell("written", question, source, file)


def _plain_setup_or_answer(cell: NotebookNode, grade_id: str, course: Course, file: str, subject: str) -> Cell:
    if grade_id == SETUP_ID:
        if cell.source.strip() != setup_source(course.install_address()):
            way_out = f"put further imports into a cell of their own, the address into pyproject.toml; {_BUILD_AGAIN}"
            raise refuse(file, subject, "the setup cell is generated and was changed", way_out)
        return write_cell("setup", "", "", file)
    if not grade_id:
        return write_cell("markdown" if cell.cell_type == "markdown" else "given", "", cell.source, file)
    if course.exercise(grade_id) is None or cell.cell_type != "code":
        fact = f"a {cell.cell_type} cell with this grade id belongs to no exercise"
        raise refuse(file, subject, fact, "give it an exercise's id, or take its nbgrader metadata away")
    return write_cell("answer", grade_id, cell.source, file)
