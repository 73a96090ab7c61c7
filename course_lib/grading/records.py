"""What came out for one submission, one JSON file each: what table, report, export and regrade are made from.

The files lie in `.grading/<assignment>/<student>.json` in the course's folder. They hold no grade that the gradebook
lacks: where one is missing or damaged, grading the submission again brings it back.
"""

import hashlib
import json
import math
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import quote

from course_lib.grading.failure import GradingError

MEMORY = ".grading"  # in the course's folder
VERDICTS = ("right", "known mistake", "wrong", "crashed", "unanswered")
MAX_TEXT, MAX_ANSWER = 2_000, 4_000  # characters
# What reading meets where there is no file, a damaged one, or one that is no record at all.
_NO_RECORD = (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError)
_MAX_NAME = 150  # characters of a file's name; file systems end at 255 bytes


@dataclass(frozen=True)
class Outcome:
    """Of one exercise in one submission.

    `text` is the report as plain text, `answer` the text of the student's solution cell; both are cut where they are
    longer than MAX_TEXT and MAX_ANSWER. `seconds` were taken by observing and judging.
    """

    exercise: str
    verdict: str
    points: float
    max_points: float
    misconception: str | None
    text: str
    answer: str
    seconds: float

    def __post_init__(self):
        object.__setattr__(self, "text", self.text[:MAX_TEXT])
        object.__setattr__(self, "answer", self.answer[:MAX_ANSWER])


@dataclass(frozen=True)
class Record:
    """Of one submission: `digest` tells what was graded, `level` how well it was shut in, `notes` what intake repaired.

    `graded_at` is a moment in ISO 8601. Written answers are not in it; their points are in the gradebook alone.
    """

    assignment: str
    student: str
    digest: str
    level: str
    seconds: float
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...]
    graded_at: str

    @property
    def points(self) -> float:
        return sum(outcome.points for outcome in self.outcomes)

    @property
    def max_points(self) -> float:
        return sum(outcome.max_points for outcome in self.outcomes)


def save(course: Path, record: Record) -> None:
    """Write the record in place of an earlier one; whoever is killed meanwhile leaves the earlier one whole."""
    path = _path(course, record.assignment, record.student)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with open(unfinished, "w", encoding="ascii") as file:
            json.dump(asdict(record), file, indent=1, allow_nan=False)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def load(course: Path, assignment: str, student: str) -> Record | None:
    """The student's record; None where there is none, or what lies there is damaged or somebody else's."""
    record = _read(_path(course, assignment, student))
    return record if record and (record.assignment, record.student) == (assignment, student) else None


def load_all(course: Path, assignment: str) -> dict[str, Record]:
    """The records of all who were graded, by student."""
    paths = sorted((course / MEMORY / _quoted(assignment)).glob("*.json"))
    read = [(path, record) for path in paths if (record := _read(path)) and record.assignment == assignment]
    own = [record for path, record in read if path.name == _file_name(record.student)]
    return {record.student: record for record in sorted(own, key=lambda record: record.student)}


def graded_class(course: Path, assignment: str) -> dict[str, Record]:
    """Like `load_all`; raises GradingError where the assignment is unknown or nobody was graded yet."""
    if records := load_all(course, assignment):
        return records
    known = sorted(path.name for path in (course / "source").glob("*/"))
    if not known:
        raise GradingError(f"{course} is no course with assignments; name the course's folder with --course-dir")
    if assignment not in known:
        raise GradingError(f"there is no source/{assignment} in this course; there are {', '.join(known)}")
    raise GradingError(f"nobody is graded yet in {assignment}; 'course-lib grade {assignment}' does it")


def not_graded(course: Path, assignment: str, records: dict[str, Record]) -> list[str]:
    """Who handed in and has no record."""
    submitted = (path.parent.name for path in (course / "submitted").glob(f"*/{assignment}/"))
    return sorted(set(submitted) - set(records))


def _path(course: Path, assignment: str, student: str) -> Path:
    return course / MEMORY / _quoted(assignment) / _file_name(student)


def _file_name(student: str) -> str:
    name = _quoted(student)
    if len(name) > _MAX_NAME:  # a long name in other letters than ASCII: three characters for each byte
        name = f"{name[:100]}~{hashlib.sha256(name.encode()).hexdigest()[:16]}"
    return f"{name}.json"


def _quoted(name: str) -> str:
    return quote(name, safe="", errors="surrogateescape")  # folders can have names that are no UTF-8


def _read(path: Path) -> Record | None:
    try:
        data = json.loads(path.read_bytes())
        outcomes = tuple(_checked(Outcome, outcome) for outcome in data["outcomes"])
        return _checked(Record, {**data, "outcomes": outcomes, "notes": tuple(data["notes"])})
    except _NO_RECORD:
        return None


def _checked(kind: type, data: dict[str, Any]) -> Any:
    """A record of that kind whose fields are what they promise; else ValueError or TypeError."""
    for field in fields(kind):
        value = data[field.name]
        if not isinstance(value, _KINDS[field.type]) or isinstance(value, bool):
            raise ValueError(f"{field.name} is {value!r}")
        if field.type is float and not (math.isfinite(value) and value >= 0):
            raise ValueError(f"{field.name} is {value!r}")
    if kind is Outcome and data["verdict"] not in VERDICTS:
        raise ValueError(f"there is no verdict {data['verdict']!r}")
    if kind is Record and not all(isinstance(note, str) for note in data["notes"]):
        raise ValueError("a note is no text")
    return kind(**data)


_KINDS = {
    str: str,
    float: (float, int),
    str | None: (str, type(None)),
    tuple[Outcome, ...]: tuple,
    tuple[str, ...]: tuple,
}
