"""However a class is graded, it comes out the same: one job or more, our command, nbgrader's own, the formgrader's button."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from small_class import ASSIGNMENT, CLASS, copy, environment, in_gradebook, in_notebooks, outcome, points

from course_lib.grading.autograde import grade
from course_lib.grading.host import judging
from course_lib.grading.nbgrader_course import nbgrader_course

pytestmark = pytest.mark.slow  # a class graded four times


@pytest.fixture(scope="module")
def graded(pristine: Path, engine, tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """The class graded by `course-lib grade` with one worker."""
    course = copy(pristine, tmp_path_factory.mktemp("graded") / "course")
    results = grade(course, ASSIGNMENT, tell=None, jobs=1)
    return SimpleNamespace(course=course, results=results, outcome=outcome(course))


def test_the_class_comes_out_as_it_answered(graded):
    assert not any(student.failure for student in graded.results.students)
    assert points(graded.course) == {
        "ada": (6, 7), "blaise": (4, 7), "chandra": (2, 7), "dorothy": (0, 7), "emmy": (2, 7), "fatima": (6, 7),
    }  # fmt: skip
    assert [one["verdict"] for one in graded.outcome["records"]["emmy"]["outcomes"]] == ["known mistake", "right", "crashed"]
    notes = graded.outcome["records"]["fatima"]["notes"]
    assert "borrowed.txt" in notes[0] and len(notes) > 1


def test_three_workers_come_to_the_same_as_one(pristine: Path, graded, tmp_path: Path):
    course = copy(pristine, tmp_path / "course")
    grade(course, ASSIGNMENT, tell=None, jobs=3)
    assert outcome(course) == graded.outcome
    assert len(graded.outcome["pages"]) == len(CLASS)


def test_nbgraders_command_comes_to_the_same(pristine: Path, graded, tmp_path: Path):
    course = copy(pristine, tmp_path / "course")
    with nbgrader_course(course) as api:
        assert api.generate_assignment(ASSIGNMENT)["success"]
    command = [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT]
    done = subprocess.run(command, cwd=course, env=environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert in_gradebook(course) == graded.outcome["gradebook"]
    assert in_notebooks(course) == graded.outcome["notebooks"]


def test_the_formgraders_button_comes_to_the_same(pristine: Path, graded, tmp_path: Path):
    course = copy(pristine, tmp_path / "course")
    with nbgrader_course(course) as api:
        assert api.generate_assignment(ASSIGNMENT)["success"]
        for student in CLASS:
            told = api.autograde(ASSIGNMENT, student)
            assert told["success"], told
    assert in_gradebook(course) == graded.outcome["gradebook"]
    assert in_notebooks(course) == graded.outcome["notebooks"]


def test_the_button_after_our_command_changes_nothing(graded, tmp_path: Path):
    course = copy(graded.course, tmp_path / "course")
    with nbgrader_course(course) as api:
        assert all(api.autograde(ASSIGNMENT, student)["success"] for student in CLASS)
    assert outcome(course) == graded.outcome
