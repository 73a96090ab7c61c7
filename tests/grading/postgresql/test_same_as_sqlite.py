"""A class graded with its gradebook in PostgreSQL, and the same class with nbgrader's own SQLite."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from courses import contents, make_course, opened
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
    """A course after grading; `url` is its gradebook's, None for SQLite."""

    course: Path
    url: str | None
    results: ClassResults


def graded(course: Path, url: str | None) -> Graded:
    """Three students, one with an odd name and one a day late, which costs all points."""
    make_course(course, [ASSIGNMENT], url)
    with (course / "nbgrader_config.py").open("a") as settings:
        settings.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    late, odd, _ = (folder.parent for folder in make_sample_class(course, ASSIGNMENT, 3, seed=4))
    assert late.name == LATE
    odd.rename(odd.with_name(ODD_NAME))
    (late / ASSIGNMENT / "timestamp.txt").write_text("2030-01-02 12:00:00 UTC")
    with nbgrader_course(course) as api, api.gradebook as gradebook:
        gradebook.add_assignment(ASSIGNMENT, duedate="2030-01-01 12:00:00 UTC")
    return Graded(course, url, grade(course, ASSIGNMENT, jobs=2))


@pytest.fixture(scope="module")
def by_postgresql(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    return graded(tmp_path_factory.mktemp("courses") / "postgresql", server.database("same as sqlite"))


@pytest.fixture(scope="module")
def by_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    return graded(tmp_path_factory.mktemp("courses") / "sqlite", None)


def test_scores_verdicts_and_table_are_the_same(by_postgresql: Graded, by_sqlite: Graded):
    assert not (by_postgresql.course / "gradebook.db").exists()
    assert by_postgresql.results == by_sqlite.results
    assert results_text(by_postgresql.results, width=120) == results_text(by_sqlite.results, width=120)
    assert [one.student for one in by_postgresql.results.students if one.failure] == []
    assert ODD_NAME in results_text(by_postgresql.results, width=120)


def test_the_gradebooks_hold_the_same(by_postgresql: Graded, by_sqlite: Graded):
    held = contents(by_postgresql.course, by_postgresql.url, ASSIGNMENT)
    assert held == contents(by_sqlite.course, by_sqlite.url, ASSIGNMENT)
    score, penalty = held[LATE, ASSIGNMENT]
    assert score == penalty > 0
    assert 0 < held[ODD_NAME, ASSIGNMENT][0]


def test_what_has_not_changed_is_passed_over(by_postgresql: Graded):
    told: list[str] = []
    again = grade(by_postgresql.course, ASSIGNMENT, tell=told.append)
    assert [line.split()[-1] for line in told] == ["unchanged"] * 3
    assert again == by_postgresql.results


def test_what_a_person_wrote_and_a_late_penalty_stay_when_graded_afresh(by_postgresql: Graded):
    course, url = by_postgresql.course, by_postgresql.url
    with opened(course, url) as gradebook:
        gradebook.find_grade("q02_written", ASSIGNMENT, ASSIGNMENT, LATE).manual_score = 0.5
        gradebook.find_grade("q01_invert_check", ASSIGNMENT, ASSIGNMENT, LATE).manual_score = 1.25
        gradebook.find_comment("q02_written", ASSIGNMENT, ASSIGNMENT, LATE).manual_comment = "Which one? “q”, 名"
        gradebook.db.commit()
    before = contents(course, url, ASSIGNMENT)
    grade(course, ASSIGNMENT, [LATE], fresh=True)
    after = contents(course, url, ASSIGNMENT)
    assert after[LATE, "on q02_written"] == (None, "Which one? “q”, 名")
    assert after[LATE, "q02_written"][1:3] == (0.5, 0.5)
    assert after[LATE, "q01_invert_check"][:3] == (2.0, 1.25, 1.25)
    score, penalty = after[LATE, ASSIGNMENT]
    assert score == penalty == before[LATE, ASSIGNMENT][0]
    assert {key: held for key, held in after.items() if key[0] != LATE} == {
        key: held for key, held in before.items() if key[0] != LATE
    }
