"""Lecture notebooks from their texts: the cells as written, and a still picture below each demo."""

from pathlib import Path

import nbformat
import pytest

from course_lib.authoring.course import Course
from course_lib.authoring.fault import CourseError
from course_lib.authoring.lectures import lectures, stale_lectures

TEXT = """\
# %% [markdown]
# # A ball
#
# **Say.** It rolls.

# %%
from course_lib.demos import LearningRate

LearningRate(rate=0.3)

# %%
rate = 0.5

# %%
LearningRate(rate=rate)
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    (tmp_path / "lectures").mkdir()
    (tmp_path / "lectures" / "ball.py").write_text(TEXT)
    return Course(tmp_path, ())


def built(course: Course) -> nbformat.NotebookNode:
    ((path, content),) = lectures(course).items()
    assert path == Path("lectures/ball.ipynb")
    (course.root / path).write_bytes(content)
    return nbformat.reads(content.decode(), as_version=4)


def test_cells_are_those_of_the_text(course: Course):
    notebook = built(course)
    nbformat.validate(notebook)
    assert [cell.cell_type for cell in notebook.cells] == ["markdown", "code", "code", "code"]
    assert notebook.cells[0].source == "# A ball\n\n**Say.** It rolls." and notebook.cells[2].source == "rate = 0.5"


def test_a_demo_leaves_its_still_picture_with_words(course: Course):
    outputs = [cell.outputs for cell in built(course).cells[1:]]
    assert [len(found) for found in outputs] == [1, 0, 1]
    for (output,), rate in ((outputs[0], "0.3"), (outputs[2], "0.5")):
        assert '<img src="data:image/svg+xml;base64,' in output.data["text/html"]
        assert f"Learning rate {rate}," in output.data["text/plain"] and f"Learning rate {rate}," in output.data["text/html"]


def test_an_edit_a_missing_notebook_and_one_without_a_text_are_stale(course: Course):
    notebook = Path("lectures/ball.ipynb")
    assert stale_lectures(course) == [notebook]
    built(course)
    assert stale_lectures(course) == []
    (course.root / "lectures" / "ball.py").write_text(TEXT.replace("rolls", "jumps"))
    (course.root / "lectures" / "stranger.ipynb").write_bytes((course.root / notebook).read_bytes())
    assert stale_lectures(course) == [notebook, Path("lectures/stranger.ipynb")]


def test_a_lecture_has_no_exercises(course: Course):
    (course.root / "lectures" / "ball.py").write_text("# %% answer q09_mae\npass\n")
    with pytest.raises(CourseError, match="a lecture has no cell of the role 'answer'"):
        lectures(course)
