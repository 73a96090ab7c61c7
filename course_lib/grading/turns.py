"""Runs that would get in each other's way take turns, by locks that the kernel takes back from whoever ends."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from urllib.parse import quote

from course_lib.grading.failure import GradingError
from course_lib.grading.records import MEMORY

_PATIENCE = 5.0  # seconds: the workers of a run that was killed are gone soon after it


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Inside, no other run in this course is inside; whoever comes meanwhile waits."""
    with _opened(Path(MEMORY, "gradebook.lock")) as file:
        with suppress(OSError):  # some shared file systems have no locks
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def only_run(assignment: str) -> Iterator[None]:
    """Inside, no other run grades the assignment; `GradingError` where one does already."""
    with _opened(Path(MEMORY, quote(assignment, safe=""), "lock")) as file:
        deadline = time.monotonic() + _PATIENCE
        while _held_by_another(file):
            if time.monotonic() > deadline:
                raise GradingError(f"another run is grading {assignment} in this course; wait until it is done")
            time.sleep(0.1)
        yield


def _opened(path: Path) -> IO:
    path.parent.mkdir(parents=True, exist_ok=True)
    return open(path, "w")


def _held_by_another(file: IO) -> bool:
    """Whether somebody has the lock; if not, it is ours."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # some shared file systems have no locks
        pass
    return False
