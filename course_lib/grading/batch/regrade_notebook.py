"""A graded notebook read again, as it was when it was judged."""

from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course_lib.grading.batch.class_run import HERE
from course_lib.grading.failure import GradingError
from course_lib.grading.host.judging import HEAD, files_beside
from course_lib.grading.judging.plan import Check, plan
from course_lib.grading.judging.task import Task, task_for
from course_lib.grading.records import Record


@dataclass(frozen=True)
class Graded:
    """A student's notebook as it was graded, and where in it the exercise is checked."""

    path: Path
    notebook: NotebookNode
    place: int

    @property
    def cell(self) -> NotebookNode:
        return self.notebook.cells[self.place]

    @property
    def grade_id(self) -> str:
        return self.cell.metadata.nbgrader.grade_id

    @property
    def put_in_front(self) -> int:
        """The number of cells that the grading added, to tell what intake noticed."""
        return int(self.notebook.cells[0].source.startswith(HEAD))

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
        if len(checks) > 1:
            raise GradingError(f"{path} checks it {len(checks)} times; only 'course-lib grade' judges that")
        if checks:
            return Graded(path, notebook, checks[0])
    raise GradingError(f"there is no graded notebook with it; 'course-lib grade {record.assignment}' makes one")
