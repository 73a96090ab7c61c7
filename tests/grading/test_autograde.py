"""What `course-lib grade` says when it can't grade."""

import shutil
from pathlib import Path

import pytest
from small_course import ASSIGNMENT, submit, write_source

from course_lib import exercises
from course_lib.__main__ import main
from course_lib.grading.nbgrader_course import reason

INVERT = exercises.find("q01_invert")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    write_source(tmp_path, [(INVERT.id, INVERT)])
    shutil.copytree(tmp_path / "source", tmp_path / "release")
    return tmp_path


def complaint(capsys, *arguments: str) -> str:
    assert main(["grade", *arguments]) == 1
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    assert len(told.err.splitlines()) == 1
    return told.err


def test_an_assignment_that_is_not_there(course: Path, capsys):
    assert f"there are {ASSIGNMENT}" in complaint(capsys, "09_none", "--course-dir", str(course))


def test_an_assignment_that_nobody_handed_in(course: Path, capsys):
    assert "course-lib sample-class" in complaint(capsys, ASSIGNMENT, "--course-dir", str(course))


def test_a_student_who_handed_in_nothing(course: Path, capsys):
    submit(course, "ada", {})
    told = complaint(capsys, ASSIGNMENT, "--student", "emmy", "--course-dir", str(course))
    assert "emmy has not handed in" in told and "those who have: ada" in told


def test_a_folder_that_is_no_course(tmp_path: Path, capsys):
    assert "--course-dir" in complaint(capsys, ASSIGNMENT, "--course-dir", str(tmp_path))


def test_the_reason_is_the_last_exception_that_is_not_nbgraders_own():
    log = "[ERROR] One\njson.JSONDecodeError: first\n\nnbformat.reader.NotJSONError: no notebook\n[ERROR] see above"
    error = "Traceback\nnbgrader.converters.base.NbGraderException: Please see the above traceback"
    assert reason({"success": False, "log": log, "error": error}) == "NotJSONError: no notebook"
    assert reason({"success": False, "log": "[ERROR] No notebooks", "error": error}) == "[ERROR] No notebooks"
