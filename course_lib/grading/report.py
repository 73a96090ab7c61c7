"""`course-lib report`: what a class did with an assignment, as a table and as one page with plots."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from course_lib.grading.failure import GradingError
from course_lib.grading.insight.page import page
from course_lib.grading.insight.summary import ClassSummary, summarise
from course_lib.grading.insight.told import report_data, report_text
from course_lib.grading.records import MEMORY, graded_class, not_graded


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="02_tensors, say")
    parser.add_argument("--course-dir", type=Path, default=Path("."), metavar="DIR", help="the course's folder (.)")
    parser.add_argument("--html", type=Path, metavar="PATH", help=f"where the page goes ({MEMORY}/ASSIGNMENT.html)")
    parser.add_argument("--names", action="store_true", help="name the students on the page")
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON in place of the table")


def run(arguments: Namespace) -> int:
    """Print the table, write the page, tell where."""
    summary = class_summary(arguments.course_dir, arguments.assignment)
    path = arguments.html or arguments.course_dir / MEMORY / f"{arguments.assignment}.html"
    _write(path, page(summary, names=arguments.names))
    if arguments.json:
        print(json.dumps({**report_data(summary), "page": str(path)}, indent=1))
    else:
        print(f"{report_text(summary)}\n\nThe page with plots: {path}")
    return 0


def class_summary(course: Path, assignment: str) -> ClassSummary:
    """What the records tell of a class; GradingError where there are none, or none with an exercise."""
    records = graded_class(course, assignment)
    if not any(record.outcomes for record in records.values()):
        raise GradingError(f"{assignment} has no exercises, only written answers; nbgrader's formgrader shows those")
    return summarise(assignment, records, not_graded(course, assignment, records))


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise GradingError(f"{path} can't be written ({error.strerror}); choose another place with --html") from error
