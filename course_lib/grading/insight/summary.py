"""A class in numbers, made from its records."""

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from course_lib.grading.insight.unmatched import Unmatched, unmatched
from course_lib.grading.records import VERDICTS, Outcome, Record


@dataclass(frozen=True)
class ExerciseSummary:
    """What a class did with one exercise: outcomes by student."""

    exercise: str
    outcomes: Mapping[str, Outcome]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many by verdict, every verdict named."""
        met = Counter(outcome.verdict for outcome in self.outcomes.values())
        return {verdict: met[verdict] for verdict in VERDICTS}

    @property
    def students(self) -> int:
        return len(self.outcomes)

    @property
    def right(self) -> int:
        return self.counts["right"]

    @cached_property
    def misconceptions(self) -> list[tuple[str, int]]:
        """The known mistakes and by how many each was made, the most frequent first."""
        met = (outcome.misconception for outcome in self.outcomes.values())
        return Counter(filter(None, met)).most_common()

    @cached_property
    def unmatched(self) -> list[Unmatched]:
        """The wrong answers that have no name yet, alike ones together, the most frequent first."""
        return unmatched(self.outcomes)

    @cached_property
    def median_seconds(self) -> float:
        return statistics.median(outcome.seconds for outcome in self.outcomes.values())

    @cached_property
    def slowest_seconds(self) -> float:
        return max(outcome.seconds for outcome in self.outcomes.values())

    @property
    def hardness(self) -> tuple[float, float]:
        """By this the hardest come first: few right, then few points."""
        points = sum(outcome.points for outcome in self.outcomes.values())
        return self.right / self.students, points / self.students


@dataclass(frozen=True)
class ClassSummary:
    """An assignment's records and exercises, at least one of each, the hardest first; and who has no record."""

    assignment: str
    records: Mapping[str, Record]
    exercises: tuple[ExerciseSummary, ...]
    not_graded: tuple[str, ...]

    @cached_property
    def totals(self) -> list[float]:
        """Points for the exercises by submission, from the lowest."""
        return sorted(record.points for record in self.records.values())

    @cached_property
    def max_points(self) -> float:
        return max(record.max_points for record in self.records.values())

    @cached_property
    def seconds(self) -> list[float]:
        """What each submission took, from the quickest."""
        return sorted(record.seconds for record in self.records.values())

    @property
    def notes(self) -> dict[str, tuple[str, ...]]:
        return {student: record.notes for student, record in self.records.items() if record.notes}

    @property
    def levels(self) -> dict[str, str]:
        return {student: record.level for student, record in self.records.items()}

    @cached_property
    def misconceptions(self) -> list[tuple[str, str, int]]:
        """Exercise, known mistake and by how many it was made, the most frequent first."""
        met = [(each.exercise, phrase, count) for each in self.exercises for phrase, count in each.misconceptions]
        return sorted(met, key=lambda entry: -entry[2])


def summarise(assignment: str, records: Mapping[str, Record], not_graded: Iterable[str] = ()) -> ClassSummary:
    """The summary of records in which there is at least one exercise."""
    outcomes: dict[str, dict[str, Outcome]] = {}
    for student, record in records.items():
        for outcome in record.outcomes:
            outcomes.setdefault(outcome.exercise, {})[student] = outcome
    exercises = (ExerciseSummary(exercise, by_student) for exercise, by_student in outcomes.items())
    hardest_first = sorted(exercises, key=lambda summary: summary.hardness)
    return ClassSummary(assignment, records, tuple(hardest_first), tuple(not_graded))
