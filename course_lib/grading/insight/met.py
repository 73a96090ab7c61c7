"""What a class met: for each exercise how many were right, and the misconceptions of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # nbgrader takes a second to import, and a report needs none of it
    from course_lib.grading.results import ClassResults, Mark


def insight_text(results: ClassResults) -> str:
    """The exercises, the hardest first, each with the misconceptions met and by how many."""
    graded = [student for student in results.students if not student.failure]
    exercises = [task.id for task in results.tasks if not task.written]
    marks = {name: [student.marks[name] for student in graded if name in student.marks] for name in exercises}
    met = [name for name in exercises if marks[name]]
    hardest_first = sorted(met, key=lambda name: _right(marks[name]) / len(marks[name]))
    lines = [line for name in hardest_first for line in _told(name, marks[name])]
    return "\n".join(["What they met, the hardest first", *lines]) if lines else ""


def _told(name: str, marks: list[Mark]) -> Iterator[str]:
    yield f"  {name}: {_right(marks)} of {len(marks)} right"
    met = Counter(_what(mark) for mark in marks if mark.verdict != "right")
    yield from (f"    {count:>3}  {what}" for what, count in met.most_common())


def _right(marks: list[Mark]) -> int:
    return sum(mark.verdict == "right" for mark in marks)


def _what(mark: Mark) -> str:
    others = {"unanswered": "(not answered)", "crashed": "(crashed)"}
    return mark.misconception or others.get(mark.verdict, "(another mistake)")
