"""A graded notebook read again, as it was when it was judged."""

from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course_lib.grading.batch.class_run import HERE
from course_lib.grading.failure import GradingError
from course_lib.grading.host.judging import files_beside
from course_lib.grading.judging.plan import Check, plan
from course_lib.grading.judging.task import Task, task_for
from course_lib.grading.records import Record


@dataclass(frozen=True)
class Graded:
    """A student's notebook as it was graded, and where in it the exercise is checked."""

    path: Path
    notebook: NotebookNode
    place: int
    notes: tuple[str, ...]

    @property
    def cell(self) -> NotebookNode:
        return self.notebook.cells[self.place]

    @property
    def put_in_front(self) -> int:
        """The number of cells that the grading added, to tell what intake noticed."""
        first = self.notebook.cells[0]
        own = first.cell_type == "markdown" and "nbgrader" not in first.metadata
        return int(own and any(f"- {note}" in first.source for note in self.notes))

    def task(self, assignment: str, student: str, exercise: str, secret: bytes) -> Task:
        cells = [NotebookNode(cell, outputs=[]) if cell.cell_type == "code" else cell for cell in self.notebook.cells]
        judged = NotebookNode(self.notebook, cells=cells[self.put_in_front :])
        task = task_for(assignment, student, self.path.stem, judged, files_beside(self.path.parent), secret)
        return replace(task, only=exercise)


def graded_notebook(record: Record, exercise: str) -> Graded:
    """The notebook in autograded/ that checks the exercise; `GradingError` where there is none that can be read."""
    for path in sorted((HERE / "autograded" / record.student / record.assignment).glob("*.ipynb")):
        try:
            notebook = nbformat.read(path, as_version=4)
        except Exception as error:  # nbformat raises what JSON, a schema and the disk raise
            raise GradingError(f"{path} cannot be read ({type(error).__name__})") from error
        checks = [step.index for step in plan(notebook, exercise) if isinstance(step, Check)]
        if checks:
            return Graded(path, notebook, checks[-1], record.notes)
    raise GradingError(f"there is no graded notebook with it; 'course-lib grade {record.assignment}' makes one")
