"""One submission's notebook as a task, and what comes of it: data that may travel between processes and machines."""

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from course_lib.grading.judging.chance import seed_of
from course_lib.grading.judging.submission import Judged, Limits, grade_notebook
from course_lib.grading.records import Outcome
from course_lib.grading.sandbox.engine import Engine
from course_lib.grading.sandbox.failure import undisturbed


@dataclass(frozen=True)
class Task:
    """A notebook to be run and judged. It carries what was drawn from the grader's secret, and not the secret.

    `key` tells which cells and files it is about, `notebook` is JSON. Where an exercise is named by `only`, nothing else
    is judged.
    """

    assignment: str
    student: str
    name: str
    key: str
    notebook: str
    files: Mapping[str, bytes]
    seed: str
    chance: int
    only: str | None = None


@dataclass(frozen=True)
class Worked:
    """All that the grading of one notebook brought. Outputs are by the cell's index."""

    key: str
    outputs: Mapping[int, Sequence[Mapping]]
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...]
    seconds: float
    cell_seconds: Mapping[str, float]
    level: str


def task_for(
    assignment: str, student: str, name: str, notebook: NotebookNode, files: Mapping[str, bytes], secret: bytes
) -> Task:
    """The hidden inputs are drawn from the secret and from what was handed in."""
    key = key_of(notebook, files)
    chance = int(seed_of(secret, "chance", key)[:8], 16)
    seed = seed_of(secret, assignment, key)
    return Task(assignment, student, name, key, nbformat.v4.writes(notebook, indent=None, split_lines=False), files, seed, chance)


def key_of(notebook: NotebookNode, files: Mapping[str, bytes]) -> str:
    """A digest of all that a grading depends on: the cells that run, the marks on them, the files beside them."""
    # Not the text between the cells: nbgrader puts the mark schemes back into it.
    sources = [cell.source if cell.cell_type == "code" else "" for cell in notebook.cells]
    marks = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
    cells = list(zip(sources, marks, strict=True))
    digest = hashlib.sha256(json.dumps(cells).encode())
    for name, contents in sorted(files.items()):
        digest.update(json.dumps([name, hashlib.sha256(contents).hexdigest()]).encode())
    return digest.hexdigest()


def work(engine: Engine, task: Task) -> Worked:
    """Run and judge the notebook."""
    began, notebook = time.perf_counter(), nbformat.v4.reads(task.notebook)
    limits = Limits(engine.settings.cell_seconds, engine.settings.submission_seconds)
    graded = undisturbed(lambda: grade_notebook(notebook, task.files, engine.rooms(task.chance), task.seed, limits, task.only))
    answers = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.source for cell in notebook.cells}
    outcomes = tuple(_outcome(name, one, answers.get(name, "")) for name, one in graded.judged.items())
    return Worked(task.key, graded.outputs, outcomes, tuple(graded.notes), time.perf_counter() - began,
                  graded.cell_seconds, engine.settings.level)


def show(notebook: NotebookNode, worked: Worked) -> None:
    """Put the outputs into the notebook's cells, with the counts that a kernel would give."""
    count = 0
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        count += 1
        cell.execution_count = count
        cell.outputs = [NotebookNode(output) for output in worked.outputs.get(index, [])]
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count


def _outcome(exercise: str, judged: Judged, answer: str) -> Outcome:
    report = judged.report
    return Outcome(exercise, report.verdict, report.points, report.max_points, report.misconception, report.text,
                   answer, judged.seconds)
