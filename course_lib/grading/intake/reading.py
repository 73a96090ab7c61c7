"""Which file is the notebook, and what its cells are in the release."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from course_lib.grading.intake.arrange import arrange
from course_lib.grading.intake.folder import Entry
from course_lib.grading.intake.limits import Limits
from course_lib.grading.intake.master import Master
from course_lib.grading.intake.notes import Notes, quoted
from course_lib.grading.intake.opening import read_regular
from course_lib.grading.intake.piece import Piece
from course_lib.grading.intake.recognise import recognise_identical, recognise_likely, recognise_marked
from course_lib.grading.intake.saved import Cell, saved_versions
from course_lib.grading.intake.take_apart import save_additions, take_apart
from course_lib.grading.intake.twins import settle_twins

_ENDINGS = (".ipynb", ".json", ".txt")


@dataclass(frozen=True)
class Reading:
    """A file read as this assignment's notebook."""

    name: str
    pieces: list[Piece]
    master: Master
    notes: Notes

    @cached_property
    def answers(self) -> int:
        """How many answers it holds."""
        return sum(piece.touched for piece in self.pieces if piece.place and piece.place.role in ("answer", "written"))

    @cached_property
    def known(self) -> int:
        """How many of its cells belong to this assignment; every notebook of the course has a setup cell."""
        return sum(piece.place is not None and piece.place.role != "setup" for piece in self.pieces)

    def whole(self) -> tuple[list[Piece], Notes]:
        """The pieces in order, those that are missing put back, and all that there is to say about it."""
        notes = Notes()
        notes.add(self.notes)
        return arrange(self.pieces, self.master, notes), notes


def choose(
    folder: Path, name: str, entries: Iterable[Entry], master: Master, limits: Limits, notes: Notes
) -> Reading | None:
    """The notebook of that name; where it is missing or holds no answer, the file that holds the most of them."""
    names = [entry.name for entry in entries]
    right = f"{name}.ipynb"
    named = read(folder, right, master, limits, notes) if right in names else None
    if named and named.answers:
        return named
    others = [read(folder, other, master, limits, notes) for other in _candidates(names, name, limits)]
    best = max((other for other in others if other), key=lambda other: (other.answers, other.known), default=None)
    if best is None or not best.known or (named and not best.answers):
        if named is None:
            notes.tell(f"No notebook of this assignment was found{_instead(names)}; everything counts as not answered.")
        return named
    reason = f"There is no answer in '{right}'" if named else f"There is no file '{right}'"
    notes.tell(f"{reason}; {quoted(best.name)} was graded in its place.")
    return best


def read(folder: Path, file: str, master: Master, limits: Limits, notes: Notes) -> Reading | None:
    """The file as a notebook of the assignment; None, and a note, where it can't be opened."""
    try:
        data = read_regular(folder, file, limits.notebook_bytes + 1)
    except OSError as error:
        notes.about(quoted(file), f"could not be opened ({error.strerror or error}).")
        return None
    versions = saved_versions(data, limits, master.by_grade_id.__contains__)
    readings = [_recognised(file, version.cells, master, version.notes) for version in versions]
    return max(readings, key=lambda reading: (reading.answers, reading.known))


def _recognised(file: str, cells: tuple[Cell, ...], master: Master, notes: Notes) -> Reading:
    pieces = recognise_identical(recognise_marked(cells, master, notes), master, notes)
    pieces = save_additions(settle_twins(pieces, notes), master, notes)
    pieces = settle_twins(pieces, notes)  # what was written into a rubric, and the answer below it
    pieces = take_apart(recognise_likely(pieces, master, notes), master, notes)
    return Reading(file, pieces, master, notes)


def _candidates(names: Iterable[str], name: str, limits: Limits) -> list[str]:
    """Files that can be a notebook, at most one folder deep, the likeliest first."""
    near = (other for other in names if other.count("/") < 2 and other != f"{name}.ipynb")
    likely = [other for other in near if other.casefold().endswith(_ENDINGS)]

    def unlikeliness(other: str) -> tuple:
        folded = other.casefold()
        return ".ipynb" not in folded, name.casefold() not in folded, other.count("/"), other

    return sorted(likely, key=unlikeliness)[: limits.candidates]


def _instead(names: list[str]) -> str:
    return f" among what was handed in ({', '.join(map(quoted, names[:5]))})" if names else ", nothing was handed in"
