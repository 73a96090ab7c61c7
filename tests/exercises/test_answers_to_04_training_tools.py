"""What students might hand in for 04_training_tools, judged by the letter of the contract."""

from collections import Counter
from pathlib import Path

import pytest
import torch

from course_lib import examine, exercises
from course_lib.exercises import find
from tests.exercises.answers import Answer, read_answers, run_cell

FILES = sorted((Path(__file__).parent / "answers_to_04_training_tools").glob("*.py"))
ANSWERS = [(file.stem, answer) for file in FILES for answer in read_answers(file)]

every_way = pytest.mark.parametrize(
    ("seed", "registered"),
    [(seed, registered) for seed in (0, 1) for registered in (False, True)],
    ids=[f"seed {seed}, {source} source" for seed in (0, 1) for source in ("no", "with")],
)


@pytest.fixture(autouse=True)
def one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def of_kind(kind: str) -> list:
    return [
        pytest.param(exercise, answer, id=": ".join(filter(None, [exercise, answer.misconception, answer.name])))
        for exercise, answer in ANSWERS
        if answer.kind == kind
    ]


def judged(exercise: str, answer: Answer, seed: object, registered: bool):
    return examine(exercise, run_cell(answer.source, exercise.partition("_")[2], registered), seed=seed)


@every_way
@pytest.mark.parametrize(("exercise", "answer"), of_kind("right"))
def test_a_right_answer_passes(exercise, answer, seed, registered):
    report = judged(exercise, answer, seed, registered)
    assert report.right, report.text


@every_way
@pytest.mark.parametrize(("exercise", "answer"), of_kind("wrong"))
def test_a_wrong_answer_never_passes(exercise, answer, seed, registered):
    report = judged(exercise, answer, seed, registered)
    assert report.verdict in ("known mistake", "wrong", "crashed"), report.text


@every_way
@pytest.mark.parametrize(("exercise", "answer"), of_kind("mistake"))
def test_a_mistake_is_told_by_its_own_name(exercise, answer, seed, registered):
    report = judged(exercise, answer, seed, registered)
    assert (report.verdict, report.misconception) == ("known mistake", answer.misconception), report.text


def test_a_shuffling_loader_passes_under_every_seed():
    (loader,) = [a for name, a in ANSWERS if name == "q26_MiniLoader" and a.name == "numpy's permutation"]
    for seed in range(30):
        report = judged("q26_MiniLoader", loader, f"luck {seed}", registered=False)
        assert report.right, report.text


def test_every_exercise_of_the_assignment_has_answers():
    assert {file.stem for file in FILES} == {exercise.id for exercise in exercises.of_assignment("04_training_tools")}


@pytest.mark.parametrize("exercise", [file.stem for file in FILES])
def test_there_are_answers_of_every_kind(exercise):
    counts = Counter((answer.kind, answer.misconception) for name, answer in ANSWERS if name == exercise)
    mistakes = {misconception.phrase for misconception in find(exercise).misconceptions}
    assert counts["right", None] >= 12
    assert counts["wrong", None] >= 12
    assert {phrase for kind, phrase in counts if kind == "mistake"} == mistakes
    assert all(count >= 4 for count in counts.values())
