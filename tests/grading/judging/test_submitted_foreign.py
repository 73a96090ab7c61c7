"""All the answers kept in the tests: the text tells of each what the live function does."""

from pathlib import Path

import pytest

from course_lib import exercises
from course_lib.cells.borrowed import borrowed
from course_lib.checking import Exercise, NoLoop, Observation
from course_lib.checking.judge import _breach
from course_lib.checking.observe import observe
from course_lib.checking.rules import Breach
from course_lib.checking.written import Written, written
from course_lib.grading.judging.submitted import Submitted
from tests.exercises.answers import Answer, read_answers, run_cell

FOLDER = Path(__file__).parents[2] / "exercises"
ANSWERS = {file.stem: read_answers(file) for file in sorted(FOLDER.glob("answers_to_*/*.py"))}
HOSTILE = read_answers(FOLDER / "hostile_answers.py")
RULED = [exercise for exercise in exercises.all() if exercise.rules]
IMPORTS = """
import math
from pathlib import Path
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn
"""
# The function that is traced lies behind an object of torch's, which hides it from the live look at the source.
SEEN_IN_THE_TEXT_ALONE = {"traced"}


def live(answer: object) -> Written | None:
    try:
        return written(answer)
    except BaseException:  # a hostile object
        return None


def breaches(exercise: Exercise, code: Written | None) -> list[Breach | None]:
    """What the source alone breaks, as after a run in which nothing was seen."""
    still = Observation((0, 0)), Observation((0, 0))
    return [rule.breach(code, still if isinstance(rule, NoLoop) else ()) for rule in exercise.rules]


def same(exercise: Exercise, answer: Answer, name: str) -> Written | None:
    function, submitted = run_cell(answer.source, name, registered=True), Submitted([IMPORTS, answer.source])
    shadow, ours = submitted.written(name), live(function)
    assert not submitted.unread
    assert (shadow is None) == (ours is None), answer.name
    assert borrowed(exercise.id, submitted.answer(name)) == borrowed(exercise.id, function), answer.name
    if answer.name not in SEEN_IN_THE_TEXT_ALONE:
        assert breaches(exercise, shadow) == breaches(exercise, ours), answer.name
    return shadow


@pytest.mark.parametrize("exercise", [*map(exercises.find, ANSWERS)], ids=lambda exercise: exercise.id)
def test_the_text_tells_the_same_breaches_and_borrowings_as_the_live_function(exercise):
    shadows = [same(exercise, answer, exercise.id.partition("_")[2]) for answer in ANSWERS[exercise.id]]
    classes = exercise.id.partition("_")[2][0].isupper()
    assert classes or sum(shadow is not None for shadow in shadows) > len(shadows) / 2


def test_the_answers_break_rules_often_enough_to_tell():
    kinds = set()
    for exercise in RULED:
        for answer in ANSWERS[exercise.id]:
            code = Submitted([IMPORTS, answer.source]).written(exercise.id.partition("_")[2])
            found = zip(exercise.rules, breaches(exercise, code), strict=True)
            kinds |= {(type(rule).__name__, breach.kind) for rule, breach in found if breach}
    assert {("OneListComprehension", kind) for kind in ("loop", "none", "two")} < kinds
    assert {("ByHand", "library"), ("NoLoop", "loop"), ("NoReadyMadeProduct", "forbidden")} < kinds


@pytest.mark.parametrize("answer", HOSTILE, ids=lambda answer: answer.name)
def test_of_hostile_answers_too(answer):
    for exercise in RULED:
        same(exercise, answer, "answer")


@pytest.mark.slow
@pytest.mark.parametrize("exercise", RULED, ids=lambda exercise: exercise.id)
def test_with_all_that_was_observed_the_breach_is_of_the_same_kind(exercise):
    name = exercise.id.partition("_")[2]
    for answer in ANSWERS[exercise.id]:
        function = run_cell(answer.source, name, registered=True)
        shadow = Submitted([IMPORTS, answer.source]).written(name)
        for rule in exercise.rules:
            observed = [observe(probe.watch, probe.given(0), function) for probe in rule.probes]
            ours, told = (_breach(rule, code, observed) for code in (live(function), shadow))
            assert (told and told.kind) == (ours and ours.kind), answer.name


BORROWED = """
from course_lib.mnist import mae as answer

from course_lib.mnist import *
answer = mae

import course_lib.mnist.distances as d
def answer(a, b): return d.mae(a, b)

from course_lib.mnist.distances import mae as m
def help(a, b): return m(a, b)
answer = lambda a, b: help(a, b)

def answer(a, b):
    from course_lib.exercises.tensors.q09_distances import by_l1_loss
    return by_l1_loss(a, b)

import course_lib
def answer(a, b): return course_lib.exercises.find("q09_mae").reference(a, b)

from course_lib.mnist import mae
class Calls:
    def run(self, a, b): return mae(a, b)
answer = Calls().run
""".strip().split("\n\n")
CLASSES = """
from course_lib.mnist import BasicOptim as Base
class answer(Base): pass

from course_lib.mnist import BasicOptim as B
class answer:
    def __init__(self, params, lr): self.inner = B(params, lr)
""".strip().split("\n\n")
ALLOWED = "from course_lib.mnist import pixel_distance\ndef answer(images, one): return pixel_distance(images, one)"


@pytest.mark.parametrize(("exercise", "source", "refused"), [
    *(("q09_mae", source, True) for source in BORROWED), *(("q25_BasicOptim", source, True) for source in CLASSES),
    ("q10_distances_to", ALLOWED, False),
])
def test_a_borrowed_answer_is_seen_in_the_text(exercise, source, refused):
    told, run = borrowed(exercise, Submitted([source]).answer("answer")), borrowed(exercise, run_cell(source, "answer"))
    assert told == run and (told is not None) == refused
