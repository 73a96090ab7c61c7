"""What students outside this project might hand in for 03_sgd, judged by the letter of the contract."""

from pathlib import Path

import pytest
import torch

from course_lib import examine, exercises
from tests.exercises.answers import Answer, read_answers, run_cell

torch.set_num_threads(1)

ANSWERS = {file.stem: read_answers(file) for file in sorted(Path(__file__).with_name("answers_to_03_sgd").glob("*.py"))}

# No exercise of 03_sgd has a rule about its source, so each seed gets one of the two.
seed_and_source = pytest.mark.parametrize(("seed", "registered"), [(0, False), (1, True)], ids=["no source", "source"])


def of_kind(kind: str) -> list:
    return [pytest.param(exercise, answer, id=f"{exercise}: {answer.misconception or kind}: {answer.name}")
            for exercise, answers in ANSWERS.items() for answer in answers if answer.kind == kind]


def judged(exercise: str, answer: Answer, seed: int, registered: bool):
    return examine(exercise, run_cell(answer.source, exercises.find(exercise).name, registered), seed=seed)


@pytest.fixture(scope="module", autouse=True)
def dynamo():
    """Takes seconds to import, as `torch.optim` and `torch.func.grad` do when first used; no answer should pay for it."""
    import torch._dynamo  # noqa: F401


@seed_and_source
@pytest.mark.parametrize(("exercise", "answer"), of_kind("right"))
def test_a_right_answer_passes(exercise, answer, seed, registered):
    report = judged(exercise, answer, seed, registered)
    assert report.right, report.text


@seed_and_source
@pytest.mark.parametrize(("exercise", "answer"), of_kind("wrong"))
def test_a_wrong_answer_does_not_pass(exercise, answer, seed, registered):
    report = judged(exercise, answer, seed, registered)
    assert report.verdict in ("known mistake", "wrong", "crashed"), report.text
    assert report.points < report.max_points


@seed_and_source
@pytest.mark.parametrize(("exercise", "answer"), of_kind("mistake"))
def test_a_mistake_is_told_by_its_own_name(exercise, answer, seed, registered):
    report = judged(exercise, answer, seed, registered)
    assert (report.verdict, report.misconception) == ("known mistake", answer.misconception), report.text
    assert "hint" in report.text


@pytest.mark.parametrize("exercise", exercises.of_assignment("03_sgd"), ids=lambda exercise: exercise.id)
def test_every_exercise_is_answered_in_many_ways(exercise):
    answers = ANSWERS[exercise.id]
    for kind in ("right", "wrong"):
        assert sum(answer.kind == kind for answer in answers) >= 10
    for misconception in exercise.misconceptions:
        assert sum(answer.misconception == misconception.phrase for answer in answers) >= 4, misconception.phrase
