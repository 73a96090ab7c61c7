"""SIGINT as a kernel takes it: it stops the cell that runs, and nothing between cells."""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


def ignore_interrupts() -> None:
    """Until they are allowed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def interrupts_allowed() -> Iterator[None]:
    """Inside, SIGINT raises `KeyboardInterrupt`; what the student set for it holds until the end."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # written in C: leaves no frame of ours in a traceback
    try:
        yield
    finally:
        ignore_interrupts()


@contextmanager
def interrupts_cancel(loop: asyncio.AbstractEventLoop, task: asyncio.Task) -> Iterator[None]:
    """Inside, SIGINT cancels a task that waits; it interrupts one that is at work, which could not be cancelled."""

    def cancel(number: int, frame: FrameType | None) -> None:
        if asyncio.current_task(loop) is not None:
            raise KeyboardInterrupt
        loop.call_soon_threadsafe(task.cancel)

    with _handled_by(cancel):
        yield


@contextmanager
def interrupts_held_back() -> Iterator[None]:
    """Inside, an interrupt waits until the end: half a message would spoil all that follow."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    try:
        with _handled_by(lambda number, frame: came.append(number)):
            yield
    finally:
        if came:
            signal.raise_signal(signal.SIGINT)


@contextmanager
def _handled_by(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    before = signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
