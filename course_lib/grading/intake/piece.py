"""A cell of the student together with what it is in the release."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from course_lib.grading.intake.master import Place
from course_lib.grading.intake.python_text import essence
from course_lib.grading.intake.saved import Cell


@dataclass(frozen=True)
class Piece:
    """A cell of the student, and the place of the release that it takes; None for one of the student's own."""

    cell: Cell
    place: Place | None = None

    @property
    def graded(self) -> bool:
        """Whether it takes the place of a cell that nbgrader knows."""
        return self.place is not None and self.place.graded

    @cached_property
    def essence(self) -> str:
        """The student's text without its white space."""
        return essence(self.cell.source)

    @property
    def touched(self) -> bool:
        """Whether the student wrote anything here."""
        return bool(self.essence) and (self.place is None or self.essence != self.place.essence)


def unclaimed(places: list[Place], pieces: list[Piece]) -> Iterator[Place]:
    """The places that no piece has taken."""
    taken = {piece.place.position for piece in pieces if piece.place}
    return (place for place in places if place.position not in taken)
