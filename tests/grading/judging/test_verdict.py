"""The verdict on what was watched: a report always, points only for what is right, whatever came out."""

import warnings

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_lib import exercises
from course_lib.checking import Exercise, Failure, Observation, Opaque, examine_exercise
from course_lib.checking.judge import tasks
from course_lib.checking.observe import observe_each
from course_lib.checking.written import written
from course_lib.grading.judging.verdict import Text, Watched, verdict

SEED = "a seed of tests"
EVERY = [pytest.param(exercise, id=exercise.id) for exercise in exercises.all() if not exercise.earned]
RMSE = exercises.find("q09_rmse")
NAN = float("nan")
ODD = {
    "nothing of huge sizes": torch.empty(0, 2**33), "nothing, the other way round": torch.empty(2**33, 0),
    "eight bits": torch.zeros(2, 3, dtype=torch.float8_e5m2), "complex": torch.zeros(3, dtype=torch.complex64), "nan": torch.full((2, 3), NAN),
    "a huge integer": 1 << 9_999, "true": True, "none": None, "a dict": {"a": 1}, "an empty tensor": torch.empty(0), "infinity": float("inf"),
    "lists": [[1, 2], ["a"]], "opaque": Opaque("generator"), "keys that are opaque": {Opaque("a tensor"): 1}, "many": (torch.zeros(3),) * 5,
    "large": torch.zeros(2000, 2000), "text": "x" * 1000, "nine axes": torch.zeros([1] * 9), "markup": "<script>alert(1)</script>",
}
values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats() | st.text(max_size=5) | st.binary(max_size=3) | st.sampled_from(list(ODD.values()))
    | st.lists(st.integers(0, 3), max_size=3).map(lambda shape: torch.ones(shape)),
    lambda inner: st.lists(inner, max_size=4) | st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6)
failures = st.builds(Failure, kind=st.text(max_size=5), kinds=st.lists(st.text(max_size=5)).map(tuple), message=st.text(max_size=5),
                     lines=st.lists(st.text(max_size=5)).map(tuple), by_own_raise=st.booleans())
observations = st.builds(Observation, values, st.none() | failures, values, st.text(max_size=5))


def watched(exercise: Exercise, answer) -> Watched:
    return Watched(tuple(observe_each(tasks(exercise, SEED), answer)))


def judged_well(exercise: Exercise, report) -> bool:
    """Whether it is a report that can be shown and kept."""
    report.text.encode(), report._repr_html_().encode()
    assert "<script" not in report._repr_html_()
    return report.exercise_id == exercise.id and 0 <= report.points <= report.max_points == exercise.points


@pytest.mark.parametrize("exercise", EVERY)
def test_no_odd_value_breaks_it_or_earns_points(exercise: Exercise):
    count = len(exercise.probes) + sum(len(rule.probes) for rule in exercise.rules)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, value in ODD.items():
            for arguments in (None, value):
                seen = Watched((Observation(value, None, arguments),) * count)
                report = verdict(exercise, seen, Text(), SEED)
                assert judged_well(exercise, report) and not report.right, name


@pytest.mark.parametrize("exercise", EVERY[::6])
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(observations, min_size=1, max_size=14))
def test_it_never_raises(exercise: Exercise, seen: list[Observation]):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert judged_well(exercise, verdict(exercise, Watched(tuple(seen)), Text(), SEED))


@pytest.mark.parametrize("answer", [RMSE.reference, *RMSE.alternatives, *(wrong for one in RMSE.misconceptions for wrong in one.wrong)])
def test_it_is_the_verdict_of_the_students_own_notebook(answer):
    there = verdict(RMSE, watched(RMSE, answer), Text(None, written(answer)), SEED)
    assert there.text == examine_exercise(RMSE, answer, SEED).text


@pytest.mark.parametrize("seen, kind, told", [
    (Watched(ended="it took too long"), "crashed", "Your answer stopped the grading of this exercise: it took too long."),
    (Watched(missing="nothing"), "unanswered", "not answered yet"),
    (Watched(missing="NameError", message="name 'rmse' is not defined"), "crashed", "NameError: name 'rmse' is not defined"),
    (Watched(missing="TypeError"), "crashed", "TypeError"),
    (Watched(), "wrong", "Nothing came back"),
    (Watched((Observation(failure=Failure("NotImplementedError", by_own_raise=True)),)), "unanswered", "not answered yet"),
    (Watched((Observation(failure=Failure("NotImplementedError", by_own_raise=False)),) * 7), "crashed", "NotImplementedError"),
    (Watched((Observation(failure=Failure("TimeIsUp")),)), "crashed", ""),
])
def test_what_came_to_nothing_is_told(seen: Watched, kind: str, told: str):
    report = verdict(RMSE, seen, Text(), SEED)
    assert (report.verdict, report.points, report.max_points) == (kind, 0, 2)
    assert told in report.text


def test_the_hint_for_a_missing_name_is_given_for_a_missing_name_only():
    assert "hint" in verdict(RMSE, Watched(missing="NameError"), Text(), SEED).text
    assert "hint" not in verdict(RMSE, Watched(missing="TypeError"), Text(), SEED).text


def test_what_an_end_interrupted_is_not_judged():
    right = watched(RMSE, RMSE.reference)
    assert verdict(RMSE, Watched(right.observations, ended="it sent nonsense"), Text(), SEED).verdict == "crashed"


def test_fewer_observations_than_probes_are_not_enough():
    """The last stands for those that are missing, which were drawn with other numbers."""
    first = watched(RMSE, RMSE.reference).observations[:1]
    assert not verdict(RMSE, Watched(first), Text(), SEED).right


def test_a_borrowed_answer_is_refused_by_its_text():
    seen = watched(RMSE, RMSE.reference)
    assert verdict(RMSE, seen, Text(), SEED).right
    refused = verdict(RMSE, seen, Text(RMSE.reference), SEED)
    assert (refused.verdict, refused.points) == ("wrong", 0) and "course's own answer" in refused.text


def test_where_the_way_counts_the_text_must_be_known():
    exercise = exercises.find("q04_long_words")
    seen = watched(exercise, exercise.reference)
    assert verdict(exercise, seen, Text(None, written(exercise.reference)), SEED).right
    unknown = verdict(exercise, seen, Text(None, written(exercise.reference), known=False), SEED)
    assert (unknown.verdict, unknown.points) == ("wrong", 0) and "no cell says plainly what `long_words` is" in unknown.text


def test_another_seed_is_another_test():
    seen = watched(RMSE, RMSE.reference)
    assert verdict(RMSE, seen, Text(), SEED).right and not verdict(RMSE, seen, Text(), "another").right
