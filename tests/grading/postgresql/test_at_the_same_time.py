"""Several runs at once on one gradebook."""

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from courses import contents, full_marks, hand_in_release, make_course, opened
from own_server import Server

from course_lib.grading import autograde, turns
from course_lib.grading.failure import GradingError
from course_lib.grading.turns import only_run

ASSIGNMENTS = {"02_tensors": 26, "04_training_tools": 20}
STUDENTS = [f"s{number}" for number in range(6)]
FORK = multiprocessing.get_context("fork")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str | None:
    """An empty gradebook's; None for nbgrader's own."""
    return None if request.param == "sqlite" else request.getfixturevalue("server").database("at the same time")


@pytest.mark.slow
def test_two_assignments_are_graded_at_once_into_a_new_gradebook(url: str | None, tmp_path: Path):
    course = make_course(tmp_path / "course", ASSIGNMENTS, url)
    for assignment in ASSIGNMENTS:
        hand_in_release(course, assignment, STUDENTS)
    begin = FORK.Barrier(len(ASSIGNMENTS))
    runs = [_begun(course, assignment, begin) for assignment in ASSIGNMENTS]
    assert [channel.recv() for channel, _ in runs] == [[], []]
    for _, process in runs:
        process.join()
    for assignment, points in ASSIGNMENTS.items():
        held = contents(course, url, assignment)
        assert [held[student, assignment][0] for student in STUDENTS] == [points] * len(STUDENTS)
    with opened(course, url) as gradebook:
        assert sorted(student.id for student in gradebook.students) == STUDENTS


def _begun(course: Path, assignment: str, begin) -> tuple[Connection, multiprocessing.Process]:
    ours, theirs = FORK.Pipe()
    process = FORK.Process(target=_grade, args=(course, assignment, begin, theirs), daemon=True)
    process.start()
    theirs.close()
    return ours, process


def _grade(course: Path, assignment: str, begin, channel: Connection) -> None:
    """What failed goes into the channel."""
    autograde._hands = full_marks  # this process is a child, and ends with it
    try:
        begin.wait(timeout=60)
        results = autograde.grade(course, assignment, tell=lambda _: None)
        channel.send([f"{one.student}: {one.failure}" for one in results.students if one.failure])
    except Exception as error:
        channel.send([repr(error)])


def test_a_second_run_of_one_assignment_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(turns, "_PATIENCE", 0.2)
    with only_run("01_images"):
        with pytest.raises(GradingError, match="another run is grading 01_images"), only_run("01_images"):
            pass
        with only_run("02_tensors"):
            pass
    with only_run("01_images"):
        pass
