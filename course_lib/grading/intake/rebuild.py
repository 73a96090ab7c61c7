"""The notebook that is graded, made anew of plain parts: valid by the way it is built."""

import copy
import re
from collections.abc import Iterable, Iterator

from nbformat import NotebookNode, from_dict

from course_lib.grading.intake.master import Master, Place
from course_lib.grading.intake.notes import Notes
from course_lib.grading.intake.piece import Piece

_VALID_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def rebuild(pieces: Iterable[Piece], master: Master, notes: Notes) -> NotebookNode:
    """A notebook of format 4.5 with these cells, without outputs; all metadata are the release's."""
    pieces = list(pieces)
    ids = _ids(pieces)
    notebook = {
        "metadata": copy.deepcopy(dict(master.notebook.metadata)),
        "nbformat": 4,
        "nbformat_minor": max(5, master.notebook.nbformat_minor),
        "cells": [_cell(piece, next(ids), notes) for piece in pieces],
    }
    return from_dict(notebook)


def _cell(piece: Piece, cell_id: str, notes: Notes) -> dict:
    place, cell = piece.place, piece.cell
    kind, source, metadata = cell.kind, cell.source, {}
    if place is not None:
        metadata = copy.deepcopy(dict(place.cell.metadata))
        kind = _kind(place, kind, notes)
        source = place.cell.source if place.locked else source
    made = {"cell_type": kind, "id": cell_id, "metadata": metadata, "source": source}
    if kind == "code":
        return {**made, "execution_count": None, "outputs": []}
    return {**made, "attachments": dict(cell.attachments)} if kind == "markdown" and cell.attachments else made


def _kind(place: Place, kind: str, notes: Notes) -> str:
    right = place.cell.cell_type
    if place.graded and kind != right:
        notes.about(place.name, f"had become a cell of another type; it is a {right} cell again.")
    return right if place.graded else kind


def _ids(pieces: list[Piece]) -> Iterator[str]:
    """An id for each piece: the release's for a known cell, else the student's if it may be, else a free one."""
    reserved = {piece.place.cell.get("id") for piece in pieces if piece.place}
    taken: set[str] = set()
    for number, piece in enumerate(pieces, start=1):
        wanted = piece.place.cell.get("id") if piece.place else piece.cell.id
        forbidden = taken if piece.place else taken | reserved
        if not wanted or not _VALID_ID.fullmatch(wanted) or wanted in forbidden:
            # Counted, not drawn: two gradings of one submission make the same notebook.
            wanted = next(name for name in _numbered(number) if name not in taken | reserved)
        taken.add(wanted)
        yield wanted


def _numbered(number: int) -> Iterator[str]:
    yield f"own-{number}"
    yield from (f"own-{number}-{further}" for further in range(1, 10_000))
