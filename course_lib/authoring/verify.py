"""`course-lib verify`: proves that the course fits together, as it says what it is proving.

Quick: ids, sections, answer cells, exercises over a few seeds, freshness, leaks, stubs. Full: more seeds, and every
notebook run in a real kernel, the instructor's for full marks and the untouched release for none.
"""

import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat

from course_lib.authoring.build import built, outdated
from course_lib.authoring.course import Course, add_course_arguments, release_path, source_path, text_path
from course_lib.authoring.fault import CourseError, Fault
from course_lib.authoring.leaks import leaked
from course_lib.authoring.playback import Playback, noise, pictures_without_words, play
from course_lib.authoring.structure import exercise_faults, structure_faults
from course_lib.authoring.untouched import stub_faults, stubs, untouched_faults

SECONDS_A_NOTEBOOK = 60
QUICK_SEEDS = 3


@dataclass(frozen=True)
class Proof:
    """How an exercise is proven: `examine(id, answer)` gives a report, `inconsistencies(exercise, seeds)` texts."""

    examine: Callable
    inconsistencies: Callable

    @classmethod
    def of_the_course(cls) -> "Proof":
        from course_lib import examine  # here, so that reading a text doesn't load torch
        from course_lib.checking import consistency

        return cls(examine, consistency.faults)


def add_arguments(parser: ArgumentParser) -> None:
    add_course_arguments(parser)
    parser.add_argument("--seeds", type=int, default=20, help="how many seeds prove each exercise")
    parser.add_argument("--quick", action="store_true", help=f"at most {QUICK_SEEDS} seeds, and no notebook is run")


def run(arguments: Namespace) -> int:
    """Verify, tell each step, and then every fault; 1 if there is one."""
    start = time.perf_counter()
    try:
        course = Course.at(arguments.course_dir)
        proof = Proof.of_the_course()
        faults = verify(course, proof, arguments.assignments, arguments.seeds, arguments.quick, say=_tell)
        count = f"{len(course.assignments(arguments.assignments))} assignments"
    except CourseError as error:
        faults, count = [error.fault], "the course"
    for fault in faults:
        print(fault, file=sys.stderr)
    outcome = f"{len(faults)} faults, told above" if faults else "consistent"
    print(f"course-lib verify: {count} in {time.perf_counter() - start:.0f} s: {outcome}")
    return 1 if faults else 0


def verify(
    course: Course, proof: Proof, chosen: Sequence[str] = (), seeds: int = 20, quick: bool = False,
    say: Callable[[str], None] = lambda line: None,
) -> list[Fault]:
    """All faults of the course, or of the chosen assignments; none means that it is consistent."""
    assignments = course.assignments(chosen)
    say("exercises: ids and their order")
    faults = exercise_faults(course)
    of_the_chosen = [exercise for assignment in assignments for exercise in course.exercises_of(assignment)]
    for exercise in of_the_chosen if chosen else course.exercises:  # an exercise may be there before its text
        faults += _proven(exercise, proof, min(seeds, QUICK_SEEDS) if quick else seeds, say)
    sound = []
    for assignment in assignments:
        say(f"{assignment}: sections, answer cells, written answers")
        found = _readable_and_whole(course, assignment)
        faults += found
        sound += [] if found else [assignment]
    return faults + _notebook_faults(course, proof, sound, quick, say)


def _proven(exercise, proof: Proof, seeds: int, say: Callable) -> list[Fault]:
    alternatives, misconceptions = len(exercise.alternatives), len(exercise.misconceptions)
    say(f"{exercise.id}: {alternatives} alternatives and {misconceptions} misconceptions over {seeds} seeds")
    try:
        texts = proof.inconsistencies(exercise, range(seeds))
    except Exception as error:  # a probe that can't make its inputs must not hide what else is wrong
        return [Fault("course_lib/exercises", exercise.id, f"its proof raises {error!r}", "mend its probes")]
    prefix = f"exercise {exercise.id!r}: "
    return [Fault("course_lib/exercises", exercise.id, text.removeprefix(prefix), "") for text in texts]


def _readable_and_whole(course: Course, assignment: str) -> list[Fault]:
    try:
        return structure_faults(course, assignment, course.text(assignment))
    except CourseError as error:
        return [error.fault]


def _notebook_faults(course: Course, proof: Proof, assignments: list[str], quick: bool, say: Callable) -> list[Fault]:
    if not assignments:
        return []
    say("source/ and release/: as a build would write them")
    try:
        files = built(course, assignments)
    except CourseError as error:
        return [error.fault]
    way_out = "run 'course-lib build'; if it was edited in Jupyter, 'course-lib pull' first"
    faults = [Fault(path.as_posix(), "", "not what its text says", way_out) for path in outdated(course, files)]
    for assignment in assignments:
        source, release = (nbformat.reads(files[path(assignment)].decode(), 4) for path in (source_path, release_path))
        say(f"{assignment}: no line of a solution in the release, every stub unanswered")
        faults += [*_leak_faults(course, assignment, release), *_all_stub_faults(course, assignment, release, proof)]
        if not quick:
            say(f"{assignment}: the instructor's notebook, top to bottom")
            marks = _full_marks(course, assignment)
            faults += _playing_faults(source_path(assignment), play(source, course.root), marks)
            say(f"{assignment}: the untouched release, top to bottom")
            faults += _playing_faults(release_path(assignment), play(release, course.root), untouched_faults)
    return faults


def _leak_faults(course: Course, assignment: str, release: nbformat.NotebookNode) -> Iterator[Fault]:
    for name, line in leaked(course.text(assignment), release):
        way_out = f"say it in another way, in {text_path(assignment).as_posix()}"
        yield Fault(release_path(assignment).as_posix(), name, f"it shows the solution's line {line!r}", way_out)


def _all_stub_faults(course: Course, assignment: str, release: nbformat.NotebookNode, proof: Proof) -> Iterator[Fault]:
    for id, stub in stubs(release).items():
        for fact, way_out in stub_faults(course.exercise(id), stub, proof.examine):
            yield Fault(text_path(assignment).as_posix(), id, fact, way_out)


def _playing_faults(path: Path, playback: Playback, marks: Callable) -> Iterator[Fault]:
    file = path.as_posix()
    for subject, fact in noise(playback):
        yield Fault(file, subject, fact, "mend the cell in notebooks/; students run it as it is")
    for subject in pictures_without_words(playback):
        way_out = 'draw with show(figure, alt="what the data do")'
        yield Fault(file, subject, "it shows a picture without alt text", way_out)
    if playback.seconds > SECONDS_A_NOTEBOOK:
        fact = f"it takes {playback.seconds:.0f} s, more than {SECONDS_A_NOTEBOOK}"
        yield Fault(file, "", fact, "use fewer data or smaller models")
    for subject, fact, way_out in marks(playback):
        yield Fault(file, subject, fact, way_out)


def _full_marks(course: Course, assignment: str) -> Callable:
    points = {exercise.id: exercise.points for exercise in course.exercises_of(assignment)}

    def faults(playback: Playback) -> Iterator[tuple[str, str, str]]:
        for id, score in playback.scores().items():
            if score != points.get(id):
                fact = f"our own solution earns {score} of {points.get(id)} points"
                yield id, fact, f"run source/ in Jupyter, or read:\n{playback.shown(id)[:600]}"

    return faults


def _tell(line: str) -> None:
    print(line, flush=True)  # at once, also where the output goes through a pipe
