"""Whatever an answer does, an observation comes back and the process is as it was."""

import os
import random
import sys
import threading
import time
import warnings

import numpy
import pytest
import torch

from course_lib.checking import Given
from course_lib.checking.observe import observe
from course_lib.checking.probe import call


def watch(answer, *arguments, seconds=5.0):
    return observe(call, Given(arguments), answer, seconds)


def test_a_value_comes_back_with_the_arguments_as_they_are_afterwards():
    def doubled_in_place(x):
        return x.mul_(2)

    observation = watch(doubled_in_place, torch.tensor([1.0]))
    assert observation.value.tolist() == [2.0]
    assert observation.arguments[0][0].tolist() == [2.0]


def test_an_answer_is_watched_where_the_working_folder_is_gone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gone").mkdir()
    os.chdir("gone")
    (tmp_path / "gone").rmdir()
    assert watch(lambda: 3).value == 3


class HostileError(Exception):
    def __str__(self):
        raise RuntimeError("no words")


def leave():
    sys.exit(0)


def deep():
    return deep()


@pytest.mark.parametrize("error", [ValueError("x" * 10_000), SystemExit(3), KeyboardInterrupt(), HostileError()])
def test_an_exception_is_told_with_its_kind_and_a_bounded_message(error):
    def answer():
        raise error

    failure = watch(answer).failure
    assert failure.kind == type(error).__name__
    assert len(failure.message) <= 400


def test_the_students_own_lines_are_told_and_no_others():
    def inner(x):
        return torch.ones(2) @ torch.ones(x)

    (first, second) = watch(lambda: inner(3)).failure.lines
    assert "inner(3)" in first and "torch.ones(2) @" in second


@pytest.mark.parametrize("answer", [leave, deep])
def test_leaving_and_endless_recursion_are_failures(answer):
    assert watch(answer).failure.kind in ("SystemExit", "RecursionError")


def loop_for_ever():
    while True:
        pass


def swallow_everything():
    while True:
        try:
            time.sleep(0.01)
        except BaseException:
            pass


@pytest.mark.parametrize("answer", [loop_for_ever, swallow_everything])
def test_an_endless_loop_is_stopped(answer):
    start = time.monotonic()
    assert watch(answer, seconds=0.2).too_long
    assert time.monotonic() - start < 20


def test_an_endless_loop_is_stopped_outside_the_main_thread():
    seen = []
    thread = threading.Thread(target=lambda: seen.append(watch(loop_for_ever, seconds=0.2)))
    thread.start()
    thread.join(10)
    assert seen[0].too_long


def test_what_is_printed_is_kept_and_bounded():
    assert watch(lambda: print("here I am")).printed == "here I am\n"
    assert len(watch(lambda: print("x" * 10_000_000)).printed) <= 2_000


def noisy():
    warnings.warn("look out")
    print("oh", file=sys.stderr)
    os.write(2, b"from C\n")
    return 1


def test_stderr_stays_silent_on_both_levels(capfd):
    assert watch(noisy).value == 1
    assert capfd.readouterr().err == ""


def test_settings_that_an_answer_changes_are_set_back():
    def rude():
        torch.set_grad_enabled(False)
        torch.set_default_dtype(torch.float64)
        torch.manual_seed(1)
        random.seed(1)
        return torch.rand(1)

    torch.manual_seed(7)
    random.seed(7)
    expected = torch.rand(2)[1], random.random()
    torch.manual_seed(7)
    random.seed(7)
    torch.rand(1)
    watch(rude)
    assert torch.is_grad_enabled() and torch.get_default_dtype() == torch.float32
    assert (torch.rand(1)[0], random.random()) == expected


def test_a_value_whose_own_methods_raise_is_a_failure():
    class Spiky(dict):
        pass

    class Number(float):
        def __index__(self):
            raise RuntimeError

    assert watch(lambda: Number(2.5)).value == 2.5
    assert watch(lambda: Spiky(a=1)).value == {"a": 1}


def test_numpys_numbers_go_on_as_if_nobody_had_been_watched():
    def drawn(between) -> list[float]:
        numpy.random.seed(3)
        first = numpy.random.randn()  # they come in pairs
        between()
        return [first, numpy.random.randn(), numpy.random.rand()]

    def draws_and_replaces_the_source():
        numpy.random.set_bit_generator(numpy.random.MT19937(5))
        return numpy.random.randn()

    undisturbed = drawn(lambda: None)
    assert drawn(lambda: watch(numpy.random.randn)) == undisturbed
    assert drawn(lambda: watch(draws_and_replaces_the_source)) == undisturbed
    assert watch(numpy.random.randn).value == watch(numpy.random.randn).value


def test_what_an_answer_patches_is_put_back():
    honest = torch.relu

    def patches():
        torch.relu = lambda x: x
        torch.Tensor.of_a_student = 1

    watch(patches)
    assert torch.relu is honest and not hasattr(torch.Tensor, "of_a_student")
