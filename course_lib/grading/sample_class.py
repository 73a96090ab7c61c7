"""`course-lib sample-class`: submissions as a class would hand them in, drawn from what the exercises know.

Every answer is the reference, an alternative, a misconception, an untouched stub, or an odd case. The first student has
everything right, the last one of several has touched nothing.
"""

import random
import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course_lib.checking import Exercise
from course_lib.grading.cell_text import cell_text, imports_in
from course_lib.grading.failure import GradingError
from course_lib.grading.odd_answers import crashing, misspelt, noisy
from course_lib.grading.students import student_names
from course_lib.grading.written_answers import written_answers

SAMPLE = "sample_of"  # the metadata key by which a submission of ours is known
_KINDS = ("right", "misconception", "stub", "noisy", "crashing", "misspelt")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="01_images, say")
    parser.add_argument("--students", type=int, default=8, metavar="N", help="how many (8)")
    parser.add_argument("--seed", type=int, default=0, help="another seed, another class (0)")
    parser.add_argument("--course-dir", type=Path, default=Path("."), metavar="DIR", help="the course's folder (.)")


def run(arguments: Namespace) -> int:
    """Write the class and say where it lies."""
    folders = make_sample_class(arguments.course_dir, arguments.assignment, arguments.students, arguments.seed)
    where = arguments.course_dir / "submitted"
    names = ", ".join(folder.parent.name for folder in folders)
    print(f"{len(folders)} submissions of {arguments.assignment} are in {where}/: {names}")
    return 0


def make_sample_class(course: Path, assignment: str, students: int, seed: int = 0) -> list[Path]:
    """Write submitted/<student>/<assignment>/ for each student, the same for the same seed; the folders.

    Raises GradingError where the release is missing or a real submission is in the way; then nothing is written.
    """
    if students < 1:
        raise GradingError(f"a class of {students} has no submissions; give --students a number from 1 on")
    release = course / "release" / assignment
    if not (notebooks := sorted(release.glob("*.ipynb"))):
        raise GradingError(f"there is no notebook in {release}; 'course-lib build {assignment}' makes it")
    names = student_names(students)
    folders = [course / "submitted" / name / assignment for name in names]
    for folder in folders:
        _refuse_to_lose_work(folder)
    for position, folder in enumerate(folders):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(release, folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        draw = random.Random(f"{seed} {assignment} {names[position]}")
        kinds = _kinds(position, students, draw)
        for path in notebooks:
            submission = answered(nbformat.read(path, as_version=4), kinds, draw)
            submission.metadata[SAMPLE] = assignment
            nbformat.write(submission, folder / path.name)
    return folders


def answered(notebook: NotebookNode, kinds: Iterator[str], draw: random.Random) -> NotebookNode:
    """A release notebook with an answer of the next kind in each cell that asks for one."""
    from course_lib import exercises  # here, so that the command line can tell its arguments without loading torch

    imported = {text for cell in notebook.cells if cell.cell_type == "code" for text in imports_in(cell.source)}
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("solution") and cell.cell_type == "code":
            cell.source = answer_text(exercises.find(marks["grade_id"]), next(kinds), draw, imported) or cell.source
        elif marks.get("solution"):
            cell.source = _prose(marks["grade_id"].removesuffix("_written"), next(kinds), draw) or cell.source
    return notebook


def answer_text(exercise: Exercise, kind: str, draw: random.Random, imported: set[str]) -> str | None:
    """The text of an answer of that kind; None for an untouched stub."""
    if kind == "stub":
        return None
    header = f"def {exercise.signature}:"
    if kind in ("crashing", "misspelt"):
        return {"crashing": crashing, "misspelt": misspelt}[kind](header)
    text = next(_texts(exercise, kind, draw, imported))
    return noisy(text) if kind == "noisy" else text


def _texts(exercise: Exercise, kind: str, draw: random.Random, imported: set[str]) -> Iterator[str]:
    """The implementations of that kind that can be written as a cell, in a random order; the reference if none can."""
    for implementation in (*_implementations(exercise, kind, draw), exercise.reference):
        try:
            text = cell_text(implementation, exercise.name, imported)
        except (GradingError, SyntaxError):  # made by a function from values that have no text of their own
            continue
        if _runs(text, exercise, imported):
            yield text


def _runs(text: str, exercise: Exercise, imported: set[str]) -> bool:
    from course_lib import examine

    namespace: dict = {}
    try:
        exec("\n".join([*sorted(imported), text]), namespace)  # our own code, from the exercise's file
    except Exception:
        return False
    return exercise.earned is not None or examine(exercise.id, namespace[exercise.name]).verdict != "crashed"


def _implementations(exercise: Exercise, kind: str, draw: random.Random) -> list:
    if kind == "misconception" and exercise.misconceptions:
        wrong = draw.choice(exercise.misconceptions).wrong
        return draw.sample(wrong, len(wrong))
    if kind == "right":
        right = [exercise.reference, *exercise.alternatives]
        return draw.sample(right, len(right))
    return []


def _prose(question: str, kind: str, draw: random.Random) -> str | None:
    if kind == "stub":
        return None
    answers = written_answers(question)
    return answers[0] if kind in ("reference", "right") else draw.choice(answers[1:])


def _kinds(position: int, students: int, draw: random.Random) -> Iterator[str]:
    """What a student's answers are like, one after the other."""
    if position == 0:
        return iter(lambda: "reference", None)
    if position == students - 1:
        return iter(lambda: "stub", None)
    skill = draw.uniform(0.35, 0.95)
    slips = [(1 - skill) * share for share in (0.6, 0.12, 0.12, 0.1, 0.06)]
    return iter(lambda: draw.choices(_KINDS, [skill, *slips])[0], None)


def _refuse_to_lose_work(folder: Path) -> None:
    for path in folder.glob("*.ipynb"):
        if SAMPLE not in nbformat.read(path, as_version=4).metadata:
            raise GradingError(f"{path} is no sample but somebody's work; make the class elsewhere, with --course-dir")
