"""What can go wrong with a sandbox, apart from what a student's code does in it."""

from collections.abc import Callable
from typing import TypeVar

from course_lib.grading.failure import GradingError

Result = TypeVar("Result")
_ATTEMPTS = 3


class SandboxError(GradingError):
    """The sandbox cannot be put up, or does not hold; the message says what and what to do."""


class SandboxLost(Exception):
    """The preloaded process or its child went away by itself: start another, and do it again."""


def undisturbed(attempt: Callable[[], Result]) -> Result:
    """What the attempt gives once no sandbox goes away under it; `SandboxError` where one always does."""
    for _ in range(_ATTEMPTS):
        try:
            return attempt()
        except SandboxLost as lost:
            trouble = lost
    raise SandboxError(f"{trouble}; {_ATTEMPTS} times in a row. Is there enough memory?") from trouble
