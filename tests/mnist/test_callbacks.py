"""When hooks are called."""

from dataclasses import FrozenInstanceError

import pytest

from course_lib.mnist import Callback
from course_lib.mnist.callbacks import hooks


def test_hooks_that_are_left_out_are_not_called_at_all():
    def note(learner: object) -> None: ...

    first, second = Callback(after_step=note), Callback(before_step=note, after_step=print)
    assert hooks([first, second], "after_step") == [note, print]
    assert hooks([first, second], "before_step") == [note]
    assert hooks([first, second], "after_epoch") == []


def test_a_callback_is_a_record():
    with pytest.raises(FrozenInstanceError):
        Callback().after_step = print
