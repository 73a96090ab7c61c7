"""What nbgrader's gradebook holds of an assignment, read in one question for the whole class."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CellGrade:
    """What the gradebook says of one graded cell of one student."""

    student: str
    cell: str
    written: bool
    points: float
    max_points: float
    manual: float | None
    extra: float | None
    wants_marking: bool

    @property
    def by_hand(self) -> bool:
        """Whether a person gave or changed the points."""
        return self.manual is not None or bool(self.extra)

    @property
    def waits(self) -> bool:
        return self.wants_marking and self.manual is None


def grades_of(api, assignment: str) -> dict[str, list[CellGrade]]:
    """The grades of all who handed in, by student."""
    with api.gradebook as gradebook:
        from nbgrader.api import Assignment, Grade, GradeCell, SubmittedAssignment, SubmittedNotebook

        # One question for the whole class: nbgrader's own objects would ask some for each student.
        told = gradebook.db.query(
            SubmittedAssignment.student_id, GradeCell.name, GradeCell.cell_type == "markdown", Grade.score,
            GradeCell.max_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade,
        )  # fmt: skip
        joined = (
            told.select_from(Grade)
            .join(GradeCell, Grade.cell_id == GradeCell.id)
            .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        )
        of_assignment = joined.filter(Assignment.name == assignment).order_by(GradeCell.name)
        grades: dict[str, list[CellGrade]] = {}
        for grade in (CellGrade(*values) for values in of_assignment):
            grades.setdefault(grade.student, []).append(grade)
        return grades
