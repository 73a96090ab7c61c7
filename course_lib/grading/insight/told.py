"""The report for the terminal, and its numbers for other programs."""

import statistics
from collections import Counter
from collections.abc import Iterator

from course_lib.grading.insight.remarks import levels_text, notes_by_kind_text
from course_lib.grading.insight.summary import ClassSummary, ExerciseSummary
from course_lib.grading.insight.wording import counted, duration, number, visible
from course_lib.grading.records import VERDICTS

_HEADS = {verdict: verdict.removesuffix(" mistake") for verdict in VERDICTS}
_KEY = "known: a mistake with a name, told below   wrong, crashed: none that is known"


def report_text(summary: ClassSummary) -> str:
    """A table by exercise, the hardest first; the known mistakes; what is to be said about single submissions."""
    parts = [
        "\n".join(_opening(summary)),
        "\n".join([*_table(summary), "", _KEY]),
        "\n".join(_known_mistakes(summary)),
        _not_graded(summary),
        notes_by_kind_text(summary.notes),
        levels_text(summary.levels),
    ]
    return "\n\n".join(part for part in parts if part)


def report_data(summary: ClassSummary) -> dict:
    """The same in plain data; what single students wrote is left to the page."""
    return {
        "assignment": summary.assignment,
        "graded": len(summary.records),
        "not_graded": list(summary.not_graded),
        "points": {"of": summary.max_points, **_spread(summary.totals)},
        "seconds": _spread(summary.seconds),
        "exercises": [_exercise_data(exercise) for exercise in summary.exercises],
        "notes": {student: list(notes) for student, notes in summary.notes.items()},
        "levels": dict(Counter(summary.levels.values())),
    }


def _opening(summary: ClassSummary) -> Iterator[str]:
    left_out = f", {len(summary.not_graded)} not graded" if summary.not_graded else ""
    yield f"{summary.assignment}: {counted(len(summary.records), 'submission')} graded{left_out}"
    lowest, median, highest = (number(value) for value in _spread(summary.totals).values())
    of = number(summary.max_points)
    yield f"points: {median} in the middle, from {lowest} to {highest}, of {of}; written answers apart"


def _spread(sorted_values: list[float]) -> dict[str, float]:
    return {"lowest": sorted_values[0], "median": statistics.median(sorted_values), "highest": sorted_values[-1]}


def _table(summary: ClassSummary) -> Iterator[str]:
    margin = max(len("hardest first"), *(len(exercise.exercise) for exercise in summary.exercises))
    widths = [2 + max(5, len(head)) for head in _HEADS.values()]
    heads = "".join(f"{head:>{width}}" for head, width in zip(_HEADS.values(), widths, strict=True))
    yield f"{'hardest first':<{margin}}{heads}  median  slowest"
    for each in summary.exercises:
        counts = "".join(f"{each.counts[verdict]:>{width}}" for verdict, width in zip(_HEADS, widths, strict=True))
        times = f"{duration(each.median_seconds):>8}{duration(each.slowest_seconds):>9}"
        yield f"{each.exercise:<{margin}}{counts}{times}"


def _known_mistakes(summary: ClassSummary) -> Iterator[str]:
    met = [exercise for exercise in summary.exercises if exercise.misconceptions]
    if met:
        yield "Known mistakes"
    for exercise in met:
        yield f"  {exercise.exercise}"
        yield from (f"    {count:>3}  {phrase}" for phrase, count in exercise.misconceptions)


def _not_graded(summary: ClassSummary) -> str:
    if not summary.not_graded:
        return ""
    students = visible(", ".join(summary.not_graded))
    return f"Not graded\n  {students}\n  'course-lib grade {summary.assignment}' does it"


def _exercise_data(exercise: ExerciseSummary) -> dict:
    return {
        "exercise": exercise.exercise,
        **exercise.counts,
        "misconceptions": dict(exercise.misconceptions),
        "unmatched": [{"count": len(group.students), "report": group.sample.text} for group in exercise.unmatched],
        "median_seconds": exercise.median_seconds,
        "slowest_seconds": exercise.slowest_seconds,
    }
