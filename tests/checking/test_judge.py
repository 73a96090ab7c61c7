"""Verdicts, on a small exercise made for these tests."""

import pytest
import torch

from course_lib.checking import Earned, Exercise, Misconception, Probe, examine_exercise
from course_lib.checking.consistency import faults


def double(x):
    return 2 * x


def halve(x):
    return x / 2


def double_in_place(x):
    return x.mul_(2)


def numbers(n):
    return Probe(f"{n} numbers", lambda draw: (draw.floats(n),))


HALVED = Misconception("halved", "Which way?", wrong=[halve])
SPOILT = Misconception("in place", "Who wrote there?", wrong=[double_in_place], points=1)


def exercise(**changes):
    record = {"id": "q00_double", "reference": double, "misconceptions": [HALVED, SPOILT], "probes": [numbers(2), numbers(5)]}
    return Exercise(**{**record, **changes})


def examine(answer, **changes):
    return examine_exercise(exercise(**changes), answer)


def stub(x):
    raise NotImplementedError()


def stub_with_words(x):
    """Twice x."""
    # YOUR CODE HERE
    raise NotImplementedError("to be done")


@pytest.mark.parametrize("answer, verdict, misconception, points", [
    (lambda x: x + x, "right", None, 2),
    (stub, "unanswered", None, 0),
    (stub_with_words, "unanswered", None, 0),
    (lambda x: x.long().mean(), "crashed", None, 0),  # torch raises NotImplementedError, too
    (torch.nn.Module(), "crashed", None, 0),
    (None, "unanswered", None, 0),
    (..., "unanswered", None, 0),
    (lambda x: x * 0.5, "known mistake", "halved", 0),
    (lambda x: x.add_(x), "known mistake", "in place", 1),
    (lambda x: x / 2 if len(x) < 3 else 2 * x, "wrong", None, 0),
    (lambda x: 2 * y, "crashed", None, 0),  # noqa: F821
    (lambda: 3, "crashed", None, 0),
    ("a string", "crashed", None, 0),
    (lambda x: None, "wrong", None, 0),
    (lambda x: (2 * x).tolist(), "wrong", None, 0),
], ids=lambda value: value if isinstance(value, str) else "")
def test_verdict(answer, verdict, misconception, points):
    report = examine(answer)
    assert (report.verdict, report.misconception, report.points) == (verdict, misconception, points)
    assert report.right == (verdict == "right") and report.max_points == 2


def test_a_mistake_made_on_one_probe_only_is_not_called_by_a_name():
    assert examine(lambda x: x / 2 if len(x) == 2 else 2 * x).misconception is None


def test_the_smallest_failing_probe_is_told():
    report = examine(lambda x: x / 3)
    assert report.lines[0] == ("called", "double(x), 2 numbers")
    assert [label for label, _ in report.lines] == ["called", "with", "returned", "expected"]


def test_an_answer_that_spoils_its_argument_is_told_so_although_its_value_is_right():
    assert "changed its argument" in examine(double_in_place).text


def test_other_seeds_draw_other_inputs():
    record = exercise()
    texts = {examine_exercise(record, halve, seed).text for seed in range(3)}
    assert len(texts) == 3
    assert examine_exercise(record, halve, 1).text == examine_exercise(record, halve, 1).text


def test_an_endless_loop_gets_a_message():
    def answer(x):
        while True:
            pass

    report = examine_exercise(exercise(), answer, seconds=0.2)
    assert report.verdict == "crashed" and "did not finish" in report.text


def test_faults_name_the_exercise_the_fact_and_the_way_out():
    passes = Misconception("doubled", "Is it?", wrong=[double])
    (fault,) = faults(exercise(misconceptions=[passes]), [0])
    assert fault.startswith("exercise 'q00_double': misconception 'doubled'") and "add a probe" in fault
    assert "refused" in faults(exercise(alternatives=[halve]), [0])[0]
    twin = Misconception("shrunk", "What else?", wrong=[lambda x: x * 0.5])
    assert "told as 'halved'" in faults(exercise(misconceptions=[HALVED, twin]), [0])[0]
    assert "as a question" in faults(exercise(misconceptions=[Misconception("h", "No.", wrong=[halve])]), [0])[0]


def test_an_exercise_without_faults_has_none():
    assert faults(exercise(), range(5)) == []


def test_a_nan_is_not_taken_for_any_number():
    assert examine(lambda x: x * float("nan")).verdict == "wrong"


def test_the_checked_function_is_not_fooled_by_patched_comparison(monkeypatch):
    class Equal(torch.Tensor):
        @classmethod
        def __torch_function__(cls, function, types, args=(), kwargs=None):
            return True

    assert not examine(lambda x: x.as_subclass(Equal)).right


def test_points_that_grow_with_how_well_an_answer_does_are_explained():
    def earned(observations, seed):
        if observations[0].failure:
            return Earned(0, (("raised", observations[0].failure.kind),))
        share = observations[0].value
        return Earned(4 * share, (("reached", f"{share}"),), "" if share == 1 else "What is left?")

    record = exercise(misconceptions=[], points=4, earned=earned, probes=[Probe("once", lambda draw: ())])
    half, all_of_it, crashed = (examine_exercise(record, answer) for answer in (lambda: 0.5, lambda: 1.0, lambda: 1 / 0))
    assert (half.verdict, half.points, half.hint) == ("wrong", 2.0, "What is left?")
    assert (all_of_it.verdict, all_of_it.points, all_of_it.text) == ("right", 4.0, "q00_double: right\n  reached   1.0")
    assert (crashed.verdict, crashed.points) == ("crashed", 0.0) and "ZeroDivisionError" in crashed.text
