"""What a student wrote, read from the submitted text alone: nothing of theirs is run, imported or unpickled."""

from collections.abc import Sequence

from course_lib.checking.written import Written
from course_lib.grading.judging.submitted.submission import Submitted

__all__ = ["Submitted", "written_in"]


def written_in(cells: Sequence[str], name: str) -> Written | None:
    """The answer of that name, or dotted name, as rules see it after these cells; None where it is no own function."""
    return Submitted(cells).written(name)
