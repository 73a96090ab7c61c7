"""The real nbgrader commands on a small course, and the table of what a graded cell is worth."""

import csv
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from nbgrader.api import Gradebook
from small_course import ASSIGNMENT, REPOSITORY, SETUP, submit, write_source

from course_lib import exercises
from course_lib.__main__ import main
from course_lib.grading import records
from course_lib.grading.cell_text import cell_text, imports_in
from course_lib.grading.nbgrader_course import nbgrader_course, save_assignment
from course_lib.grading.odd_answers import crashing, misspelt, noisy

pytestmark = pytest.mark.slow  # three runs of nbgrader, a dozen seconds each

INVERT = exercises.find("q01_invert")
COLOR = exercises.find("q01_solid_color")


def text_of(exercise, implementation) -> str:
    return cell_text(implementation, exercise.name, imports_in(SETUP))


def answers() -> dict[str, tuple]:
    """By what an answer is: its exercise, its text (None for the untouched stub), and the points it is worth."""
    right = text_of(INVERT, INVERT.reference)
    header = f"def {INVERT.signature}:"
    table = {
        "right": (INVERT, right, 2),
        "untouched stub": (INVERT, None, 0),
        "noisy and right": (INVERT, noisy(right), 2),
        "crash": (INVERT, crashing(header), 0),
        "exit": (INVERT, f"{header}\n    import sys\n    sys.exit()", 0),
        "syntax error": (COLOR, misspelt(f"def {COLOR.signature}:"), 0),  # no earlier cell defines the name
    }
    for exercise in (COLOR, INVERT):
        for misconception in exercise.misconceptions:
            text = text_of(exercise, misconception.wrong[0])
            table[f"{exercise.id} {misconception.phrase}"] = (exercise, text, misconception.points)
    return table


ANSWERS = answers()
GRADE_IDS = {label: f"q01_answer{position}" for position, label in enumerate(ANSWERS)}


def nbgrader(course: Path, *arguments: str) -> str:
    """Run a command of nbgrader in the course's folder; its log."""
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),  # nbgrader calls alembic
        "PYTHONPATH": str(REPOSITORY),
    }
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(command, cwd=course, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def scores(course: Path, student: str) -> dict[str, float]:
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        notebook = gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student)
        return {grade.name: grade.score for grade in notebook.grades if not grade.needs_manual_grade}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """A course in which one student gave all the answers above, graded by nbgrader's own commands."""
    course = tmp_path_factory.mktemp("course")
    write_source(course, [(GRADE_IDS[label], exercise) for label, (exercise, _, _) in ANSWERS.items()])
    nbgrader(course, "generate_assignment", ASSIGNMENT)
    texts = {GRADE_IDS[label]: text for label, (_, text, _) in ANSWERS.items() if text is not None}
    submit(course, "ada", {**texts, "q02_written": "Because."})
    log = nbgrader(course, "autograde", ASSIGNMENT)
    nbgrader(course, "generate_feedback", ASSIGNMENT)
    nbgrader(course, "export")
    return SimpleNamespace(course=course, log=log, scores=scores(course, "ada"))


@pytest.mark.parametrize("label", ANSWERS)
def test_the_recorded_points_are_those_of_the_answer(graded: SimpleNamespace, label: str):
    assert graded.scores[f"{GRADE_IDS[label]}_check"] == ANSWERS[label][2]


def test_nbgrader_warns_of_no_graded_cell(graded: SimpleNamespace):
    assert "partial credit" not in graded.log.lower()


def test_a_written_answer_waits_for_a_person(graded: SimpleNamespace):
    assert "q02_written" not in graded.scores


def test_the_feedback_page_tells_what_went_wrong(graded: SimpleNamespace):
    page = (graded.course / "feedback" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text("utf-8")
    for misconception in INVERT.misconceptions:
        assert misconception.hint in page


def test_the_export_has_the_total(graded: SimpleNamespace):
    with open(graded.course / "grades.csv", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["student_id"] == "ada"
    assert float(row["score"]) == sum(points for _, _, points in ANSWERS.values())


def test_the_course_command_gives_the_same_points_and_a_damaged_notebook_a_reason(graded, capsys):
    path = submit(graded.course, "zoe", {})
    path.write_text('{"cells": [')
    assert main(["grade", ASSIGNMENT, "--course-dir", str(graded.course)]) == 0
    told = capsys.readouterr()
    assert scores(graded.course, "ada") == graded.scores
    assert set(scores(graded.course, "zoe").values()) == {0}
    assert " of 2  ada" in told.err and " of 2  zoe" in told.err
    assert "1  height and width swapped" in told.out
    noticed = records.load(graded.course, ASSIGNMENT, "zoe").notes
    assert noticed and noticed[0] in " ".join(told.out.split())
    page = (graded.course / "feedback" / "zoe" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text("utf-8")
    assert "What you should know about this grading" in page
    assert path.read_text() == '{"cells": ['


def test_grading_leaves_the_release_as_it_was_built(graded: SimpleNamespace):
    release = graded.course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    before = release.read_bytes()
    with nbgrader_course(graded.course) as api:
        save_assignment(api, ASSIGNMENT)
    assert release.read_bytes() == before
