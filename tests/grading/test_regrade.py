"""`course-lib regrade` on a class that was really graded: what changes, what is written, what is left alone."""

import dataclasses
import io
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from regrade_class import (
    ASSIGNMENT, INVERT, KINDER, MISTAKE, STUDENTS, all_files, answering, cells, counts_of, dump, grade_class, grades, page,
    sql,
)  # fmt: skip

from course_lib.__main__ import main
from course_lib.exercises.images import q01_pixels
from course_lib.grading.batch import local, regrade_writing
from course_lib.grading.batch.regrade_judging import Again, Standing
from course_lib.grading.batch.regrade_notebook import graded_notebook
from course_lib.grading.batch.regrade_writing import Writing, _write
from course_lib.grading.host import judging
from course_lib.grading.records import load
from course_lib.grading.sandbox.engine import Engine

pytestmark = pytest.mark.slow  # sandboxes and nbgrader, a few seconds a run

@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The preloaded process and its test take seconds; one for all runs."""
    with Engine(tmp_path_factory.mktemp("engine"), ASSIGNMENT) as engine:
        yield engine


@pytest.fixture(scope="module")
def graded(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """The graded class, and the keys of what was judged, by student."""
    course, keys = tmp_path_factory.mktemp("course"), {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local, "Engine", lambda *_: nullcontext(engine))
        patch.setenv("COURSE_LIB_SECRET", str(course / "secret"))
        patch.setattr(judging, "listeners", [lambda student, worked, _: keys.update({student: worked.key})])
        grade_class(course)
        yield SimpleNamespace(course=course, keys=keys)


@pytest.fixture
def course(graded: SimpleNamespace, tmp_path: Path) -> Path:
    """A copy of it, for each test."""
    return shutil.copytree(graded.course, tmp_path / "course", symlinks=True)


@pytest.fixture
def kinder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fix: that mistake earns something now."""
    replaced = dataclasses.replace(MISTAKE, points=KINDER)
    mistakes = [replaced if one is MISTAKE else one for one in INVERT.misconceptions]
    change_invert(monkeypatch, misconceptions=mistakes)


def change_invert(monkeypatch: pytest.MonkeyPatch, **changes) -> None:
    changed = dataclasses.replace(INVERT, **changes)
    records = tuple(changed if one.id == INVERT.id else one for one in q01_pixels.EXERCISES)
    monkeypatch.setattr(q01_pixels, "EXERCISES", records)


def regrade(course: Path, *arguments: str) -> int:
    return main(["regrade", "q01_invert", "--course-dir", str(course), "--jobs", "2", *arguments])


def test_without_a_fix_no_grade_and_no_report_changes(course: Path, graded, capsys):
    before = all_files(course)
    assert regrade(course, "--yes") == 0
    assert "0 grades would change, 5 would stay the same\n" in capsys.readouterr().out
    assert all_files(course) == before


def test_an_answer_is_judged_with_the_chance_of_its_grading(course: Path, graded, monkeypatch):
    monkeypatch.chdir(course)
    for student in STUDENTS:
        found = graded_notebook(load(Path("."), ASSIGNMENT, student), "q01_invert")
        assert found.task(ASSIGNMENT, student, "q01_invert", b"secret").key == graded.keys[student]
    assert found.put_in_front == 1  # the damaged one


@pytest.mark.parametrize("way", ["dry run", "n", "nobody to ask"])
def test_nothing_is_written_unless_wished(course: Path, kinder, monkeypatch, capsys, way: str):
    before, gradebook = all_files(course), dump(course)
    monkeypatch.setattr(sys, "stdin", answering("n\n") if way == "n" else io.StringIO())
    status = regrade(course, *(["--dry-run"] if way == "dry run" else []))
    told = capsys.readouterr()
    assert status == (1 if way == "nobody to ask" else 0)
    assert "3 grades would change, 2 would stay the same" in told.out
    assert ("Write these 3 grades? [y/N]" in told.err) == (way == "n")
    assert ("--yes writes without asking" in told.err) == (way == "nobody to ask")
    assert dump(course) == gradebook
    assert all_files(course) == before


def test_the_table_shows_the_grades_that_change_and_no_other(course: Path, kinder, capsys):
    shutil.rmtree(course / "submitted" / "zoe")
    regrade(course, "--dry-run")
    head, table, passed_over = capsys.readouterr().out.strip().split("\n\n")
    assert head == "q01_invert in 01_images: 2 grades would change, 2 would stay the same"
    rows = [line.split("  ") for line in table.splitlines()]
    assert [row[0].strip() for row in rows] == ["student", "blaise", "emmy"]
    assert all("0 -> 1.5" in line for line in table.splitlines()[1:])
    assert "graded by hand: 0.25, which stays" in table.splitlines()[2]
    assert "by hand" not in table.splitlines()[1]
    assert passed_over == "Passed over\n  zoe: what was handed in is no longer there"


