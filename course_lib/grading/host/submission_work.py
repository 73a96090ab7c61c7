"""One submission's notebook, judged: what nbgrader's preprocessor, a pool's worker and a cluster's worker all do."""

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nbformat import NotebookNode

from course_lib.grading.judging.chance import seed_of
from course_lib.grading.judging.submission import Limits, grade_notebook
from course_lib.grading.records import Outcome
from course_lib.grading.sandbox.engine import Engine


@dataclass(frozen=True)
class Worked:
    """All that the grading of one notebook brought, as data that may travel between machines.

    `key` tells of which cells and files. Outputs are by the cell's index.
    """

    key: str
    outputs: Mapping[int, Sequence[Mapping]]
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...]
    seconds: float
    cell_seconds: Mapping[int, float]
    level: str


def key_of(notebook: NotebookNode, files: Mapping[str, bytes]) -> str:
    """A digest of all that a grading depends on: the cells that run, the marks on them, the files beside them."""
    cells = [[cell.cell_type, cell.source, cell.metadata.get("nbgrader", {}).get("grade_id")] for cell in notebook.cells]
    digest = hashlib.sha256(json.dumps(cells).encode())
    for name, contents in sorted(files.items()):
        digest.update(json.dumps([name, hashlib.sha256(contents).hexdigest()]).encode())
    return digest.hexdigest()


def work(engine: Engine, notebook: NotebookNode, files: Mapping[str, bytes], secret: bytes) -> Worked:
    """Run and judge the notebook; the hidden inputs depend on the secret and on what was handed in."""
    key, began = key_of(notebook, files), time.perf_counter()
    seed = seed_of(secret, engine.assignment, key)
    chance = int(seed_of(secret, "chance", key)[:8], 16)
    limits = Limits(engine.settings.cell_seconds, engine.settings.submission_seconds)
    graded = grade_notebook(notebook, files, engine.rooms(chance), seed, limits)
    answers = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.source for cell in notebook.cells}
    outcomes = tuple(_outcome(name, one, answers.get(name, "")) for name, one in graded.judged.items())
    return Worked(key, graded.outputs, outcomes, tuple(graded.notes), time.perf_counter() - began,
                  graded.cell_seconds, engine.settings.level)


def _outcome(exercise: str, judged, answer: str) -> Outcome:
    report = judged.report
    return Outcome(exercise, report.verdict, report.points, report.max_points, report.misconception, report.text,
                   answer, judged.seconds)


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
