"""When a fit is ended before its time."""

from math import nan
from types import SimpleNamespace

import pytest

from course_lib.mnist import stop_early
from course_lib.mnist.early_stopping import epochs_since_best


@pytest.mark.parametrize(
    ("values", "since"),
    [([3.0], 0), ([3, 2, 1], 0), ([1, 2, 3], 2), ([2, 1, 1, 1], 2), ([2, nan, 1, nan], 1), ([nan, nan], 1)],
)
def test_epochs_are_counted_since_the_first_of_the_best(values, since):
    assert epochs_since_best(values) == since


def test_larger_may_be_better():
    assert epochs_since_best([0.9, 0.8, 0.7], larger_is_better=True) == 2


def epochs_of(values: list[float], callback, earlier: list[float] = ()) -> int:
    """After how many epochs with these values the callback ends a fit."""
    learner = SimpleNamespace(history=[{"valid_loss": value} for value in earlier], epochs_done=0, stopped=False)
    learner.stop = lambda: setattr(learner, "stopped", True)
    for value in values:
        learner.history.append({"valid_loss": value})
        learner.epochs_done += 1
        callback.after_epoch(learner)
        if learner.stopped:
            break
    return learner.epochs_done


def test_a_fit_ends_after_as_many_epochs_without_a_new_best_as_it_has_patience():
    assert epochs_of([5, 4, 4.5, 4.2, 4.1, 3], stop_early(patience=3)) == 5
    assert epochs_of([5, 4, 4.5, 4.2, 3.9, 3], stop_early(patience=3)) == 6


def test_epochs_of_an_earlier_fit_do_not_count():
    assert epochs_of([5, 4, 3, 2], stop_early(patience=1), earlier=[0.1, 0.2]) == 4
