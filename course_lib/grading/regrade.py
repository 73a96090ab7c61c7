"""`course-lib regrade`: an exercise was mended, its answers are judged again, every grade that would change is told."""

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from course_lib.grading.failure import GradingError
from course_lib.grading.insight.wording import visible
from course_lib.grading.records import Record, graded_class
from course_lib.grading.turns import only_run

if TYPE_CHECKING:
    from course_lib.checking import Exercise


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("exercise", metavar="EXERCISE", help="q09_rmse, say")
    parser.add_argument("--assignment", metavar="NAME", help="this one, where several ask for the exercise")
    parser.add_argument("--student", action="append", default=[], metavar="ID", help="this one only; may be repeated")
    processors = os.cpu_count() or 1
    parser.add_argument("--jobs", type=int, default=processors, metavar="N", help="so many at a time (one a processor)")
    answer = parser.add_mutually_exclusive_group()
    answer.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")
    answer.add_argument("--yes", action="store_true", help="write without asking")
    level = "how submissions are shut in, as for 'course-lib grade'"
    parser.add_argument("--level", choices=["bubblewrap", "none"], help=level)
    parser.add_argument("--json", action="store_true", help="print the changes as JSON; everything else goes to stderr")
    parser.add_argument("--course-dir", type=Path, default=Path("."), metavar="DIR", help="the course's folder (.)")


def run(arguments: Namespace) -> int:
    """Show what changes, and write it where that is wished; 1 where something could not be done."""
    from course_lib.grading.batch.local import local_hands  # these bring torch, which takes seconds
    from course_lib.grading.nbgrader_course import nbgrader_course

    if arguments.jobs < 1:
        raise GradingError(f"--jobs {arguments.jobs}: at least one has to do the work")
    exercise = _exercise(arguments.exercise)
    assignment = _assignment(arguments.course_dir, exercise.id, arguments.assignment)
    records = _chosen(graded_class(arguments.course_dir, assignment), arguments.student, assignment)
    with nbgrader_course(arguments.course_dir) as api, only_run(assignment):
        if arguments.level is not None:
            api.config.JudgeInSandbox.level = arguments.level
        with local_hands(api, assignment, min(arguments.jobs, len(records))) as hands:
            return _regrade(api, hands, assignment, exercise, records, arguments)


def _regrade(
    api, hands, assignment: str, exercise: "Exercise", records: dict[str, Record], arguments: Namespace
) -> int:
    from course_lib.grading.batch import regrade_told as told
    from course_lib.grading.batch.live import Live
    from course_lib.grading.batch.regrade_judging import Regrading
    from course_lib.grading.batch.regrade_writing import Writing
    from course_lib.grading.judging.chance import secret

    tell = None if sys.stderr.isatty() else _to_stderr
    out = sys.stderr if arguments.json else sys.stdout
    with Live(len(records), tell) as live:
        regraded = Regrading(api, hands, assignment, exercise, secret(), live).of(records)
    print(f"\n{told.changes_text(regraded, exercise.id, assignment)}", file=out, flush=True)
    changes, written = [*regraded.grades, *regraded.words], False
    if changes and (written := _wished(told.question(len(regraded.grades), len(regraded.words)), arguments)):
        with Live(len(changes), tell) as live:
            writing = Writing(api, hands, assignment, secret(), live)
            writing.all(changes)
        print(f"\n{told.reasons_text('Not written', writing.failures) or 'All is written.'}", file=out)
        regraded.failures.update(writing.failures)
    if arguments.json:
        about = {"exercise": exercise.id, "assignment": assignment, "written": written}
        print(json.dumps(about | told.changes_data(regraded), indent=1))
    unasked = bool(changes) and not written and not arguments.dry_run and not sys.stdin.isatty()
    return 1 if regraded.failures or unasked else 0


def _exercise(wanted: str) -> "Exercise":
    from course_lib import exercises

    known = {exercise.id: exercise for exercise in exercises.all()}
    if wanted in known:
        return known[wanted]
    question = wanted.split("_", 1)[0]
    near = [name for name in known if name.startswith(f"{question}_")] or get_close_matches(wanted, known, cutoff=0.4)
    told = ", ".join(near or [*known][:3])
    raise GradingError(f"there is no exercise {visible(wanted)!r}; near it there are {told}")


def _assignment(course: Path, exercise: str, named: str | None) -> str:
    """The assignment of this course that asks for the exercise."""
    asking = sorted({path.parent.name for path in (course / "release").glob("*/*.ipynb")
                     if _asks_for(course, path.parent.name, exercise)})  # fmt: skip
    if named in asking or len(asking) == 1 and named is None:
        return named or asking[0]
    if not asking:
        place = course / "release"
        raise GradingError(f"nothing in {place} asks for {exercise}; name the course's folder with --course-dir")
    which = f"{named} does not ask for {exercise}" if named else f"more than one assignment asks for {exercise}"
    raise GradingError(f"{which}; say --assignment and one of {', '.join(asking)}")


def _asks_for(course: Path, assignment: str, exercise: str) -> bool:
    from course_lib.grading.host.master import masters
    from course_lib.grading.judging.plan import Check, plan

    try:
        steps = [step for notebook in masters(course, assignment).values() for step in plan(notebook)]
    except GradingError:  # it has graded cells of another kind
        return False
    return any(isinstance(step, Check) and step.exercise == exercise for step in steps)


def _chosen(records: dict[str, Record], students: Sequence[str], assignment: str) -> dict[str, Record]:
    if missing := sorted(set(students) - set(records)):
        has, those = "has" if len(missing) == 1 else "have", visible(", ".join(records))
        who = visible(", ".join(missing))
        raise GradingError(f"{who} {has} not been graded in {assignment}; those who have: {those}")
    return {student: record for student, record in records.items() if not students or student in students}


def _wished(question: str, arguments: Namespace) -> bool:
    """Whether to write: as the command says, else as a person at a terminal does."""
    if arguments.dry_run or arguments.yes:
        return arguments.yes
    if not sys.stdin.isatty():
        _to_stderr("nothing is written: there is no terminal to ask on; --yes writes without asking")
        return False
    print(f"\n{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
