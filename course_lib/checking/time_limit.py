"""A limit on the time that a piece of code may take, also where it loops for ever."""

import ctypes
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

REMINDER = 0.1  # seconds; an answer may swallow the first alarm in an `except:` of its own
MAX_REPRIEVES = 300  # reminders
PATIENCE = 6  # an answer that only waits, or a machine that is busy elsewhere, gets so many times as long


class TimeIsUp(BaseException):
    """Raised inside code that takes too long; no `Exception`, so that `except Exception` lets it through."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TimeIsUp` in the block once it has worked for so many seconds, or waited for `PATIENCE` times as many."""
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        return (yield from _by_alarm(seconds))
    return (yield from _by_thread(seconds))


def _by_alarm(seconds: float) -> Iterator[None]:
    reprieves = iter(range(MAX_REPRIEVES))

    def ring(number, frame):
        if _importing(frame) and next(reprieves, None) is not None:
            return  # an import cut off in the middle would leave the library broken for everybody
        frame.f_trace = _refuse  # an `except:` that swallows this one does not get to its next line
        sys.settrace(_refuse)
        raise TimeIsUp

    tracer = sys.gettrace()
    timers = {signal.SIGPROF: (signal.ITIMER_PROF, seconds), signal.SIGALRM: (signal.ITIMER_REAL, PATIENCE * seconds)}
    before = {number: signal.signal(number, ring) for number in timers}
    for timer, delay in timers.values():
        signal.setitimer(timer, delay, REMINDER)
    try:
        yield
    finally:
        for timer, _ in timers.values():
            signal.setitimer(timer, 0)
        sys.settrace(tracer)
        for number, handler in before.items():
            signal.signal(number, handler)


def _importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def _refuse(frame, event, argument):
    if event == "line":
        raise TimeIsUp
    return _refuse


def _by_thread(seconds: float) -> Iterator[None]:
    done = threading.Event()
    target = ctypes.c_ulong(threading.get_ident())

    def watch():
        wait = PATIENCE * seconds
        while not done.wait(wait):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(target, ctypes.py_object(TimeIsUp))
            wait = REMINDER

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        _let_pass(done.set, watcher.join)


def _let_pass(*calls: Callable[[], object]) -> None:
    """Make the calls; an exception that is still on its way to this thread arrives here and goes no further."""
    for call in (*calls, *calls):
        try:
            call()
        except TimeIsUp:
            pass
