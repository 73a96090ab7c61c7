"""The results of a class as text: students by exercises, and what they met."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from string import ascii_lowercase

from course_lib.grading.insight import failures_text, insight_text, levels_text, notes_text
from course_lib.grading.insight.wording import number
from course_lib.grading.results import ClassResults, Mark, StudentResult, Task

_TO_MARK, _UNANSWERED, _NO_MARK = "?", "·", "–"
_KEY = f"{_UNANSWERED} not answered   {_TO_MARK} to be marked by hand"
_TOTAL_WIDTH = len("  99.5 +?")


@dataclass(frozen=True)
class _Column:
    """A task's place in the table: a letter under its question, as wide as its widest entry and a gap."""

    task: Task
    head: str
    width: int


def results_text(results: ClassResults, width: int = 80) -> str:
    """The table, what its heads mean, who could not be graded, what was noted of whom, what the class met.

    For a terminal of that width.
    """
    columns = list(_columns(results))
    blocks = list(_blocks(columns, width - _name_width(results) - _TOTAL_WIDTH))
    parts = [
        f"{results.assignment}: points by exercise",
        *("\n".join(_block(results, block, last=block is blocks[-1])) for block in blocks),
        "\n".join([*_legend(columns, width), _KEY]),
        failures_text({student.student: student.failure for student in results.students if student.failure}),
        notes_text({student.student: student.notes for student in results.students}),
        levels_text({student.student: student.level for student in results.students}),
        insight_text(results),
    ]
    return "\n\n".join(part for part in parts if part)


def _columns(results: ClassResults) -> Iterator[_Column]:
    for _, tasks in _by_question(results.tasks):
        letters = iter(ascii_lowercase)
        for position, task in enumerate(tasks):
            entries = [_entry(student, task) for student in results.students] + [number(task.points)]
            gap = 2 if position else 4
            yield _Column(task, "W" if task.written else next(letters), gap + max(map(len, entries)))


def _blocks(columns: list[_Column], room: int) -> Iterator[list[_Column]]:
    """The columns in as many tables, one above the other, as the room asks for; a question stays whole."""
    block: list[_Column] = []
    for _, group in _by_question(columns):
        if block and sum(column.width for column in block + group) > room:
            yield block
            block = []
        block = block + group
    yield block


def _block(results: ClassResults, columns: list[_Column], last: bool) -> Iterator[str]:
    margin = _name_width(results)
    questions = _by_question(columns)
    heads = [(" " * (group[0].width - 1) + question).ljust(_width(group)) for question, group in questions]
    yield (" " * margin + "".join(heads)).rstrip()
    letters = "".join(f"{column.head:>{column.width}}" for column in columns)
    yield " " * margin + letters + ("   total" if last else "")
    for student in results.students:
        entries = "".join(f"{_entry(student, column.task):>{column.width}}" for column in columns)
        yield f"{student.student:<{margin}}{entries}" + (_total(student) if last else "")
    worth = "".join(f"{number(column.task.points):>{column.width}}" for column in columns)
    yield f"{'worth':<{margin}}{worth}" + (f"{number(results.points):>8}" if last else "")


def _entry(student: StudentResult, task: Task) -> str:
    mark: Mark | None = student.marks.get(task.id)
    if mark is None:
        return _NO_MARK
    if mark.points is None:
        return _TO_MARK
    return number(mark.points) if mark.answered else _UNANSWERED


def _total(student: StudentResult) -> str:
    if student.failure:
        return f"{_NO_MARK:>8}"
    more = " +?" if any(mark.points is None for mark in student.marks.values()) else ""
    return f"{number(student.total):>8}{more}"


def _legend(columns: list[_Column], width: int) -> Iterator[str]:
    """`q01  a gray_to_tensor  b solid_color`, as many questions a line as fit."""
    line = ""
    for question, group in _by_question(columns):
        entry = "  ".join([question, *(f"{column.head} {_name(column.task)}" for column in group)])
        if line and len(line) + len(entry) + 4 > width:
            yield line
            line = ""
        line += "    " * bool(line) + entry
    yield line


def _name(task: Task) -> str:
    return "written" if task.written else task.id.split("_", 1)[-1]


def _name_width(results: ClassResults) -> int:
    return max(len("worth"), *(len(student.student) for student in results.students))


def _width(columns: list[_Column]) -> int:
    return sum(column.width for column in columns)


def _by_question(items) -> Iterator[tuple[str, list]]:
    for question, group in groupby(items, key=lambda item: getattr(item, "task", item).question):
        yield question, list(group)
