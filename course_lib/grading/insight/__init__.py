"""What a class met: in words under its table of points, as a report for the terminal, as a page with plots."""

from course_lib.grading.insight.met import insight_text
from course_lib.grading.insight.remarks import failures_text, levels_text, notes_text

__all__ = ["failures_text", "insight_text", "levels_text", "notes_text"]
