"""What can go wrong with a sandbox, apart from what a student's code does in it."""

from course_lib.grading.failure import GradingError


class SandboxError(GradingError):
    """The sandbox cannot be put up, or does not hold; the message says what and what to do."""


class SandboxLost(Exception):
    """The preloaded process or its child went away by itself: start another, and do it again."""
