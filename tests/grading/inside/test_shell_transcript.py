"""The order of what is written and shown, and to whom it belongs."""

import signal
from collections.abc import Callable

import pytest

from course_lib.grading.inside.interrupts import interrupts_allowed
from course_lib.grading.inside.transcript import Transcript


@pytest.fixture(autouse=True)
def handler_of_the_tests():
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def opened(emit: Callable[[dict], None]) -> Transcript:
    transcript = Transcript()
    transcript.open(emit)
    return transcript


def _text(text: str) -> dict:
    return {"output_type": "stream", "name": "stdout", "text": text}


def test_what_is_written_between_cells_belongs_to_none() -> None:
    emitted: list[dict] = []
    transcript = opened(emitted.append)
    transcript.write("stdout", "before")
    with transcript.cell():
        transcript.write("stdout", "inside")
    transcript.write("stdout", "after")
    transcript.show({"output_type": "display_data"})
    transcript.flush()
    assert emitted == [_text("inside")]


def test_an_interrupt_never_leaves_half_a_message() -> None:
    emitted: list[dict] = []

    def emit(message: dict) -> None:
        signal.raise_signal(signal.SIGINT)
        emitted.append(message)

    transcript = opened(emit)
    with interrupts_allowed(), pytest.raises(KeyboardInterrupt), transcript.cell():
        transcript.write("stdout", "whole")
        transcript.show({"output_type": "display_data"})
    assert emitted == [_text("whole")]


def test_half_a_surrogate_pair_becomes_a_question_mark() -> None:
    emitted: list[dict] = []
    transcript = opened(emitted.append)
    with transcript.cell():
        transcript.write("stdout", "a\ud800")
    assert emitted == [_text("a?")]
