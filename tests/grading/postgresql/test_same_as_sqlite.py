"""A class graded with its gradebook in PostgreSQL, and the same class with nbgrader's own SQLite."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from courses import add_setting, contents, make_course, opened
from own_server import Server

from course_lib.grading.autograde import grade
from course_lib.grading.nbgrader_course import nbgrader_course
from course_lib.grading.results import ClassResults
from course_lib.grading.sample_class import make_sample_class
from course_lib.grading.table import results_text

pytestmark = pytest.mark.slow  # three runs, each with a sandbox of its own

ASSIGNMENT = "01_images"
ODD_NAME = "Zoë O'Brien; \"%s\" 名 \\ --"
LATE = "ada"


@dataclass(frozen=True)
class Graded:
    """What a run brought, and all that the gradebook at `url` held after it."""

    results: ClassResults
    held: dict[tuple[str, str], Any]
    url: str | None


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three students, one with an odd name and one a day late, which costs all points."""
    course = make_course(tmp_path_factory.mktemp("courses") / "course", [ASSIGNMENT])
    add_setting(course, 'c.LateSubmissionPlugin.penalty_method = "zero"')
    late, odd, _ = (folder.parent for folder in make_sample_class(course, ASSIGNMENT, 3, seed=4))
    assert late.name == LATE
    odd.rename(odd.with_name(ODD_NAME))
    (late / ASSIGNMENT / "timestamp.txt").write_text("2030-01-02 12:00:00 UTC")
    return course


@pytest.fixture(scope="module")
def by_sqlite(course: Path) -> Graded:
    return _graded(course, None)


@pytest.fixture(scope="module")
def by_postgresql(course: Path, by_sqlite: Graded, server: Server) -> Graded:
    url = server.database("same as sqlite")
    add_setting(course, f"c.CourseDirectory.db_url = {url!r}")
    return _graded(course, url)


def _graded(course: Path, url: str | None) -> Graded:
    with nbgrader_course(course) as api, api.gradebook as gradebook:
        gradebook.add_assignment(ASSIGNMENT, duedate="2030-01-01 12:00:00 UTC")
    results = grade(course, ASSIGNMENT, jobs=2, fresh=True, feedback=url is not None)
    return Graded(results, contents(course, url, ASSIGNMENT), url)


def test_scores_verdicts_and_table_are_the_same(by_postgresql: Graded, by_sqlite: Graded):
    assert by_postgresql.results == by_sqlite.results
    assert results_text(by_postgresql.results, width=120) == results_text(by_sqlite.results, width=120)
    assert [one.student for one in by_postgresql.results.students if one.failure] == []
    assert ODD_NAME in results_text(by_postgresql.results, width=120)


def test_feedback_pages_are_written_by_the_workers(course: Path, by_postgresql: Graded):
    pages = [course / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html" for student in (LATE, ODD_NAME)]
    assert [page for page in pages if not page.is_file()] == []


def test_the_gradebooks_hold_the_same(by_postgresql: Graded, by_sqlite: Graded):
    assert by_postgresql.held == by_sqlite.held
    score, penalty = by_postgresql.held[LATE, ASSIGNMENT]
    assert score == penalty > 0
    assert by_postgresql.held[ODD_NAME, ASSIGNMENT][0] > 0


def test_what_has_not_changed_is_passed_over(course: Path, by_postgresql: Graded):
    told: list[str] = []
    assert grade(course, ASSIGNMENT, tell=told.append) == by_postgresql.results
    assert [line.split()[-1] for line in told] == ["unchanged"] * 3


def test_what_a_person_wrote_and_a_late_penalty_stay_when_graded_afresh(course: Path, by_postgresql: Graded):
    with opened(course, by_postgresql.url) as gradebook:
        gradebook.find_grade("q02_written", ASSIGNMENT, ASSIGNMENT, LATE).manual_score = 0.5
        gradebook.find_grade("q01_invert_check", ASSIGNMENT, ASSIGNMENT, LATE).manual_score = 1.25
        gradebook.find_comment("q02_written", ASSIGNMENT, ASSIGNMENT, LATE).manual_comment = "Which one? “q”, 名"
        gradebook.db.commit()
    before = contents(course, by_postgresql.url, ASSIGNMENT)
    grade(course, ASSIGNMENT, [LATE], fresh=True, feedback=False)
    after = contents(course, by_postgresql.url, ASSIGNMENT)
    assert after[LATE, "on q02_written"] == (None, "Which one? “q”, 名")
    assert after[LATE, "q02_written"][1:3] == (0.5, 0.5)
    assert after[LATE, "q01_invert_check"][:3] == (2.0, 1.25, 1.25)
    score, penalty = after[LATE, ASSIGNMENT]
    assert score == penalty == before[LATE, ASSIGNMENT][0]
    assert [key for key in before if key[0] != LATE and before[key] != after[key]] == []
