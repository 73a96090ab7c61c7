"""What is said where the gradebook can't be reached, and what is lost by it: nothing."""

from pathlib import Path

import pytest
from courses import full_marks, hand_in_release, make_course
from own_server import Server

from course_lib.__main__ import main
from course_lib.grading import autograde
from course_lib.grading.failure import GradingError

ASSIGNMENT = "02_tensors"
WAY_OUT = "nbgrader_config.py has it as c.CourseDirectory.db_url"


def complaint(folder: Path, url: str, capsys) -> str:
    """The one sentence of `course-lib grade`."""
    course = make_course(folder / "course", [ASSIGNMENT], url)
    hand_in_release(course, ASSIGNMENT, ["ada"])
    assert main(["grade", ASSIGNMENT, "--course-dir", str(course)]) == 1
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1, said
    return said


@pytest.mark.parametrize(
    "url, words",
    [
        ("postgresql+psycopg://ada:hidden@127.0.0.1:1/g", ["ada:***@127.0.0.1:1", "Connection refused", WAY_OUT]),
        ("postgresql+psycopg://ada:hidden@/g?host=/nowhere", ["ada:***@/g", "No such file", WAY_OUT]),
        ("postgresql+psycopg://ada:hidden@nowhere.invalid/g", ["nowhere.invalid", "resolve", WAY_OUT]),
        ("postgresql+pg8000://ada:hidden@127.0.0.1/g", ["No module named 'pg8000'", 'pip install "psycopg[binary]"']),
        ("postgres://ada:hidden@127.0.0.1/g", ["none that SQLAlchemy knows", "postgresql+psycopg://USER@HOST"]),
        ("hidden", ["none that SQLAlchemy knows", WAY_OUT]),
        ("sqlite:////nowhere/gradebook.db", ["/nowhere/gradebook.db", "unable to open", WAY_OUT]),
    ],
    ids=["server down", "no socket", "unknown host", "no driver", "old scheme", "no address", "no folder"],
)
def test_a_gradebook_out_of_reach_is_told_in_a_sentence(url: str, words: list[str], tmp_path: Path, capsys):
    said = complaint(tmp_path, url, capsys)
    assert [word for word in words if word not in said] == [], said
    assert "hidden" not in said


def test_a_wrong_password_is_told_and_not_shown(server: Server, tmp_path: Path, capsys):
    said = complaint(tmp_path, server.url("postgres", password="hidden"), capsys)
    assert "password authentication failed" in said and WAY_OUT in said
    assert "hidden" not in said


def test_a_database_that_nobody_made_is_told(server: Server, tmp_path: Path, capsys):
    assert 'database "nobody made" does not exist' in complaint(tmp_path, server.url("nobody made"), capsys)


@pytest.mark.slow
def test_a_server_that_goes_away_costs_nothing_that_was_graded(server: Server, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(autograde, "_hands", full_marks)
    course = make_course(tmp_path / "course", [ASSIGNMENT], server.database("goes away"))
    hand_in_release(course, ASSIGNMENT, ["ada", "blaise", "chandra"])

    def close_after_the_first(_: str) -> None:
        server.tell('ALTER DATABASE "goes away" ALLOW_CONNECTIONS false')

    with pytest.raises(GradingError, match="not currently accepting connections"):
        autograde.grade(course, ASSIGNMENT, tell=close_after_the_first)
    server.tell('ALTER DATABASE "goes away" ALLOW_CONNECTIONS true')
    told: list[str] = []
    results = autograde.grade(course, ASSIGNMENT, tell=told.append)
    assert told[0].endswith("ada          unchanged")
    assert [(one.student, one.total) for one in results.students] == [("ada", 26), ("blaise", 26), ("chandra", 26)]
