"""Several cells that claim the same place of the release: halves of one, or copies of one."""

from collections import Counter
from dataclasses import replace

from course_lib.grading.intake.notes import Notes
from course_lib.grading.intake.piece import Piece
from course_lib.grading.intake.python_text import binds, parsed


def settle_twins(pieces: list[Piece], notes: Notes) -> list[Piece]:
    """The pieces with each place taken once at most."""
    claims = Counter(piece.place.position for piece in pieces if piece.place)
    for position in (position for position, count in claims.items() if count > 1):
        pieces = _settled(pieces, position, notes)
    return pieces


def _settled(pieces: list[Piece], position: int, notes: Notes) -> list[Piece]:
    twins = [index for index, piece in enumerate(pieces) if piece.place and piece.place.position == position]
    place = pieces[twins[0]].place
    different = {pieces[index].essence: index for index in reversed(twins) if pieces[index].touched}
    touched = sorted(different.values())
    if len(touched) > 1 and _neighbours(pieces, touched) and _are_halves(pieces, touched):
        notes.about(place.name, "the cell was in parts; they were joined again.")
        return _without(_joined(pieces, touched), set(twins) - {touched[0]})
    kept = _kept(pieces, twins, touched)
    own = set(touched) - {kept}
    notes.about(place.name, "the cell was there more than once; one was taken" + _fate(own))
    freed = [replace(piece, place=None) if index in own else piece for index, piece in enumerate(pieces)]
    return _without(freed, set(twins) - {kept} - own)  # untouched stubs and repetitions, which nobody would miss


def _kept(pieces: list[Piece], twins: list[int], touched: list[int]) -> int:
    """Of an answer the one that answers; of a locked cell the untouched one: people copy cells to overwrite them."""
    place = pieces[twins[0]].place
    answers = [index for index in touched if place.role == "written" or binds(pieces[index].cell.source, place.defines)]
    untouched = [index for index in twins if not pieces[index].touched]
    return _original(pieces, answers or untouched or touched)


def _fate(own: set[int]) -> str:
    return ", those of another text stay as the student's own." if own else "."


def _without(pieces: list[Piece], gone: set[int]) -> list[Piece]:
    return [piece for index, piece in enumerate(pieces) if index not in gone]


def _neighbours(pieces: list[Piece], indices: list[int]) -> bool:
    place = pieces[indices[0]].place
    between = pieces[indices[0] : indices[-1]]
    return all(piece.place is place or (piece.place is None and not piece.essence) for piece in between)


def _are_halves(pieces: list[Piece], indices: list[int]) -> bool:
    """JupyterLab copies the marks to both halves of a split cell, and to a copy pasted below; a copy stands by itself.

    Two texts that both run may be joined in either case: together they do what they did one after the other.
    """
    first, place = pieces[indices[0]].cell.source, pieces[indices[0]].place
    return place.role != "answer" or parsed(first) is None or parsed(_text(pieces, indices)) is not None


def _joined(pieces: list[Piece], indices: list[int]) -> list[Piece]:
    cell = replace(pieces[indices[0]].cell, source=_text(pieces, indices))
    return [Piece(cell, piece.place) if index == indices[0] else piece for index, piece in enumerate(pieces)]


def _text(pieces: list[Piece], indices: list[int]) -> str:
    return "\n".join(pieces[index].cell.source for index in indices)


def _original(pieces: list[Piece], indices: list[int]) -> int:
    """The one with the release's own cell id, since a paste gives the copy a new one; else the first."""
    by_id = (index for index in indices if pieces[index].cell.id == pieces[index].place.cell.get("id"))
    return next(by_id, indices[0])
