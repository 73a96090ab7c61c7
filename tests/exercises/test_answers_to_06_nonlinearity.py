"""What hundreds of students might hand in for 06_nonlinearity, judged by the letter of the contract."""

from collections import Counter
from pathlib import Path

import pytest

from course_lib.checking import examine_exercise
from course_lib.exercises.nonlinearity import q37_relu, q38_merge, q39_nets, q40_pieces
from tests.exercises.answers import Answer, read_answers, run_cell

EXERCISES = {exercise.id: exercise for module in (q37_relu, q38_merge, q39_nets, q40_pieces) for exercise in module.EXERCISES}
FILES = sorted((Path(__file__).parent / "answers_to_06_nonlinearity").glob("*.py"))
ANSWERS = [(file.stem, answer) for file in FILES for answer in read_answers(file)]

every_way = pytest.mark.parametrize(
    ("seed", "registered"),
    [(seed, registered) for seed in (0, 1) for registered in (False, True)],
    ids=[f"seed {seed}, {source} source" for seed in (0, 1) for source in ("no", "with")],
)


def of_kind(kind: str) -> list:
    return [
        pytest.param(exercise, answer, id=": ".join(filter(None, [exercise, answer.misconception, answer.name])))
        for exercise, answer in ANSWERS
        if answer.kind == kind
    ]


def judged(exercise: str, answer: Answer, seed: int, registered: bool):
    return examine_exercise(EXERCISES[exercise], run_cell(answer.source, EXERCISES[exercise].name, registered), seed=seed)


@every_way
@pytest.mark.parametrize(("exercise", "answer"), of_kind("right"))
def test_a_right_answer_passes(exercise, answer, seed, registered):
    report = judged(exercise, answer, seed, registered)
    assert report.right, report.text


@every_way
@pytest.mark.parametrize(("exercise", "answer"), of_kind("wrong"))
def test_a_wrong_answer_never_passes(exercise, answer, seed, registered):
    report = judged(exercise, answer, seed, registered)
    assert not report.right, report.text
    assert report.verdict in ("known mistake", "wrong", "crashed")


@every_way
@pytest.mark.parametrize(("exercise", "answer"), of_kind("mistake"))
def test_a_mistake_is_told_by_its_own_name(exercise, answer, seed, registered):
    report = judged(exercise, answer, seed, registered)
    assert (report.verdict, report.misconception) == ("known mistake", answer.misconception), report.text


@pytest.mark.parametrize("exercise", EXERCISES)
def test_there_are_answers_of_every_kind(exercise):
    counts = Counter((answer.kind, answer.misconception) for name, answer in ANSWERS if name == exercise)
    assert counts["right", None] >= 10
    assert counts["wrong", None] >= 10
    assert all(counts["mistake", misconception.phrase] >= 4 for misconception in EXERCISES[exercise].misconceptions)
