"""The release notebooks, against which submissions are held, and whose sandbox an assignment has."""

import os
import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell
from small_course import ASSIGNMENT, REPOSITORY, write_source

from course_lib import exercises
from course_lib.grading.failure import GradingError
from course_lib.grading.host.master import inside_of, masters


def course_of(folder: Path, *names: str) -> Path:
    write_source(folder, [(name, exercises.find(name)) for name in names])
    shutil.copytree(folder / "source", folder / "release")
    return folder


def test_all_notebooks_of_the_release_by_name(tmp_path: Path):
    course = course_of(tmp_path, "q01_invert")
    shutil.copy(course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", course / "release" / ASSIGNMENT / "another.ipynb")
    assert list(masters(course, ASSIGNMENT)) == [ASSIGNMENT, "another"]


def test_a_release_that_was_built_anew_is_read_anew(tmp_path: Path):
    course = course_of(tmp_path, "q01_invert")
    path = course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    before = masters(course, ASSIGNMENT)[ASSIGNMENT]
    assert masters(course, ASSIGNMENT)[ASSIGNMENT] is before
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(new_markdown_cell("Added."))
    nbformat.write(notebook, path)
    os.utime(path, ns=(1, 1))  # the clock of a file system may be coarse
    assert masters(course, ASSIGNMENT)[ASSIGNMENT].cells[-1].source == "Added."


def test_the_release_stays_as_it_is_whatever_is_done_with_a_submission(tmp_path: Path):
    from course_lib.grading.host.reading import received

    course = course_of(tmp_path, "q01_invert")
    (folder := course / "submitted/ada" / ASSIGNMENT).mkdir(parents=True)
    first = received(folder, ASSIGNMENT, course).notebook
    first.cells[1].source = "changed"
    first.metadata["changed"] = True
    assert received(folder, ASSIGNMENT, course).notebook.cells[1].source != "changed"
    assert "changed" not in masters(course, ASSIGNMENT)[ASSIGNMENT].metadata


def test_without_a_release_there_is_a_way_out(tmp_path: Path):
    with pytest.raises(GradingError, match="course-lib build"):
        masters(tmp_path, ASSIGNMENT)


@pytest.mark.parametrize("assignment", exercises.ASSIGNMENTS)
def test_an_assignment_of_the_course_has_its_own_sandbox(assignment: str):
    assert inside_of(REPOSITORY, assignment) == assignment


@pytest.mark.parametrize(("asked", "inside"), [
    (("q01_invert",), "01_images"), (("q09_rmse", "q01_invert"), "01_images"), (("q09_rmse",), "02_tensors"), ((), list(exercises.ASSIGNMENTS)[-1]),
], ids=["of one", "of two", "of another one", "of none"])
def test_a_mixed_one_has_that_of_its_earliest_exercise(tmp_path: Path, asked: tuple[str, ...], inside: str):
    assert inside_of(course_of(tmp_path, *asked), ASSIGNMENT) == inside
