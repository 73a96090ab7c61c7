"""`course-lib regrade`: after a fix of an exercise, its answers judged again, and every grade told that would change."""

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from course_lib.grading.failure import GradingError
from course_lib.grading.insight.wording import counted, number, visible
from course_lib.grading.records import Outcome, Record, graded_class

if TYPE_CHECKING:
    from course_lib.checking import Exercise
    from course_lib.grading.batch.regrade_judging import Again, Regraded


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("exercise", metavar="EXERCISE", help="q09_rmse, say")
    parser.add_argument("--student", action="append", default=[], metavar="ID", help="this one only; may be repeated")
    processors = os.cpu_count() or 1
    parser.add_argument("--jobs", type=int, default=processors, metavar="N", help="so many at a time (one a processor)")
    answer = parser.add_mutually_exclusive_group()
    answer.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")
    answer.add_argument("--yes", action="store_true", help="write without asking")
    parser.add_argument("--json", action="store_true", help="print the changes as JSON; everything else goes to stderr")
    parser.add_argument("--course-dir", type=Path, default=Path("."), metavar="DIR", help="the course's folder (.)")


def run(arguments: Namespace) -> int:
    """Show what changes, and write it where that is wished; 1 where something could not be done."""
    from course_lib.grading.batch.local import local_hands  # these bring torch, which takes seconds
    from course_lib.grading.nbgrader_course import nbgrader_course

    if arguments.jobs < 1:
        raise GradingError(f"--jobs {arguments.jobs}: at least one has to do the work")
    assignment, exercise = _asked(arguments.exercise)
    records = _chosen(graded_class(arguments.course_dir, assignment), arguments.student, assignment)
    jobs = min(arguments.jobs, len(records))
    with nbgrader_course(arguments.course_dir) as api, local_hands(api, assignment, jobs) as hands:
        return _regrade(api, hands, assignment, exercise, records, arguments)


def _regrade(
    api, hands, assignment: str, exercise: "Exercise", records: dict[str, Record], arguments: Namespace
) -> int:
    from course_lib.grading.batch.live import Live
    from course_lib.grading.batch.regrade_judging import Regrading
    from course_lib.grading.batch.regrade_writing import Writing
    from course_lib.grading.judging.chance import secret

    tell = None if sys.stderr.isatty() else _to_stderr
    out = sys.stderr if arguments.json else sys.stdout
    with Live(len(records), tell) as live:
        regraded = Regrading(api, hands, assignment, exercise, secret(), live).of(records)
    print(f"\n{changes_text(regraded, exercise.id, assignment)}", file=out, flush=True)
    changes, written = [*regraded.grades, *regraded.words], False
    if changes and (written := _wished(regraded, arguments)):
        with Live(len(changes), tell) as live:
            writing = Writing(api, hands, assignment, secret(), live)
            writing.all(changes)
        print(f"\n{_told('Not written', writing.failures) or 'All is written.'}", file=out)
        regraded.failures.update(writing.failures)
    if arguments.json:
        about = {"exercise": exercise.id, "assignment": assignment, "written": written}
        print(json.dumps(about | _data(regraded), indent=1))
    unasked = bool(changes) and not written and not arguments.dry_run and not sys.stdin.isatty()
    return 1 if regraded.failures or unasked else 0


def changes_text(regraded: "Regraded", exercise: str, assignment: str) -> str:
    """Every grade that would change; how many stay; who was passed over, and why."""
    changing, staying = len(regraded.grades), len(regraded.words) + regraded.same
    head = f"{exercise} in {assignment}: {counted(changing, 'grade')} would change, {staying} would stay the same"
    rows = [_row(again) for again in sorted(regraded.grades, key=lambda again: again.student)]
    if regraded.words:
        head += f", {len(regraded.words)} of them with a report that says something else"
    apart = _told("Passed over", regraded.passed_over), _told("Not graded", regraded.failures)
    return "\n\n".join(part for part in (head, "\n".join(_table(rows)), *apart) if part)


def _asked(exercise: str) -> "tuple[str, Exercise]":
    """The assignment that asks for the exercise, and the exercise."""
    from course_lib import exercises

    of_assignments = {name: exercises.of_assignment(name) for name in exercises.ASSIGNMENTS}
    known = {one.id: (name, one) for name, several in of_assignments.items() for one in several}
    if exercise in known:
        return known[exercise]
    question = exercise.split("_", 1)[0]
    near = [name for name in known if name.startswith(f"{question}_")] or get_close_matches(exercise, known, cutoff=0.4)
    told = ", ".join(near or [*known][:3])
    raise GradingError(f"there is no exercise {visible(exercise)!r}; near it there are {told}")


def _chosen(records: dict[str, Record], students: Sequence[str], assignment: str) -> dict[str, Record]:
    if missing := sorted(set(students) - set(records)):
        has, those = "has" if len(missing) == 1 else "have", visible(", ".join(records))
        who = visible(", ".join(missing))
        raise GradingError(f"{who} {has} not been graded in {assignment}; those who have: {those}")
    return {student: record for student, record in records.items() if not students or student in students}


def _wished(regraded: "Regraded", arguments: Namespace) -> bool:
    """Whether to write: as the command says, else as a person at a terminal does."""
    if arguments.dry_run or arguments.yes:
        return arguments.yes
    if not sys.stdin.isatty():
        _to_stderr("nothing is written: there is no terminal to ask on; --yes writes without asking")
        return False
    print(f"\n{_question(len(regraded.grades), len(regraded.words))} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _question(grades: int, words: int) -> str:
    if grades + words == 1:
        return "Write this grade?" if grades else "Write this report?"
    counts = (counted(grades, "grade") if grades else "", counted(words, "report") if words else "")
    return f"Write these {' and '.join(filter(None, counts))}?"


def _row(again: "Again") -> tuple[str, str, str, str]:
    points = _arrow(number(again.points_before), number(again.after.points))
    stays = "" if again.standing.manual is None else f"graded by hand: {number(again.standing.manual)}, which stays"
    return visible(again.student), points, _arrow(_met(again.before), _met(again.after)), stays


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} -> {after}"


def _met(outcome: Outcome) -> str:
    return f"{outcome.verdict} ({outcome.misconception})" if outcome.misconception else outcome.verdict


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    if not rows:
        return
    rows = [("student", "points", "verdict", ""), *rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(f"{text:<{width}}" for text, width in zip(row, widths, strict=True)).rstrip()


def _told(head: str, reasons: dict[str, str]) -> str:
    lines = [f"  {visible(student)}: {visible(why)}" for student, why in sorted(reasons.items())]
    return "\n".join([head, *lines]) if lines else ""


def _data(regraded: "Regraded") -> dict:
    return {
        "changes": [_change(again) for again in sorted(regraded.grades, key=lambda again: again.student)],
        "reworded": sorted(again.student for again in regraded.words),
        "same": len(regraded.words) + regraded.same,
        "passed_over": regraded.passed_over,
        "failures": regraded.failures,
    }


def _change(again: "Again") -> dict:
    def side(outcome: Outcome, points: float) -> dict:
        return {"points": points, "verdict": outcome.verdict, "misconception": outcome.misconception}

    return {"student": again.student, "before": side(again.before, again.points_before),
            "after": side(again.after, again.after.points), "manual": again.standing.manual}


def _to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
