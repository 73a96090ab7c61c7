"""What came out for a class: points from nbgrader's gradebook, misconceptions from the graded notebooks."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

REPORT = "application/vnd.course-lib.report+json"  # the mime type under which `check` shows what it found


@dataclass(frozen=True)
class Task:
    """A graded cell: an exercise, or a question's written answer."""

    id: str
    points: float
    written: bool
    grade_id: str

    @property
    def question(self) -> str:
        return self.id.split("_", 1)[0]


@dataclass(frozen=True)
class Mark:
    """What one answer got; no points yet where a person has to mark it.

    `verdict` is a report's, or "crashed" where no report was reached; empty for a written answer that was touched.
    """

    points: float | None
    verdict: str = ""
    misconception: str | None = None

    @property
    def answered(self) -> bool:
        return self.verdict != "unanswered"


@dataclass(frozen=True)
class StudentResult:
    """The marks of one student by task id; `failure` says why there are none."""

    student: str
    marks: Mapping[str, Mark]
    failure: str | None = None

    @property
    def total(self) -> float:
        return sum(mark.points or 0 for mark in self.marks.values())


@dataclass(frozen=True)
class ClassResults:
    """An assignment's tasks in their order, and its students by name."""

    assignment: str
    tasks: tuple[Task, ...]
    students: tuple[StudentResult, ...]

    @property
    def points(self) -> float:
        return sum(task.points for task in self.tasks)


def class_results(api, assignment: str, failures: Mapping[str, str]) -> ClassResults:
    """The results of all who handed in; `failures` are the reasons why somebody's grading stopped just now."""
    tasks = _tasks(Path(api.coursedir.format_path(api.coursedir.source_directory, ".", assignment)))
    students = sorted(api.get_submitted_students(assignment))
    with api.gradebook as gradebook:
        results = tuple(
            StudentResult(student, {}, failures[student])
            if student in failures
            else _student_result(api, gradebook, assignment, tasks, student)
            for student in students
        )
    return ClassResults(assignment, tasks, results)


def _tasks(source: Path) -> tuple[Task, ...]:
    notebooks = [nbformat.read(path, as_version=4) for path in sorted(source.glob("*.ipynb"))]
    cells = [cell for notebook in notebooks for cell in notebook.cells if "nbgrader" in cell.metadata]
    graded = [cell for cell in cells if cell.metadata.nbgrader.get("grade")]
    return tuple(_task(cell.metadata.nbgrader, cell.cell_type == "markdown") for cell in graded)


def _task(marks: Mapping, written: bool) -> Task:
    grade_id = marks["grade_id"]
    return Task(grade_id.removesuffix("_check").removesuffix("_written"), marks["points"], written, grade_id)


def _student_result(api, gradebook, assignment: str, tasks: tuple[Task, ...], student: str) -> StudentResult:
    folder = Path(api.coursedir.format_path(api.coursedir.autograded_directory, student, assignment))
    cells = {
        cell.metadata.nbgrader.grade_id: cell
        for path in folder.glob("*.ipynb")
        for cell in nbformat.read(path, as_version=4).cells
        if "nbgrader" in cell.metadata
    }
    if not cells:
        return StudentResult(student, {}, "not graded yet")
    grades = {
        grade.name: grade
        for notebook in gradebook.find_submission(assignment, student).notebooks
        for grade in notebook.grades
    }
    marks = {task.id: _mark(grades[task.grade_id], cells[task.grade_id]) for task in tasks if task.grade_id in cells}
    return StudentResult(student, marks)


def _mark(grade, cell: NotebookNode) -> Mark:
    points = None if grade.needs_manual_grade and grade.manual_score is None else grade.score
    if cell.cell_type == "markdown":
        untouched = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
        return Mark(points, "unanswered" if untouched else "")
    report = _report(cell)
    return Mark(points, report.get("verdict", "crashed"), report.get("misconception"))


def _report(cell: NotebookNode) -> Mapping:
    reports = [output.data[REPORT] for output in cell.outputs if REPORT in output.get("data", {})]
    return reports[-1] if reports and isinstance(reports[-1], Mapping) else {}
