"""`course-lib grade`: a class graded by nbgrader, in sandboxes and many at a time; its feedback pages and its table of results."""

import json
import math
import os
import shutil
import signal
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from course_lib.grading.database import set_up
from course_lib.grading.failure import GradingError
from course_lib.grading.nbgrader_course import nbgrader_course, save_assignment
from course_lib.grading.results import ClassResults, class_results
from course_lib.grading.table import results_text
from course_lib.grading.turns import only_run
from course_lib.grading.unchanged import graded_before

_TIDYING = 5.0  # seconds
_STOPPED = "course-lib grade: stopped; what is graded is kept, and 'course-lib grade {}' goes on from here"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="01_images, say")
    parser.add_argument("--student", action="append", default=[], metavar="ID", help="this one only; may be repeated")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="so many at a time (one a processor)")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="let the workers of this Dask cluster do it, tcp://host:8786, say")
    again = parser.add_mutually_exclusive_group()
    again.add_argument("--resume", action="store_true", help="pass over what is graded and has not changed (always so, unless --fresh)")
    again.add_argument("--fresh", action="store_true", help="grade unchanged submissions again, too")
    parser.add_argument("--level", choices=["bubblewrap", "none"], help=(
        "how submissions are shut in (what nbgrader_config.py says, else bubblewrap); none: a student's code can read and change "
        "all that you can, and give itself any mark"))
    parser.add_argument("--json", action="store_true", help="print the results as JSON; everything else goes to stderr")
    parser.add_argument("--course-dir", type=Path, default=Path("."), metavar="DIR", help="the course's folder (.)")


def run(arguments: Namespace) -> int:
    """Grade and print the table; 1 where somebody's submission could not be graded."""
    if arguments.jobs < 1:
        raise GradingError(f"--jobs {arguments.jobs}: at least one has to do the work")
    try:
        with _patient_interrupts():
            results = grade(
                arguments.course_dir, arguments.assignment, arguments.student, fresh=arguments.fresh, jobs=arguments.jobs,
                scheduler=arguments.scheduler, level=arguments.level, tell=None if sys.stderr.isatty() else _to_stderr,
            )
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # this process is about to end; an impatient one would change its status
        print(_STOPPED.format(arguments.assignment), file=sys.stderr)
        return 130
    if arguments.json:
        print(json.dumps(asdict(results), indent=1))
    else:
        print("\n" + results_text(results, width=shutil.get_terminal_size().columns))
    return 1 if any(student.failure for student in results.students) else 0


def grade(
    course: Path, assignment: str, students: Sequence[str] = (), tell: Callable[[str], None] | None = print, fresh: bool = False,
    jobs: int = 1, scheduler: str | None = None, feedback: bool = True, level: str | None = None,
) -> ClassResults:
    """Grade the submissions of these students, or of all, with nbgrader; the results of the whole class.

    `jobs` processes do the work, or the workers of the Dask cluster at `scheduler`. One student's failure stops nobody
    else's grading. A submission that was graded and has not changed since is passed over, except by `fresh`; so a run
    that was stopped goes on where it was. `tell` gets a line for each student; without it a terminal shows more.
    """
    from course_lib.grading.batch.class_run import ClassRun  # these bring torch, which takes seconds
    from course_lib.grading.batch.live import Live
    from course_lib.grading.judging.chance import secret

    with nbgrader_course(course) as api:
        if level is not None:
            api.config.JudgeInSandbox.level = level
        chosen = _chosen(api, assignment, students)
        with only_run(assignment):
            set_up(api, chosen)
            save_assignment(api, assignment)
            waiting = chosen if fresh else _not_yet_graded(api, assignment, chosen)
            with Live(len(chosen), tell) as live:
                for student in sorted(set(chosen) - set(waiting)):
                    live.student(student, "unchanged")
                if not waiting:
                    return class_results(api, assignment, {})
                with _hands(api, assignment, min(jobs, len(waiting)), scheduler) as hands:
                    class_run = ClassRun(api, assignment, hands, live, secret(), feedback)
                    class_run.through(waiting)
            live.tell_summary()
            return class_results(api, assignment, class_run.failures)


@contextmanager
def _patient_interrupts() -> Iterator[None]:
    """The first Ctrl-C stops the run; another one in the next seconds does not disturb the tidying up."""
    stopped = -math.inf

    def stop(*_) -> None:
        nonlocal stopped
        if time.monotonic() - stopped > _TIDYING:
            stopped = time.monotonic()
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


@contextmanager
def _hands(api, assignment: str, jobs: int, scheduler: str | None) -> Iterator:
    """Who does the work; the sandbox is proved to hold before they begin."""
    from course_lib.grading.batch.local import local_hands

    if scheduler is None:
        with local_hands(api, assignment, jobs) as hands:
            yield hands
    else:
        from course_lib.grading.batch.cluster import cluster_hands

        with cluster_hands(api, assignment, scheduler, jobs) as hands:
            yield hands


def _chosen(api, assignment: str, students: Sequence[str]) -> list[str]:
    if assignment not in (known := api.get_source_assignments()):
        found = f"there are {', '.join(sorted(known))}" if known else "'course-lib build' makes it"
        raise GradingError(f"there is no source/{assignment} in this course; {found}")
    submitted = sorted(api.get_submitted_students(assignment))
    if not submitted:
        raise GradingError(
            f"nobody has handed in {assignment}; put the notebooks into submitted/<student>/{assignment}/, "
            f"or try 'course-lib sample-class {assignment}'"
        )
    if missing := sorted(set(students) - set(submitted)):
        names = ", ".join(missing)
        raise GradingError(f"{names} has not handed in {assignment}; those who have: {', '.join(submitted)}")
    return [student for student in submitted if not students or student in students]


def _not_yet_graded(api, assignment: str, students: Sequence[str]) -> list[str]:
    with api.gradebook as gradebook:
        known = {submission.student_id for submission in gradebook.assignment_submissions(assignment)}
    return [one for one in students if one not in known or not graded_before(Path("."), assignment, one)]
