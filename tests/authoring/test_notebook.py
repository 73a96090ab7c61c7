import ast
import json
import re

import nbformat
import pytest

from course_lib.authoring.fault import CourseError
from course_lib.authoring.notebook import dumps, to_notebook
from course_lib.authoring.setup_cell import setup_source


def cells_by_id(notebook):
    return {cell.id: cell for cell in notebook.cells}


def test_an_answer_becomes_a_solution_cell_and_a_locked_graded_cell(course):
    cells = cells_by_id(to_notebook(course, "01_images"))
    answer, check = cells["q01_Stack"].metadata.nbgrader, cells["q01_Stack_check"].metadata.nbgrader
    assert (answer.solution, answer.grade, answer.locked, answer.grade_id) == (True, False, False, "q01_Stack")
    assert (check.solution, check.grade, check.locked, check.points) == (False, True, True, 1.5)
    assert cells["q01_Stack_check"].source == 'check("q01_Stack", Stack)'


def test_a_graded_cell_stands_right_behind_its_answer(course):
    ids = [cell.id for cell in to_notebook(course, "01_images").cells]
    assert ids[ids.index("q01_invert") + 1] == "q01_invert_check"


def test_a_written_answer_is_marked_by_hand_below_a_locked_mark_scheme(course):
    rubric, answer = to_notebook(course, "01_images").cells[-2:]
    assert rubric.metadata.nbgrader.locked and not rubric.metadata.nbgrader.grade
    assert "results can be compared" in rubric.source and "MARK SCHEME" not in answer.source
    marks = answer.metadata.nbgrader
    assert (marks.grade, marks.solution, marks.locked, marks.points) == (True, True, False, 1)


def test_given_cells_carry_no_nbgrader_metadata(course):
    plain = [cell for cell in to_notebook(course, "01_images").cells if cell.source.startswith("ink")]
    assert len(plain) == 2 and all("nbgrader" not in cell.metadata for cell in plain)


def test_the_notebook_is_valid_and_its_ids_differ(course):
    notebook = to_notebook(course, "01_images")  # it holds the same given cell twice
    nbformat.validate(notebook)
    assert len(cells_by_id(notebook)) == len(notebook.cells)


def test_two_builds_agree_to_the_byte(course):
    assert dumps(to_notebook(course, "01_images")) == dumps(to_notebook(course, "01_images"))


def test_a_new_cell_changes_no_other_cells_id(course):
    before = [cell.id for cell in to_notebook(course, "01_images").cells]
    path = course.root / "notebooks/01_images.py"
    path.write_text(path.read_text("utf-8").replace("# %% setup", "# %% [markdown]\n# new\n\n# %% setup"), "utf-8")
    after = [cell.id for cell in to_notebook(course, "01_images").cells]
    assert len(after) == len(before) + 1 and [id for id in after if id in before] == before


def test_the_setup_cell_is_plain_python_with_the_address_from_pyproject(course):
    source = cells_by_id(to_notebook(course, "01_images"))["setup"].source
    assert '"course-lib @ git+https://example.org/course"' in source
    names = {alias.asname or alias.name for node in ast.walk(ast.parse(source)) for alias in getattr(node, "names", ())}
    assert {"math", "Path", "Image", "torch", "nn", "F", "plt", "check", "show"} <= names


def test_an_address_with_quotes_stays_one_string():
    nodes = ast.walk(ast.parse(setup_source('git+"x"')))
    assert 'git+"x"' in [node.value for node in nodes if isinstance(node, ast.Constant)]


def test_a_missing_address_is_told(course):
    (course.root / "pyproject.toml").write_text("[project]\n")
    with pytest.raises(CourseError, match=re.escape("pyproject.toml: [tool.course-lib]: install is not set")):
        to_notebook(course, "01_images")


def test_an_answer_to_no_exercise_is_told_with_file_and_id(course):
    (course.root / "notebooks/02_tensors.py").write_text("# %% answer q04_treble\n")
    with pytest.raises(CourseError, match="notebooks/02_tensors.py: q04_treble: no exercise has this id"):
        to_notebook(course, "02_tensors")


def test_the_bytes_are_json_with_one_newline_at_the_end(course):
    content = dumps(to_notebook(course, "01_images"))
    assert json.loads(content)["nbformat"] == 4 and content.endswith(b"}\n")
