"""What a notebook calls: `check` an answer, `show` a figure; and `examine`, the same judgement for programs."""

from course_lib.cells.check import check
from course_lib.cells.examine import examine
from course_lib.cells.figure import show

__all__ = ["check", "examine", "show"]
