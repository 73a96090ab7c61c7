"""Whatever a student handed in, as a whole notebook; nothing is run, and no link is followed."""

from course_lib.grading.intake.limits import LIMITS, Limits
from course_lib.grading.intake.opening import read_regular
from course_lib.grading.intake.receiving import Received, receive

__all__ = ["LIMITS", "Limits", "Received", "read_regular", "receive"]
