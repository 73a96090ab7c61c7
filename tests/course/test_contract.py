"""Ids, points and phrases are a contract: answers and programs of other people rely on them."""

import sys
from pathlib import Path

import pytest

from course_lib import exercises

sys.path.insert(0, str(Path(__file__).parent))
from contract import PHRASES  # noqa: E402

ALL = exercises.all()


def test_the_exercises_stand_in_the_order_of_the_contract():
    ids = [exercise.id for exercise in ALL]
    assert ids == [exercise_id for exercise_id in PHRASES if exercise_id in ids]


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_the_misconceptions_are_those_of_the_contract(exercise):
    phrases = [misconception.phrase for misconception in exercise.misconceptions]
    assert sorted(phrases) == sorted(PHRASES[exercise.id])  # their order is which one is told where two would fit


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_an_exercise_is_worth_two_points(exercise):
    assert exercise.points == (4 if exercise.id == "c01_fit_digits" else 2)
