"""What came out for a class: points from nbgrader's gradebook, misconceptions from the graded notebooks."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course_lib.grading.gradebook import CellGrade, grades_of
from course_lib.grading.records import load

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
    """The marks of one student by task id; `failure` says why there are none.

    `notes` are what intake repaired or could not, `level` how well the submission was shut in; empty where unknown.
    """

    student: str
    marks: Mapping[str, Mark]
    failure: str | None = None
    notes: tuple[str, ...] = ()
    level: str = ""

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
    grades, course = grades_of(api, assignment), Path(api.coursedir.root)
    results = (
        StudentResult(student, {}, failures[student])
        if student in failures
        else _student_result(api, course, assignment, tasks, student, grades.get(student, []))
        for student in sorted(api.get_submitted_students(assignment))
    )
    return ClassResults(assignment, tasks, tuple(results))


def _tasks(source: Path) -> tuple[Task, ...]:
    notebooks = [nbformat.read(path, as_version=4) for path in sorted(source.glob("*.ipynb"))]
    cells = [cell for notebook in notebooks for cell in notebook.cells if "nbgrader" in cell.metadata]
    graded = [cell for cell in cells if cell.metadata.nbgrader.get("grade")]
    return tuple(_task(cell.metadata.nbgrader, cell.cell_type == "markdown") for cell in graded)


def _task(marks: Mapping, written: bool) -> Task:
    grade_id = marks["grade_id"]
    return Task(grade_id.removesuffix("_check").removesuffix("_written"), marks["points"], written, grade_id)


def _student_result(
    api, course: Path, assignment: str, tasks: tuple[Task, ...], student: str, grades: list[CellGrade]
) -> StudentResult:
    folder = Path(api.coursedir.format_path(api.coursedir.autograded_directory, student, assignment))
    if not grades or not folder.is_dir():
        return StudentResult(student, {}, "not graded yet")
    record = load(course, assignment, student)
    told = {one.exercise: (one.verdict, one.misconception) for one in record.outcomes} if record else _told_in(folder)
    by_cell = {grade.cell: grade for grade in grades}
    marks = {task.id: _mark(by_cell[task.grade_id], told.get(task.id)) for task in tasks if task.grade_id in by_cell}
    return StudentResult(student, marks, notes=record.notes if record else (), level=record.level if record else "")


def _mark(grade: CellGrade, told: tuple[str, str | None] | None) -> Mark:
    points = None if grade.waits else grade.points
    if grade.written:
        untouched = not grade.waits and not grade.by_hand  # nbgrader gives 0 by itself only to what was left as it was
        return Mark(points, "unanswered" if untouched else "")
    return Mark(points, *(told or ("crashed", None)))


def _told_in(folder: Path) -> dict[str, tuple[str, str | None]]:
    """Verdict and misconception by task, from the graded notebooks: nbgrader's own command keeps no record."""
    cells = [cell for path in sorted(folder.glob("*.ipynb")) for cell in nbformat.read(path, as_version=4).cells]
    reports = {cell.metadata.get("nbgrader", {}).get("grade_id", ""): _report(cell) for cell in cells if "outputs" in cell}
    return {name.removesuffix("_check"): (report.get("verdict", "crashed"), report.get("misconception"))
            for name, report in reports.items() if report}


def _report(cell: NotebookNode) -> Mapping:
    reports = [output.data[REPORT] for output in cell.outputs if REPORT in output.get("data", {})]
    return reports[-1] if reports and isinstance(reports[-1], Mapping) else {}
