"""A course of three exercises and a class that has handed in; and all that a grading of it leaves."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from small_course import ASSIGNMENT, REPOSITORY, SETUP, submit, write_source

from course_lib import exercises
from course_lib.__main__ import main
from course_lib.grading.cell_text import cell_text, imports_in
from course_lib.grading.nbgrader_course import nbgrader_course
from course_lib.grading.odd_answers import crashing, noisy
from course_lib.grading.records import load_all

NOTEBOOK = f"{ASSIGNMENT}.ipynb"
INVERT, COLOR, DISTANCE = (exercises.find(name) for name in ("q01_invert", "q01_solid_color", "q03_pixel_distance"))


def text_of(exercise, implementation=None) -> str:
    return cell_text(implementation or exercise.reference, exercise.name, imports_in(SETUP))


RIGHT = {exercise.id: text_of(exercise) for exercise in (INVERT, COLOR, DISTANCE)}
WRONG = {INVERT.id: text_of(INVERT, INVERT.misconceptions[0].wrong[0])}
CLASS = {
    "ada": RIGHT,
    "blaise": RIGHT | WRONG,
    "chandra": {INVERT.id: noisy(RIGHT[INVERT.id]), COLOR.id: crashing(f"def {COLOR.signature}:"), "q02_written": "So."},
    "dorothy": {},
    "emmy": RIGHT | WRONG | {DISTANCE.id: "import os\nos._exit(0)"},
    "fatima": RIGHT,  # damaged, see below
}


def make_course(folder: Path) -> Path:
    """The course, its release, and what the class has handed in; nothing is graded."""
    write_source(folder, [(exercise.id, exercise) for exercise in (INVERT, COLOR, DISTANCE)])
    with nbgrader_course(folder) as api:
        assert api.generate_assignment(ASSIGNMENT)["success"]
    (folder / "gradebook.db").unlink()
    for student, answers in CLASS.items():
        path = submit(folder, student, answers)
    path.write_text(path.read_text().rstrip().removesuffix("}"))  # the last one's is cut off
    (path.parent / "notes.txt").write_text("What I thought meanwhile.")
    os.symlink("/etc/hostname", path.parent / "borrowed.txt")
    return folder


def copy(course: Path, to: Path) -> Path:
    return shutil.copytree(course, to, symlinks=True)


def environment() -> dict[str, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # nbgrader calls alembic
    return {**os.environ, "PATH": path, "PYTHONPATH": str(REPOSITORY), "OMP_NUM_THREADS": "1"}


def start(course: Path, *arguments: str) -> subprocess.Popen:
    """`course-lib grade` as a process of its own."""
    command = [sys.executable, "-m", "course_lib", "grade", ASSIGNMENT, "--course-dir", str(course), *arguments]
    return subprocess.Popen(command, env=environment(), cwd=REPOSITORY, text=True, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def run_command(arguments: Sequence[str]) -> None:
    """For a process that was not started by a command line."""
    sys.exit(main(arguments))


def outcome(course: Path) -> dict[str, dict]:
    """All that was found out, by what holds it; nothing in it tells when or how fast."""
    return {"gradebook": in_gradebook(course), "notebooks": in_notebooks(course), "records": in_records(course),
            "pages": {str(page.relative_to(course)) for page in course.glob("feedback/*/*/*.html")}}


def in_gradebook(course: Path) -> dict[tuple[str, str], tuple]:
    """Points, comments and what waits to be marked, by student and cell; and the sums, by student."""
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        notebooks = [(one.student_id, book) for one in gradebook.assignment_submissions(ASSIGNMENT) for book in one.notebooks]
        return {
            **{(student, grade.name): (grade.auto_score, grade.manual_score, grade.extra_credit, grade.max_score, grade.needs_manual_grade)
               for student, book in notebooks for grade in book.grades},
            **{(student, f"on {comment.name}"): (comment.auto_comment, comment.manual_comment)
               for student, book in notebooks for comment in book.comments},
            **{(student, ""): (book.score, book.max_score, book.needs_manual_grade, book.late_submission_penalty)
               for student, book in notebooks},
        }  # fmt: skip


def in_notebooks(course: Path) -> dict[str, list]:
    """The graded notebooks' cells, by student."""
    paths = sorted(course.glob(f"autograded/*/{ASSIGNMENT}/*.ipynb"))
    notebooks = {path.parts[-3]: nbformat.read(path, as_version=4) for path in paths}
    return {student: [[cell.cell_type, cell.source, cell.get("execution_count"), cell.get("outputs")] for cell in notebook.cells]
            for student, notebook in notebooks.items()}


def in_records(course: Path) -> dict[str, dict]:
    records = {student: asdict(record) for student, record in load_all(course, ASSIGNMENT).items()}
    for record in records.values():
        del record["seconds"], record["graded_at"]
        del record["digest"]  # of the code that judges, too, on which somebody may be at work
        for one in record["outcomes"]:
            del one["seconds"]
    return records


def points(course: Path) -> dict[str, Sequence]:
    """The sum and what it could be, by student."""
    return {student: told[:2] for (student, cell), told in in_gradebook(course).items() if not cell}


def slow(seconds: float) -> dict[str, str]:
    """Right answers, one of which takes its time."""
    return RIGHT | {INVERT.id: f"import time\ntime.sleep({seconds})\n{RIGHT[INVERT.id]}"}


def hand_in_only(course: Path, answers: Mapping[str, Mapping[str, str]]) -> None:
    """This class in place of the other."""
    shutil.rmtree(course / "submitted")
    for student, own in answers.items():
        submit(course, student, own)


def runs(process: int) -> bool:
    """Whether it is there and no zombie that only waits to be counted."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def come_true(what: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not (so := what()) and time.monotonic() < end:
        time.sleep(0.02)
    return so
