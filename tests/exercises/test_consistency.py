"""Every exercise judges rightly of its own answers, over a few seeds; `course-lib verify` asks twenty."""

import pytest

from course_lib import exercises
from course_lib.checking.consistency import faults, observations_cross_the_wire

def marked(exercise) -> object:
    return pytest.param(exercise, id=exercise.id, marks=[pytest.mark.slow] if exercise.earned else [])


ALL = pytest.mark.parametrize("exercise", [marked(exercise) for exercise in exercises.all()])


@ALL
def test_right_answers_pass_and_each_mistake_is_told_by_its_own_name(exercise):
    assert faults(exercise, seeds=(0, "another")) == []


@ALL
def test_what_is_observed_is_plain_data(exercise):
    assert observations_cross_the_wire(exercise, seed=0)


def test_an_unknown_exercise_is_told_with_those_there_are():
    with pytest.raises(KeyError, match="q09_rmse"):
        exercises.find("q09_root")
    with pytest.raises(KeyError, match="q01_invert"):
        exercises.find("nonsense")


def test_the_order_is_that_of_the_course():
    ids = [exercise.id for exercise in exercises.all()]
    assert ids == sorted(ids, key=lambda name: (name[0] == "c", name[:3])) and len(set(ids)) == len(ids)
