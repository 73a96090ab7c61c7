"""Graded notebooks judged again for one exercise alone: what its answers come to now, beside what they came to before.

What is judged is the notebook as it was graded, with the chance that it was graded with; so only a change of the
exercise, or of what judges it, changes what comes out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from course_lib.checking import Exercise
from course_lib.grading.batch.class_run import HERE, Hands
from course_lib.grading.batch.live import Live
from course_lib.grading.batch.regrade_notebook import Graded, graded_notebook
from course_lib.grading.failure import GradingError
from course_lib.grading.insight.wording import number
from course_lib.grading.judging.task import Task, Worked
from course_lib.grading.records import Outcome, Record


@dataclass(frozen=True)
class Standing:
    """What the gradebook has: the points that grading gave, and those that a person gave in their place."""

    points: float
    manual: float | None


@dataclass(frozen=True)
class Again:
    """What a student's answer came to, and what it comes to now. `outputs` are those of the graded cell."""

    student: str
    key: str
    before: Outcome
    after: Outcome
    standing: Standing
    level: str
    outputs: Sequence[Mapping]

    @property
    def points_before(self) -> float:
        """The gradebook's; those of the record where a run was stopped between the two."""
        return self.before.points if self.standing.points == self.after.points else self.standing.points

    @property
    def changes_grade(self) -> bool:
        before, after = self.before, self.after
        said = (before.verdict, before.misconception) != (after.verdict, after.misconception)
        return said or self.points_before != after.points

    @property
    def changes_words(self) -> bool:
        return self.before.text != self.after.text


@dataclass
class Regraded:
    """All that came out. Who was passed over, and who could not be judged, have the reason beside their name."""

    grades: list[Again] = field(default_factory=list)
    words: list[Again] = field(default_factory=list)  # the grade stays, the report says something else
    same: int = 0
    passed_over: dict[str, str] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)


class Regrading:
    """One run over the graded submissions of some students, by records; it writes nothing."""

    def __init__(self, api, hands: Hands, assignment: str, exercise: Exercise, secret: bytes, live: Live):
        self.api, self.hands, self.live = api, hands, live
        self.assignment, self.exercise, self.secret = assignment, exercise, secret
        self._begun: dict[str, _Begun] = {}

    def of(self, records: Mapping[str, Record]) -> Regraded:
        regraded = Regraded()
        for task, result in done_by(self.hands, self._tasks(records, regraded)):
            begun = self._begun.pop(task.student)
            if isinstance(result, Exception):
                told = regraded.failures[task.student] = f"{type(result).__name__}: {result}"
                self.live.student(task.student, told, 0.0)
            else:
                self.live.cell(task.student, result.seconds)
                self.live.student(task.student, _sort_in(begun.again(task, result), regraded), result.seconds)
        return regraded

    def _tasks(self, records: Mapping[str, Record], regraded: Regraded) -> Iterator[Task]:
        standings = _standings(self.api, self.assignment)
        for student, record in records.items():
            try:
                graded = self._judgeable(record)
                standing = standings.get((student, graded.grade_id))
                self._begun[student] = self._compared(record, graded, standing)
            except GradingError as why:
                regraded.passed_over[student] = str(why)
                self.live.student(student, "passed over")
            else:
                yield graded.task(self.assignment, student, self.exercise.id, self.secret)

    def _judgeable(self, record: Record) -> Graded:
        """The student's graded notebook; `GradingError` where there is none that can be judged again."""
        if not (HERE / "submitted" / record.student / self.assignment).is_dir():
            raise GradingError("what was handed in is no longer there")
        graded = graded_notebook(record, self.exercise.id)
        if (worth := graded.cell.metadata.nbgrader.points) != self.exercise.points:
            was, now = number(worth), number(self.exercise.points)
            fact = f"it was graded when this was worth {was}, not {now}"
            raise GradingError(f"{fact}; 'course-lib build', then {self._cure}")
        return graded

    def _compared(self, record: Record, graded: Graded, standing: Standing | None) -> "_Begun":
        before = next((outcome for outcome in record.outcomes if outcome.exercise == self.exercise.id), None)
        if standing is None or before is None:
            raise GradingError(f"it has no grade for this exercise yet; {self._cure}")
        return _Begun(graded.place - graded.put_in_front, before, standing)

    @property
    def _cure(self) -> str:
        return f"'course-lib grade {self.assignment}' grades it again"


@dataclass(frozen=True)
class _Begun:
    """What another judgement is held against; `place` is the graded cell's in the notebook that is judged."""

    place: int
    before: Outcome
    standing: Standing

    def again(self, task: Task, worked: Worked) -> Again:
        (after,) = worked.outcomes
        outputs = worked.outputs[self.place]
        return Again(task.student, task.key, self.before, after, self.standing, worked.level, outputs)


def done_by(hands: Hands, tasks: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """The tasks as they are finished, each with its result; without a sandbox everything ends."""
    for task in tasks:
        while not hands.room:
            yield from _done(hands)
        hands.put(task)
    while hands.busy:
        yield from _done(hands)


def _done(hands: Hands) -> Iterator[tuple[Any, Any]]:
    for task, result in hands.done():
        if isinstance(result, GradingError):
            raise result
        yield task, result


def _sort_in(again: Again, regraded: Regraded) -> str:
    """Keep what changes, count what stays; in a few words, what became of the grade."""
    if again.changes_grade:
        regraded.grades.append(again)
        return f"{number(again.points_before)} -> {number(again.after.points)}"
    if again.changes_words:
        regraded.words.append(again)
    else:
        regraded.same += 1
    return f"stays {number(again.after.points)}"


def _standings(api, assignment: str) -> dict[tuple[str, str], Standing]:
    """What the gradebook says, by student and graded cell, in one question."""
    from nbgrader.api import Assignment, Grade, GradeCell, SubmittedAssignment, SubmittedNotebook

    with api.gradebook as gradebook:
        told = gradebook.db.query(SubmittedAssignment.student_id, GradeCell.name, Grade.auto_score, Grade.manual_score)
        joined = (
            told.select_from(Grade)
            .join(GradeCell, Grade.cell_id == GradeCell.id)
            .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        )
        rows = joined.filter(Assignment.name == assignment)
        return {(student, cell): Standing(points or 0.0, manual) for student, cell, points, manual in rows}
