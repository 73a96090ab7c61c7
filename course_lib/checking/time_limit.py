"""A limit on the time that a piece of code may take, also where it loops for ever."""

import ctypes
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

REMINDER = 0.1  # seconds; an answer may swallow the first alarm in an `except:` of its own


class TimeIsUp(BaseException):
    """Raised inside code that takes too long; no `Exception`, so that `except Exception` lets it through."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TimeIsUp` in the block once it has taken so many seconds."""
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        return (yield from _by_alarm(seconds))
    return (yield from _by_thread(seconds))


def _by_alarm(seconds: float) -> Iterator[None]:
    def ring(number, frame):
        frame.f_trace = _refuse  # an `except:` that swallows this one does not get to its next line
        sys.settrace(_refuse)
        raise TimeIsUp

    tracer = sys.gettrace()
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, REMINDER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.settrace(tracer)
        signal.signal(signal.SIGALRM, before)


def _refuse(frame, event, argument):
    if event == "line":
        raise TimeIsUp
    return _refuse


def _by_thread(seconds: float) -> Iterator[None]:
    done = threading.Event()
    target = ctypes.c_ulong(threading.get_ident())

    def watch():
        wait = seconds
        while not done.wait(wait):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(target, ctypes.py_object(TimeIsUp))
            wait = REMINDER

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
        ctypes.pythonapi.PyThreadState_SetAsyncExc(target, None)