def test_another_verdict_is_told_with_the_one_before(course: Path, monkeypatch, capsys):
    change_invert(monkeypatch, reference=MISTAKE.wrong[0], misconceptions=())
    regrade(course, "--dry-run", "--json")
    told = json.loads(capsys.readouterr().out)
    after = {change["student"]: (change["before"]["verdict"], change["after"]["verdict"]) for change in told["changes"]}
    mistaken = ("known mistake", "right")
    assert after == {"ada": ("right", "wrong"), "blaise": mistaken, "emmy": mistaken, "zoe": mistaken}
    assert (told["same"], told["written"]) == (1, False)


def test_new_grades_are_written_and_everything_else_stays(course: Path, kinder, monkeypatch, capsys):
    before, files = grades(course, "auto_score, manual_score, extra_credit, needs_manual_grade"), all_files(course)
    notebooks = {student: cells(course, student) for student in STUDENTS}
    comments = sql(course, "select * from comment")
    mode = (course / "autograded/blaise" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").stat().st_mode
    records = {student: load(course, ASSIGNMENT, student) for student in STUDENTS}
    monkeypatch.setattr(sys, "stdin", answering("y\n"))
    assert regrade(course) == 0
    after = grades(course, "auto_score, manual_score, extra_credit, needs_manual_grade")
    changed = {key: values for key, values in after.items() if values != before[key]}
    assert changed == {
        ("blaise", "q01_invert_check"): (KINDER, None, None, 0),
        ("emmy", "q01_invert_check"): (KINDER, 0.25, None, 1),  # as nbgrader asks to look again after any grading
        ("zoe", "q01_invert_check"): (KINDER, None, None, 0),
    }
    assert sql(course, "select * from comment") == comments
    for student in ("blaise", "emmy", "zoe"):
        new = cells(course, student)
        (place,) = (i for i, pair in enumerate(zip(notebooks[student], new, strict=True)) if pair[0] != pair[1])
        assert '"q01_invert_check"' in new[place] and '"1.5"' in new[place]
        assert counts_of(new[place]) == counts_of(notebooks[student][place])
        record = load(course, ASSIGNMENT, student)
        assert (record.outcomes[0].points, record.points) == (KINDER, KINDER + 2)
        assert record.outcomes[1:] == records[student].outcomes[1:]
        assert dataclasses.replace(record, outcomes=()) == dataclasses.replace(records[student], outcomes=())
    assert (course / "autograded/blaise" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").stat().st_mode == mode
    assert not [*course.rglob("*.new")]
    touched = {name for name, contents in all_files(course).items() if contents != files.get(name)}
    assert {student for student in STUDENTS for name in touched if f"/{student}" in name} == {"blaise", "emmy", "zoe"}
    assert "(Score: 3.5 / 5.0)" in page(course, "blaise")
    assert "(Score: 3.25 / 5.0)" in page(course, "emmy") and "Nearly." in page(course, "emmy")
    capsys.readouterr()
    written = all_files(course)
    assert regrade(course, "--yes") == 0  # and there is nothing left to do
    assert "0 grades would change, 5 would stay" in capsys.readouterr().out
    assert all_files(course) == written


def test_a_graded_notebook_is_written_as_nbgrader_writes_it(course: Path):
    path = course / "autograded" / "zoe" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    before = path.read_bytes()
    _write(path, nbformat.read(path, as_version=4))
    assert path.read_bytes() == before


def test_only_the_words_of_a_report_may_change(course: Path, monkeypatch, capsys):
    reworded = dataclasses.replace(MISTAKE, hint="What does the brightest pixel become?")
    change_invert(monkeypatch, misconceptions=[reworded if one is MISTAKE else one for one in INVERT.misconceptions])
    before = grades(course)
    assert regrade(course, "--yes", "--student", "blaise") == 0
    told = capsys.readouterr().out
    assert "0 grades would change, 1 would stay the same, 1 of them with a report that says something else" in told
    assert "What does the brightest pixel become?" in page(course, "blaise")
    assert "What does the brightest pixel become?" not in page(course, "emmy")
    assert grades(course) == before


@pytest.mark.parametrize("step", ["gradebook", "notebook", "feedback"])
def test_a_run_that_was_stopped_is_finished_by_the_next(course: Path, kinder, monkeypatch, capsys, step: str):
    with monkeypatch.context() as patch:
        if step == "gradebook":
            patch.setattr(Writing, "_into_gradebook", stopped_after(Writing._into_gradebook))
        elif step == "notebook":
            patch.setattr(regrade_writing, "_write", stopped_after(_write))
        else:
            patch.setattr(local, "feedback_writer", lambda *_: lambda task: "no template")
        assert regrade(course, "--yes") == (1 if step == "feedback" else 130)
    assert grades(course)["blaise", "q01_invert_check"] == (KINDER,)
    assert load(course, ASSIGNMENT, "blaise").outcomes[0].points == 0
    capsys.readouterr()
    assert regrade(course, "--yes") == 0
    assert "blaise   0 -> 1.5" in capsys.readouterr().out
    for student in ("blaise", "emmy", "zoe"):
        assert grades(course)[student, "q01_invert_check"] == (KINDER,)
        assert load(course, ASSIGNMENT, student).outcomes[0].points == KINDER
        assert any('"1.5"' in cell for cell in cells(course, student))
        assert "1.5" in page(course, student)


def stopped_after(step: Callable) -> Callable:
    def first_step(*arguments):
        step(*arguments)
        raise KeyboardInterrupt

    return first_step


def test_lateness_is_counted_on_the_new_points(course: Path, kinder):
    with open(course / "nbgrader_config.py", "a") as settings:
        settings.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    sql(course, "update assignment set duedate = '2026-01-01 00:00:00'")
    sql(course, "update submitted_assignment set timestamp = '2026-01-02 00:00:00' where student_id = 'blaise'")
    assert regrade(course, "--yes") == 0
    penalties = sql(course, """
        select student_id, late_submission_penalty from submitted_notebook
        join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id""")
    assert {student: penalty for student, penalty in penalties if penalty} == {"blaise": KINDER + 2}


def test_a_grade_that_cannot_be_written_is_told_and_the_others_are(course: Path, kinder, monkeypatch, capsys):
    def full_disk(path: Path, notebook) -> None:
        if "emmy" in path.parts:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(regrade_writing, "_write", full_disk)
    assert regrade(course, "--yes") == 1
    assert "Not written\n  emmy: OSError: [Errno 28] No space left on device" in capsys.readouterr().out
    assert [load(course, ASSIGNMENT, student).outcomes[0].points for student in ("blaise", "emmy")] == [KINDER, 0]


def test_a_submission_that_was_graded_while_a_person_was_asked_is_left_alone(course: Path, kinder, monkeypatch, capsys):
    path = course / "autograded" / "blaise" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"

    def grade_meanwhile() -> str:
        path.chmod(0o644)
        path.write_text(path.read_text("utf-8").replace("course_lib import check", "course_lib import check  #"))
        return "y\n"

    terminal = answering("")
    terminal.readline = grade_meanwhile
    monkeypatch.setattr(sys, "stdin", terminal)
    assert regrade(course) == 1
    assert "Not written\n  blaise: it was graded anew in the meantime" in capsys.readouterr().out
    assert [grades(course)[student, "q01_invert_check"] for student in ("blaise", "emmy")] == [(0,), (KINDER,)]


def test_a_grade_that_only_the_gradebook_has_is_told_and_mended(course: Path, capsys):
    sql(course, """
        update grade set auto_score = 0.5 where id = (
        select grade.id from grade join base_cell on base_cell.id = grade.cell_id
        join submitted_notebook on submitted_notebook.id = grade.notebook_id
        join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
        where base_cell.name = 'q01_invert_check' and submitted_assignment.student_id = 'ada')""")
    assert regrade(course, "--yes") == 0
    assert "ada      0.5 -> 2  right" in capsys.readouterr().out
    assert grades(course)["ada", "q01_invert_check"] == (2,)


def test_the_weaker_sandbox_counts_for_the_whole_submission(course: Path, monkeypatch):
    monkeypatch.chdir(course)
    outcome = load(Path("."), ASSIGNMENT, "ada").outcomes[0]
    for level in ("none", "bubblewrap"):
        again = Again("ada", "", outcome, outcome, Standing(2, None), level, ())
        Writing(None, None, ASSIGNMENT, b"", None)._remember(again)
        assert load(Path("."), ASSIGNMENT, "ada").level == "none"


def test_another_number_of_points_asks_for_a_whole_grading(course: Path, monkeypatch, capsys):
    change_invert(monkeypatch, points=3)
    regrade(course, "--yes")
    told = capsys.readouterr().out
    assert "ada: it was graded when this was worth 2, not 3; 'course-lib build', then 'course-lib grade 01_im" in told


@pytest.mark.parametrize(("exercise", "told"), [
    ("q01_inverted", "near it there are q01_"), ("invert", "q01_invert"), ("q04_sum_of_squares", "q04_"),
])  # fmt: skip
def test_an_unknown_exercise_is_told_with_near_ones(tmp_path: Path, capsys, exercise: str, told: str):
    assert main(["regrade", exercise, "--course-dir", str(tmp_path)]) == 1
    assert told in capsys.readouterr().err


def test_an_exercise_that_two_assignments_ask_for(course: Path, capsys):
    shutil.copytree(course / "release" / ASSIGNMENT, course / "release" / "again")
    assert regrade(course) == 1
    assert "say --assignment and one of 01_images, again" in capsys.readouterr().err
    assert regrade(course, "--assignment", "05_training_loop") == 1
    assert "05_training_loop does not ask for q01_invert" in capsys.readouterr().err
    assert regrade(course, "--assignment", ASSIGNMENT) == 0


def test_a_class_that_nobody_graded_and_a_student_who_is_not_in_it(course: Path, capsys):
    assert regrade(course, "--student", "noether") == 1
    assert "noether has not been graded in 01_images; those who have: ada, blaise" in capsys.readouterr().err
    shutil.rmtree(course / ".grading" / ASSIGNMENT)
    assert regrade(course) == 1
    assert "'course-lib grade 01_images' does it" in capsys.readouterr().err
