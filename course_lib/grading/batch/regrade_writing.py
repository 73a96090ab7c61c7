"""New grades written, a student at a time: the gradebook, the graded notebook, the feedback page, and last the record.

A run that is stopped leaves the old record of whoever is not finished, and by it the next run knows whom to do again.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course_lib.grading.batch.class_run import HERE, Feedback, Hands
from course_lib.grading.batch.live import Live
from course_lib.grading.batch.regrade_judging import Again, Graded, done_by, graded_notebook
from course_lib.grading.failure import GradingError
from course_lib.grading.insight.wording import number
from course_lib.grading.judging.chance import secret
from course_lib.grading.records import Record, load, save
from course_lib.grading.sandbox.preloaded import BUBBLEWRAP


def write(api, hands: Hands, assignment: str, changes: Sequence[Again], live: Live) -> dict[str, str]:
    """Write them all; by student, why somebody's could not be written."""
    failures: dict[str, str] = {}
    by_student = {again.student: again for again in changes}
    for task, trouble in done_by(hands, _begun(api, assignment, changes, failures, live)):
        again = by_student[task.student]
        if trouble is None:
            _remember(assignment, again)
            live.student(again.student, f"{number(again.after.points)} written", 0.0)
        else:
            _fail(again.student, str(trouble), failures, live)
    return failures


def _begun(
    api, assignment: str, changes: Sequence[Again], failures: dict[str, str], live: Live
) -> Iterator[Feedback]:
    """Gradebook and notebook are written here, by the one writer; what is left to do is the feedback."""
    for again in changes:
        try:
            graded = _still_the_same(assignment, again)
            _put_in(graded.cell, again.outputs)
            _into_gradebook(api, assignment, again.student, graded)
            _replace(graded.path, graded.notebook)
        except GradingError as why:
            _fail(again.student, str(why), failures, live)
        except Exception as error:  # a full disk, a locked gradebook: it costs nobody else's grade
            _fail(again.student, f"{type(error).__name__}: {error}", failures, live)
        else:
            yield Feedback(again.student)


def _still_the_same(assignment: str, again: Again) -> Graded:
    """The graded notebook, read anew: somebody may have graded meanwhile."""
    graded = graded_notebook(_record(assignment, again.student), again.after.exercise)
    if graded.task(assignment, again.student, again.after.exercise, secret()).key != again.key:
        raise GradingError("it was graded anew in the meantime; give the command once more")
    return graded


def _put_in(cell: NotebookNode, outputs: Sequence[Mapping]) -> None:
    cell.outputs = [NotebookNode(output) for output in outputs]
    for output in cell.outputs:
        if output.output_type == "execute_result":
            output.execution_count = cell.execution_count


def _into_gradebook(api, assignment: str, student: str, graded: Graded) -> None:
    """By nbgrader's own rules, shown a notebook of this one cell; then the penalty for lateness, on all points."""
    from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades

    about = {"assignment": assignment, "student": student, "notebook": graded.path.stem, "db_url": api.coursedir.db_url}
    alone = NotebookNode(graded.notebook, cells=[graded.cell])
    for step in (SaveAutoGrades, AssignLatePenalties):
        step(parent=api).preprocess(alone, {"nbgrader": about})


def _replace(path: Path, notebook: NotebookNode) -> None:
    """Old or new, whatever happens; as nbgrader writes it.

    The unfinished file lies a folder higher: in the notebook's own it would count as handed in.
    """
    unfinished = path.parent.with_name(f".{path.parent.name}.{path.name}.new")
    unfinished.unlink(missing_ok=True)
    with open(unfinished, "w", encoding="utf-8") as file:
        file.write(nbformat.v4.writes(notebook) + "\n")
        file.flush()
        os.fsync(file.fileno())
    unfinished.chmod(path.stat().st_mode & 0o7777)
    unfinished.replace(path)


def _remember(assignment: str, again: Again) -> None:
    """The level of the whole submission is that of the weaker sandbox of the two."""
    record = _record(assignment, again.student)
    outcomes = tuple(again.after if one.exercise == again.after.exercise else one for one in record.outcomes)
    level = record.level if again.level == BUBBLEWRAP else again.level
    save(HERE, replace(record, outcomes=outcomes, level=level))


def _record(assignment: str, student: str) -> Record:
    record = load(HERE, assignment, student)
    if record is None:
        raise GradingError(f"its record is no longer there; 'course-lib grade {assignment}' grades it again")
    return record


def _fail(student: str, why: str, failures: dict[str, str], live: Live) -> None:
    failures[student] = why
    live.student(student, why, 0.0)
