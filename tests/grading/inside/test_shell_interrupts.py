"""When SIGINT interrupts, and when it waits."""

import signal

import pytest

from course_lib.grading.inside.interrupts import ignore_interrupts, interrupts_allowed, interrupts_held_back


@pytest.fixture(autouse=True)
def handler_of_the_tests():
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_waits_for_the_end_of_a_message() -> None:
    sent = []
    with interrupts_allowed(), pytest.raises(KeyboardInterrupt):
        with interrupts_held_back():
            with interrupts_held_back():
                signal.raise_signal(signal.SIGINT)
                sent.append("inner")
            sent.append("outer")
        sent.append("after")
    assert sent == ["inner", "outer"]


def test_what_a_student_set_for_it_is_what_happens_afterwards() -> None:
    came = []
    with interrupts_allowed():
        signal.signal(signal.SIGINT, lambda *_: came.append("theirs"))
        with interrupts_held_back():
            signal.raise_signal(signal.SIGINT)
            assert came == []
        assert came == ["theirs"]
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_ignored_is_ignored() -> None:
    ignore_interrupts()
    with interrupts_held_back():
        signal.raise_signal(signal.SIGINT)
