"""Who is graded again: whose work, or what judges it, has changed; and what people gave by hand outlives it."""

import json
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from small_class import ASSIGNMENT, INVERT, NOTEBOOK, RIGHT, WRONG, copy, in_gradebook, in_records, points

from course_lib.__main__ import main
from course_lib.grading import unchanged
from course_lib.grading.batch import class_run, local
from course_lib.grading.nbgrader_course import nbgrader_course
from course_lib.grading.records import load
from course_lib.grading.unchanged import graded_before

pytestmark = pytest.mark.slow  # sandboxes and nbgrader

STUDENTS = ("ada", "blaise")


@pytest.fixture(scope="module")
def graded(pristine: Path, engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    course = copy(pristine, tmp_path_factory.mktemp("graded") / "course")
    for folder in (course / "submitted").iterdir():
        if folder.name not in STUDENTS:
            shutil.rmtree(folder)
    assert main(["grade", ASSIGNMENT, "--course-dir", str(course), "--jobs", "2"]) == 0
    return course


@pytest.fixture
def course(graded: Path, tmp_path: Path) -> Path:
    return copy(graded, tmp_path / "course")


@pytest.fixture
def grade(course: Path, engine, capsys):
    """Runs the command; who was graded by it."""

    def run(*arguments: str) -> set[str]:
        assert main(["grade", ASSIGNMENT, "--course-dir", str(course), *arguments]) == 0
        lines = [line.split() for line in capsys.readouterr().err.splitlines() if " of " in line and "graded in" not in line]
        return {line[3] for line in lines if line[4] != "unchanged"}

    return run


def rewrite(path: Path, grade_id: str, source: str) -> None:
    notebook = nbformat.read(path, as_version=4)
    (cell,) = (cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id)
    cell.source = source
    nbformat.write(notebook, path)


def submitted(course: Path, student: str) -> Path:
    return course / "submitted" / student / ASSIGNMENT / NOTEBOOK


@pytest.mark.parametrize("resume", [[], ["--resume"]], ids=["without an option", "with --resume"])
def test_an_unchanged_class_is_passed_over_and_no_sandbox_begins(grade, course: Path, resume: list[str], monkeypatch):
    monkeypatch.setattr(local, "local_hands", lambda *_: pytest.fail("somebody is to be graded"))
    before = in_gradebook(course)
    assert grade(*resume) == set()
    assert in_gradebook(course) == before


def test_a_changed_submission_is_graded_again_and_no_other(grade, course: Path):
    assert points(course) == {"ada": (6, 7), "blaise": (4, 7)}
    rewrite(submitted(course, "blaise"), INVERT.id, RIGHT[INVERT.id])
    assert grade() == {"blaise"}
    assert points(course) == {"ada": (6, 7), "blaise": (6, 7)}
    assert grade() == set()


def test_a_changed_source_means_all(grade, course: Path):
    rewrite(course / "source" / ASSIGNMENT / NOTEBOOK, "q02_written", "A better model answer.")
    assert grade() == set(STUDENTS)


def test_changed_code_that_judges_means_all(grade, monkeypatch):
    monkeypatch.setattr(unchanged, "code_that_judges", lambda: "an exercise was mended")
    assert grade() == set(STUDENTS)
    assert grade() == set()


def test_fresh_means_all(grade):
    assert grade("--fresh") == set(STUDENTS)


def test_one_student_alone(grade, course: Path):
    for student in STUDENTS:
        rewrite(submitted(course, student), INVERT.id, WRONG[INVERT.id] + "\n# changed")
    assert grade("--student", "blaise") == {"blaise"}
    assert grade("--student", "blaise", "--fresh") == {"blaise"}
    assert grade() == {"ada"}


def test_a_gradebook_that_was_lost_is_filled_again(grade, course: Path):
    before = in_gradebook(course)
    (course / "gradebook.db").unlink()
    assert grade() == set(STUDENTS)
    assert in_gradebook(course) == before


def test_results_as_json_and_nothing_else(course: Path, engine, capsys):
    assert main(["grade", ASSIGNMENT, "--course-dir", str(course), "--json", "--fresh"]) == 0
    told = capsys.readouterr()
    results = json.loads(told.out)
    assert results["assignment"] == ASSIGNMENT
    marks = {one["student"]: one["marks"] for one in results["students"]}
    assert marks["blaise"]["q01_invert"] == {"points": 0, "verdict": "known mistake", "misconception": "`-image`"}
    assert "2 of 2" in told.err


@pytest.fixture
def own_interrupts() -> Iterator[None]:
    """A command that was stopped heeds no further Ctrl-C, and here it runs in the tests' own process."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def test_who_is_being_written_when_a_run_is_killed_is_graded_again(grade, course: Path, monkeypatch, own_interrupts):
    assert graded_before(course, ASSIGNMENT, "ada")

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(class_run, "autograde", killed)
        assert main(["grade", ASSIGNMENT, "--course-dir", str(course), "--fresh", "--jobs", "1", "--student", "ada"]) == 130
    assert load(course, ASSIGNMENT, "ada") is not None
    assert grade("--resume") == {"ada"}
    assert graded_before(course, ASSIGNMENT, "ada")


def test_an_exception_in_a_worker_costs_that_submission_alone(course: Path, engine, monkeypatch, capsys):
    honest = local.work

    def work(engine, task):
        if task.student == "ada":
            raise ZeroDivisionError("a slip of ours")
        return honest(engine, task)

    monkeypatch.setattr(local, "work", work)
    assert main(["grade", ASSIGNMENT, "--course-dir", str(course), "--fresh"]) == 1
    told = capsys.readouterr()
    assert "ada: ZeroDivisionError: a slip of ours" in told.out
    assert "blaise          4 of 7 points" in told.err
    assert set(in_records(course)) == set(STUDENTS)


def test_what_people_gave_and_the_penalty_for_lateness_outlive_it(grade, course: Path):
    with open(course / "nbgrader_config.py", "a") as settings:
        settings.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    (submitted(course, "blaise").parent / "timestamp.txt").write_text("2026-01-03 10:00:00 UTC")
    (submitted(course, "ada").parent / "timestamp.txt").write_text("2026-01-01 10:00:00 UTC")
    with nbgrader_course(course) as api, api.gradebook as gradebook:
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate="2026-01-02 10:00:00 UTC")
        by_hand(gradebook, "blaise")
    assert grade() == set(STUDENTS)
    assert grade("--fresh") == set(STUDENTS)
    told = in_gradebook(course)
    assert told["blaise", "q01_invert_check"] == (0, 1.5, None, 2, True)  # nbgrader wants it looked at again
    assert told["blaise", "q01_solid_color_check"] == (2, None, 0.5, 2, False)
    assert told["blaise", "on q01_invert"] == (None, "Nearly.")
    assert told["blaise", ""][3] == told["blaise", ""][0] == 6
    assert told["ada", ""][3] is None


def by_hand(gradebook: Gradebook, student: str) -> None:
    gradebook.find_grade("q01_invert_check", ASSIGNMENT, ASSIGNMENT, student).manual_score = 1.5
    gradebook.find_grade("q01_solid_color_check", ASSIGNMENT, ASSIGNMENT, student).extra_credit = 0.5
    gradebook.find_comment("q01_invert", ASSIGNMENT, ASSIGNMENT, student).manual_comment = "Nearly."
    gradebook.db.commit()
