"""A class that never was: records as grading writes them, drawn from a seed."""

import random
from collections.abc import Iterator

from course_lib import exercises
from course_lib.checking import Exercise
from course_lib.grading.records import Outcome, Record
from course_lib.grading.students import student_names

SHARES = {"known mistake": 0.5, "wrong": 0.25, "crashed": 0.1, "unanswered": 0.15}  # of those who are not right
NOTES = ("the kernel had another name", "cells were in another order", "two cells had one grade id; the first counts")
WRONG = (
    "returned  a tensor of shape ({n}, {m})\n  expected  a tensor of shape ({m}, {n})",
    "returned  {x:.4f}\n  expected  {y:.4f}",
    "returned  None\n  expected  {y:.4f}, a number",
    "returned  [{x:.3f}, {y:.3f}] at [0]\n  expected  [{y:.3f}, {x:.3f}] at [0]\n  that is   {n} of {m} numbers differ",
)
CRASHED = (
    "raised    TypeError: unsupported operand type(s) for -: 'list' and 'list'",
    "raised    RuntimeError: The size of tensor a ({n}) must match the size of tensor b ({m})",
    "raised    NameError: name 'reslut' is not defined",
)


def made_up_class(assignment: str, students: int, seed: int = 0) -> Iterator[Record]:
    """That many records, the same ones for the same seed."""
    draw = random.Random(seed)
    of_assignment = exercises.of_assignment(assignment)
    hardness = {exercise.id: draw.uniform(0.35, 1.2) for exercise in of_assignment}
    for student in student_names(students):
        skill = draw.betavariate(4, 2)
        outcomes = tuple(_outcome(exercise, skill ** hardness[exercise.id], draw) for exercise in of_assignment)
        seconds = 0.4 + sum(outcome.seconds for outcome in outcomes)
        notes = tuple(draw.sample(NOTES, 1)) if draw.random() < 0.05 else ()
        yield Record(assignment, student, f"{draw.getrandbits(256):064x}", "bubblewrap", seconds, outcomes, notes,
                     "2026-03-01T12:00:00+00:00")


def _outcome(exercise: Exercise, skill: float, draw: random.Random) -> Outcome:
    verdict = "right" if draw.random() < skill else draw.choices(list(SHARES), SHARES.values())[0]
    verdict = "wrong" if verdict == "known mistake" and not exercise.misconceptions else verdict
    points, misconception, text = exercise.points if verdict == "right" else 0, None, f"{exercise.id}: {verdict}"
    if verdict == "known mistake":
        shares = [1 / (place + 1) for place in range(len(exercise.misconceptions))]
        met = draw.choices(exercise.misconceptions, shares)[0]
        points, misconception, text = met.points, met.phrase, f"{_called(exercise)}\n  hint      {met.hint}"
    if verdict in ("wrong", "crashed"):
        said = draw.choice(WRONG if verdict == "wrong" else CRASHED)
        numbers = {"n": draw.randint(2, 4), "m": draw.randint(5, 9), "x": draw.gauss(0, 2), "y": draw.gauss(0, 2)}
        text = f"{_called(exercise)}\n  {said.format(**numbers)}"
    seconds = draw.lognormvariate(-4.2 + 2.5 * (exercise.id[-1] < "f"), 0.7)
    answer = "" if verdict == "unanswered" else _answer(exercise, draw)
    return Outcome(exercise.id, verdict, points, exercise.points, misconception, text, answer, seconds)


def _called(exercise: Exercise) -> str:
    return f"{exercise.id}: not yet\n  called    {exercise.signature}, {exercise.probes[0].name}"


def _answer(exercise: Exercise, draw: random.Random) -> str:
    names = ("result", "res", "out", "total", "answer_so_far")
    name, lines = draw.choice(names), draw.randint(1, 9)
    steps = "".join(f"    {name} = {name} + {draw.randint(1, 99)} * len({name})  # step {n}\n" for n in range(lines))
    return f"def {exercise.signature}:\n    # <b>my</b> way & \"yours\"\n    {name} = 0\n{steps}    return {name}\n"
