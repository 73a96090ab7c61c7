"""New grades written, a student at a time: the gradebook, the graded notebook, the feedback page, and last the record.

A run that is stopped leaves the old record of whoever is not finished, and by it the next run knows whom to do again.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course_lib.grading.batch.class_run import HERE, Feedback, Hands
from course_lib.grading.batch.live import Live
from course_lib.grading.batch.regrade_judging import Again, done_by
from course_lib.grading.batch.regrade_notebook import Graded, graded_notebook
from course_lib.grading.failure import GradingError
from course_lib.grading.insight.wording import number
from course_lib.grading.records import Record, load, save
from course_lib.grading.sandbox.preloaded import BUBBLEWRAP


class Writing:
    """One run that writes; `failures` holds why somebody's new grade could not be written, or not all of it."""

    def __init__(self, api, hands: Hands, assignment: str, secret: bytes, live: Live):
        self.api, self.hands, self.live = api, hands, live
        self.assignment, self.secret = assignment, secret
        self.failures: dict[str, str] = {}

    def all(self, changes: Sequence[Again]) -> None:
        by_student = {again.student: again for again in changes}
        for task, trouble in done_by(self.hands, self._begun(changes)):
            again = by_student[task.student]
            trouble = trouble or _trouble(self._remember, again)
            if trouble:
                self._fail(again, str(trouble))
            else:
                self.live.student(again.student, f"{number(again.after.points)}, written", 0.0)

    def _begun(self, changes: Sequence[Again]) -> Iterator[Feedback]:
        """What only one may write is written here; what is left to do is the feedback."""
        for again in changes:
            if trouble := _trouble(self._begin, again):
                self._fail(again, trouble)
            else:
                yield Feedback(again.student)

    def _begin(self, again: Again) -> None:
        """The gradebook and the notebook, which is read anew: somebody may have graded while a person was asked."""
        graded = graded_notebook(self._record(again.student), again.after.exercise)
        if graded.task(self.assignment, again.student, again.after.exercise, self.secret).key != again.key:
            raise GradingError("it was graded anew in the meantime; give the command once more")
        _put_in(graded.cell, again.outputs)
        self._into_gradebook(again.student, graded)
        _write(graded.path, graded.notebook)

    def _into_gradebook(self, student: str, graded: Graded) -> None:
        """By nbgrader's own rules, shown a notebook of this one cell; then the penalty for lateness, on all points."""
        from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades

        about = {"assignment": self.assignment, "student": student, "notebook": graded.path.stem,
                 "db_url": self.api.coursedir.db_url}
        alone = NotebookNode(graded.notebook, cells=[graded.cell])
        for step in (SaveAutoGrades, AssignLatePenalties):
            step(parent=self.api).preprocess(alone, {"nbgrader": about})

    def _remember(self, again: Again) -> None:
        """The whole submission has the level of the weaker one of its sandboxes."""
        record = self._record(again.student)
        outcomes = tuple(again.after if one.exercise == again.after.exercise else one for one in record.outcomes)
        level = record.level if again.level == BUBBLEWRAP else again.level
        save(HERE, replace(record, outcomes=outcomes, level=level))

    def _record(self, student: str) -> Record:
        record = load(HERE, self.assignment, student)
        if record is None:
            raise GradingError(f"its record is no longer there; 'course-lib grade {self.assignment}' grades it again")
        return record

    def _fail(self, again: Again, why: str) -> None:
        self.failures[again.student] = why
        self.live.student(again.student, why, 0.0)


def _trouble(step: Callable[[Again], None], again: Again) -> str | None:
    """Why the step could not be done; a full disk or a locked gradebook costs nobody else's grade."""
    try:
        step(again)
    except GradingError as why:
        return str(why)
    except Exception as error:
        return f"{type(error).__name__}: {error}".splitlines()[0]
    return None


def _put_in(cell: NotebookNode, outputs: Sequence[Mapping]) -> None:
    cell.outputs = [NotebookNode(output) for output in outputs]
    for output in cell.outputs:
        if output.output_type == "execute_result":
            output.execution_count = cell.execution_count


def _write(path: Path, notebook: NotebookNode) -> None:
    """Old or new, whatever happens; as nbgrader writes it.

    The unfinished file lies a folder higher: beside the notebook it would count as handed in.
    """
    unfinished = path.parent.with_name(f".{path.parent.name}.{path.name}.new")
    unfinished.unlink(missing_ok=True)
    with open(unfinished, "w", encoding="utf-8") as file:
        file.write(nbformat.v4.writes(notebook) + "\n")
        file.flush()
        os.fsync(file.fileno())
    unfinished.chmod(path.stat().st_mode & 0o7777)
    unfinished.replace(path)
