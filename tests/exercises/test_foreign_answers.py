"""What students outside this project might hand in, in every style, judged by the letter of the contract."""

from collections import Counter
from pathlib import Path

import pytest

from course_lib import examine, exercises
from tests.exercises.answers import Answer, read_answers, run_cell

HERE = Path(__file__).parent
ANSWERS = {file.stem: read_answers(file) for file in sorted(HERE.glob("answers_to_*/*.py"))}

# Each seed goes with one of the two ways in which an answer can come: as after `exec`, and as Jupyter runs a cell.
seed_and_source = pytest.mark.parametrize(
    ("seed", "registered"),
    [pytest.param(0, False, id="no source"), pytest.param(1, True, id="source", marks=pytest.mark.slow)],
)


def of_kind(kind: str) -> list:
    return [
        pytest.param(exercise, answer, id=": ".join(filter(None, [exercise, answer.misconception, answer.name])))
        for exercise, answers in ANSWERS.items()
        for answer in answers
        if answer.kind == kind
    ]


def judged(exercise: str, answer: Answer, seed: object, registered: bool):
    return examine(exercise, run_cell(answer.source, exercise.partition("_")[2], registered), seed=seed)


@seed_and_source
@pytest.mark.parametrize(("exercise", "answer"), of_kind("right"))
def test_a_right_answer_passes(exercise, answer, seed, registered):
    report = judged(exercise, answer, seed, registered)
    assert report.right, report.text


@seed_and_source
@pytest.mark.parametrize(("exercise", "answer"), of_kind("wrong"))
def test_a_wrong_answer_never_passes(exercise, answer, seed, registered):
    report = judged(exercise, answer, seed, registered)
    assert report.verdict in ("known mistake", "wrong", "crashed"), report.text
    assert report.points < report.max_points


@seed_and_source
@pytest.mark.parametrize(("exercise", "answer"), of_kind("mistake"))
def test_a_mistake_is_told_by_its_own_name(exercise, answer, seed, registered):
    report = judged(exercise, answer, seed, registered)
    assert (report.verdict, report.misconception) == ("known mistake", answer.misconception), report.text
    assert "hint" in report.text


def test_a_shuffling_loader_passes_under_every_seed():
    (loader,) = [answer for answer in ANSWERS["q26_MiniLoader"] if answer.name == "numpy's permutation"]
    for seed in range(30):
        report = judged("q26_MiniLoader", loader, f"luck {seed}", registered=False)
        assert report.right, report.text


# Answers to an exercise whose points grow with how well they train have a test of their own.
@pytest.mark.parametrize("exercise", [e for e in exercises.all() if e.earned is None], ids=lambda exercise: exercise.id)
def test_every_exercise_is_answered_in_many_ways(exercise):
    counts = Counter((answer.kind, answer.misconception) for answer in ANSWERS[exercise.id])
    assert counts["right", None] >= 10
    assert counts["wrong", None] >= 10
    assert all(counts["mistake", misconception.phrase] >= 4 for misconception in exercise.misconceptions)
