"""`check`, the last line of a graded cell: shows the report and returns the points."""

from typing import Any

from course_lib.cells.borrowed import borrowed
from course_lib.cells.examine import examine
from course_lib.checking import Report

RECORD = "application/vnd.course-lib.report+json"


def check(exercise_id: str, answer: Any) -> float:
    """Judge an answer, show what was found, and return its points: nbgrader reads the number.

    A call that hands the work to the course's own answer earns nothing.
    """
    report = borrowed(exercise_id, answer) or examine(exercise_id, answer)
    _show(report)
    return report.points


def bundle(report: Report) -> dict:
    """The report in all the forms in which a notebook keeps it: as text, as a page, and as data for programs."""
    record = {"exercise": report.exercise_id, "verdict": report.verdict, "points": report.points,
              "max_points": report.max_points, "misconception": report.misconception}
    return {"text/plain": report.text, "text/html": report._repr_html_(), RECORD: record}


def _show(report: Report) -> None:
    try:
        from IPython import get_ipython
    except ImportError:
        return print(report.text)
    if get_ipython() is None:
        return print(report.text)
    from IPython.display import display

    display(bundle(report), raw=True)
