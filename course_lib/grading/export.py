"""`course-lib export`: one row for each student and exercise, written answers included, as CSV."""

import csv
import io
import os
import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from course_lib.grading.failure import GradingError
from course_lib.grading.gradebook import CellGrade, grades_of
from course_lib.grading.insight.wording import counted, number, visible
from course_lib.grading.nbgrader_course import nbgrader_course
from course_lib.grading.records import Record, graded_class, not_graded

# What a spreadsheet takes for a formula, the wide forms of East Asian keyboards included.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


@dataclass(frozen=True)
class Row:
    """One answer of one student; what is not known, or not marked yet, is None."""

    assignment: str
    student: str
    exercise: str
    question: str
    verdict: str | None
    misconception: str | None
    points: float | None
    max_points: float
    seconds: float | None
    level: str | None


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="02_tensors, say; its points before late penalties")
    parser.add_argument("--to", type=Path, metavar="FILE", help="where the rows go (to the terminal)")
    parser.add_argument("--course-dir", type=Path, default=Path("."), metavar="DIR", help="the course's folder (.)")


def run(arguments: Namespace) -> int:
    """Write the rows; say on stderr who has none."""
    course, assignment = arguments.course_dir, arguments.assignment
    records = graded_class(course, assignment)
    rows = list(class_rows(course, assignment, records))
    _write(csv_text(rows), arguments.to)
    if arguments.to:
        print(f"{counted(len(rows), 'row')} in {arguments.to}")
    if missing := not_graded(course, assignment, records):
        print(f"not graded, so not in it: {visible(', '.join(missing))}", file=sys.stderr)
    return 0


def class_rows(course: Path, assignment: str, records: dict[str, Record]) -> Iterator[Row]:
    """By student and question; what a person marked, or changed by hand, is as the gradebook has it."""
    with nbgrader_course(course) as api:
        grades = grades_of(api, assignment)
    for student in sorted({*records, *grades}):
        own = grades.get(student, [])
        written = (_written(assignment, grade) for grade in own if grade.written)
        yield from sorted([*_exercises(records.get(student), own), *written], key=lambda row: row.question)


def csv_text(rows: Iterable[Row]) -> str:
    """The rows under their heads; no cell begins as a formula does."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(field.name for field in fields(Row))
    writer.writerows([_cell(value) for value in astuple(row)] for row in rows)
    return file.getvalue()


def _exercises(record: Record | None, grades: list[CellGrade]) -> Iterator[Row]:
    changed = {grade.cell.removesuffix("_check"): grade.points for grade in grades if grade.by_hand}
    for outcome in record.outcomes if record else ():
        points = changed.get(outcome.exercise, outcome.points)
        yield Row(record.assignment, record.student, outcome.exercise, _question(outcome.exercise), outcome.verdict,
                  outcome.misconception, points, outcome.max_points, round(outcome.seconds, 4), record.level)


def _written(assignment: str, grade: CellGrade) -> Row:
    untouched = not grade.waits and not grade.by_hand  # nbgrader gives 0 by itself only to what was left as it was
    points = None if grade.waits else grade.points
    return Row(assignment, grade.student, grade.cell, _question(grade.cell), "unanswered" if untouched else None, None,
               points, grade.max_points, None, None)


def _question(exercise: str) -> str:
    return exercise.split("_", 1)[0]


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return number(value)
    told = visible(value)
    return f"'{told}" if _FORMULA.match(told) else told


def _write(text: str, path: Path | None) -> None:
    try:
        if path:
            path.write_text(text, encoding="utf-8")
        else:
            print(text, end="", flush=True)
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise GradingError(f"{path} can't be written ({error.strerror}); choose another place with --to") from error
