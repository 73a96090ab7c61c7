"""`course-lib grade`: a class graded by nbgrader, its feedback pages, and the table of results."""

import shutil
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from course_lib.grading.failure import GradingError
from course_lib.grading.nbgrader_course import nbgrader_course, reason, save_assignment, silent_kernels
from course_lib.grading.results import ClassResults, class_results
from course_lib.grading.table import number, results_text
from course_lib.grading.unchanged import graded_before, remember


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="01_images, say")
    parser.add_argument("--student", action="append", default=[], metavar="ID", help="this one only; may be repeated")
    parser.add_argument("--fresh", action="store_true", help="grade unchanged submissions again, too")
    parser.add_argument("--course-dir", type=Path, default=Path("."), metavar="DIR", help="the course's folder (.)")


def run(arguments: Namespace) -> int:
    """Grade and print the table; 1 where somebody's submission could not be graded."""
    results = grade(arguments.course_dir, arguments.assignment, arguments.student, fresh=arguments.fresh)
    print("\n" + results_text(results, width=shutil.get_terminal_size().columns))
    return 1 if any(student.failure for student in results.students) else 0


def grade(
    course: Path, assignment: str, students: Sequence[str] = (), tell: Callable[[str], None] = print, fresh: bool = False
) -> ClassResults:
    """Grade the submissions of these students, or of all, with nbgrader; the results of the whole class.

    One student's failure stops nobody else's grading. A submission that was graded and has not changed since is passed
    over, except by `fresh`. `tell` gets a line for each student.
    """
    with nbgrader_course(course) as api:
        chosen = _chosen(api, assignment, students)
        save_assignment(api, assignment)
        failures, start = {}, time.perf_counter()
        for position, student in enumerate(chosen, start=1):
            began = time.perf_counter()
            if not fresh and _unchanged(api, assignment, student):
                tell(f"  {position:>3} of {len(chosen)}  {student:<12} {_points_so_far(api, assignment, student)}  unchanged")
                continue
            if failure := _grade_one(api, assignment, student):
                failures[student] = failure
            else:
                remember(Path("."), assignment, student)
            now = time.perf_counter()
            left = (now - start) / position * (len(chosen) - position)
            result = failure or _points_so_far(api, assignment, student)
            tell(f"  {position:>3} of {len(chosen)}  {student:<12} {result}  {now - began:.0f} s{_time_left(left)}")
        return class_results(api, assignment, failures)


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


def _unchanged(api, assignment: str, student: str) -> bool:
    return graded_before(Path("."), assignment, student) and student in api.get_autograded_students(assignment)


def _grade_one(api, assignment: str, student: str) -> str | None:
    """Why the student could not be graded, or None."""
    for step in (api.autograde, api.generate_feedback):
        with silent_kernels():
            outcome = step(assignment, student)
        if not outcome["success"]:
            if "KeyboardInterrupt" in outcome.get("error", ""):  # nbgrader catches it; a person who stops one stops all
                raise KeyboardInterrupt
            return reason(outcome)
    return None


def _points_so_far(api, assignment: str, student: str) -> str:
    with api.gradebook as gradebook:
        submission = gradebook.find_submission(assignment, student)
        by_hand = ", some to mark by hand" if submission.needs_manual_grade else ""
        return f"{number(submission.score):>4} of {number(submission.max_score)} points{by_hand}"


def _time_left(seconds: float) -> str:
    if seconds < 1:
        return ""
    return f", about {seconds:.0f} s left" if seconds < 100 else f", about {seconds / 60:.0f} min left"
