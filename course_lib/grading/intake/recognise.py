"""Which cell of a submission is which cell of the release."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import takewhile

from course_lib.grading.intake.master import Master, Place
from course_lib.grading.intake.notes import Notes, quoted
from course_lib.grading.intake.piece import Piece, unclaimed
from course_lib.grading.intake.python_text import binds, checked
from course_lib.grading.intake.saved import Cell

_RIGHTS = ("grade", "solution", "locked", "task", "points")


def recognise_marked(cells: Iterable[Cell], master: Master, notes: Notes) -> list[Piece]:
    """Each cell with the place that its nbgrader metadata claims; the claim to anything else is void."""
    return [Piece(cell, _claimed(cell, master, notes)) for cell in cells]


def recognise_identical(pieces: list[Piece], master: Master, notes: Notes) -> list[Piece]:
    """The cells that are sure without their marks: by cell id, by a text of the release, by a check's call."""
    found = pieces
    for find in (_by_id, _by_text, _by_check):
        found = find(found, master)
    return _told(pieces, found, notes)


def recognise_likely(pieces: list[Piece], master: Master, notes: Notes) -> list[Piece]:
    """The answers among the rest: by the name that they define, or by where they stand."""
    found = pieces
    for find in (_by_name, _by_order, _by_rubric):
        found = find(found, master)
    return _told(pieces, found, notes)


def _claimed(cell: Cell, master: Master, notes: Notes) -> Place | None:
    if not cell.grade_id:
        return None
    place = master.by_grade_id.get(cell.grade_id)
    if place is None:
        notes.about(quoted(cell.grade_id), "the release has no such graded cell; it counts as the student's own.")
    elif any(cell.marks[key] != place.cell.metadata.nbgrader.get(key, False) for key in _RIGHTS if key in cell.marks):
        notes.about(place.name, "the marks for grading had been changed; those of the release count.")
    return place


def _by_id(pieces: list[Piece], master: Master) -> list[Piece]:
    named = [place for place in master.places if place.cell.get("id")]
    return _assigned(pieces, named, lambda piece, free: free.get(piece.cell.id), key=lambda place: place.cell.id)


def _by_text(pieces: list[Piece], master: Master) -> list[Piece]:
    """Not for a text that is there several times, as of rubrics; what stands above tells which is which."""
    often = Counter(place.essence for place in master.places)
    unique = [place for place in master.places if often[place.essence] == 1]
    return _assigned(pieces, unique, lambda piece, free: free.get(piece.essence), key=lambda place: place.essence)


def _by_check(pieces: list[Piece], master: Master) -> list[Piece]:
    checks = [place for place in master.places if place.checks]
    return _assigned(
        pieces, checks, lambda piece, free: free.get(checked(piece.cell.source)), key=lambda place: place.checks
    )


def _assigned(pieces: list[Piece], places: list[Place], find: Callable, key: Callable) -> list[Piece]:
    """The pieces without a place given those that `find` names, each place once."""
    free = {key(place): place for place in unclaimed(places, pieces)}
    assigned = []
    for piece in pieces:
        place = find(piece, free) if piece.place is None and piece.essence and free else None
        if place is not None:
            del free[key(place)]
        assigned.append(piece if place is None else replace(piece, place=place))
    return assigned


def _by_name(pieces: list[Piece], master: Master) -> list[Piece]:
    found = list(pieces)
    for place in [place for place in unclaimed(master.places, pieces) if place.defines]:
        free = (index for index, piece in enumerate(found) if _may_answer(piece))
        candidates = [index for index in free if binds(found[index].cell.source, place.defines)]
        if candidates:
            index = _last_before_its_check(candidates, found, place)
            found[index] = replace(found[index], place=place)
    return found


def _may_answer(piece: Piece) -> bool:
    """A given cell may, where its text has changed: an answer can have been merged into it."""
    return piece.place is None or (piece.place.role == "given" and piece.touched)


def _last_before_its_check(candidates: list[int], pieces: list[Piece], place: Place) -> int:
    """The definition that holds when the check runs: of several, the last one above it. Code goes before prose."""
    candidates = [index for index in candidates if pieces[index].cell.kind == "code"] or candidates
    positions = [piece.place.position if piece.place else None for piece in pieces]
    check = positions.index(place.position + 1) if place.position + 1 in positions else len(pieces)
    return max([index for index in candidates if index < check] or candidates[:1])


def _by_order(pieces: list[Piece], master: Master) -> list[Piece]:
    """A text that is there several times by what stands above it."""
    free = list(unclaimed(master.graded, pieces))
    found, last = [], -1
    for piece in pieces:
        if piece.place is None and piece.essence:
            alike = (place for place in free if place.position > last and place.essence == piece.essence)
            if place := next(alike, None):
                free.remove(place)
                piece = replace(piece, place=place)
        last = piece.place.position if piece.place else last
        found.append(piece)
    return found


def _by_rubric(pieces: list[Piece], master: Master) -> list[Piece]:
    """A written answer: the prose below its rubric, or whatever stands there."""
    found = list(pieces)
    for place in [place for place in unclaimed(master.graded, pieces) if place.role == "written"]:
        positions = [piece.place.position if piece.place else None for piece in found]
        begin = positions.index(place.position - 1) + 1 if place.position - 1 in positions else len(found)
        below = takewhile(lambda index: found[index].place is None, range(begin, len(found)))
        candidates = [index for index in below if found[index].essence]
        prose = [index for index in candidates if found[index].cell.kind != "code"]
        for index in (prose or candidates)[:1]:
            found[index] = replace(found[index], place=place)
    return found


def _told(before: list[Piece], after: list[Piece], notes: Notes) -> list[Piece]:
    for old, new in zip(before, after, strict=True):
        if new.graded and old.place is not new.place:
            fact = "the marks for grading were missing; the cell was recognised by its text or its place."
            notes.about(new.place.name, fact)
    return after
