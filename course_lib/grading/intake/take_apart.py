"""Cells that were merged, and what was written into locked ones: taken apart, so that no answer is lost with them."""

from dataclasses import replace

from course_lib.grading.intake.master import Master, Place
from course_lib.grading.intake.notes import Notes
from course_lib.grading.intake.piece import Piece, unclaimed
from course_lib.grading.intake.python_text import binds, blocks, checked, essence, parsed


def save_additions(pieces: list[Piece], master: Master, notes: Notes) -> list[Piece]:
    """What was written into locked cells as cells of its own, before the release's text takes its place."""
    saved = []
    for piece in pieces:
        changed = piece.place is not None and piece.place.locked and piece.touched
        added = _addition(piece, master) if changed else None
        if changed:
            kept = "the release's text stands there again" + ("; what was added is kept beside it." if added else ".")
            notes.about(piece.place.name, f"the text of a locked cell had been changed; {kept}")
        # In front of a check, since an answer can have been written there; behind the imports, which it may need.
        behind = changed and piece.place.role != "check"
        saved += [piece, *([added] if added else [])] if behind else [*([added] if added else []), piece]
    return saved


def take_apart(pieces: list[Piece], master: Master, notes: Notes) -> list[Piece]:
    """The cells of answers, without what belongs to another place that nothing has taken; that takes its place."""
    missing = [place for place in unclaimed(master.graded, pieces) if place.defines or place.checks]
    apart = []
    for piece in pieces:
        is_answer = piece.place is not None and piece.place.role == "answer"
        merged = is_answer and any(_mentions(piece, place) for place in missing)
        parts = _parts(piece, missing, notes) if merged else [piece]
        missing = [place for place in missing if all(place is not part.place for part in parts)]
        apart += parts
    return apart


def _addition(piece: Piece, master: Master) -> Piece | None:
    """What the release does not have there: code where it parses, prose where the release's text is there as well."""
    if piece.place.role == "rubric":
        return _added_answer(piece, master)
    known = {essence(block) for block in blocks(piece.place.cell.source)}
    new = (block for block in blocks(piece.cell.source) if essence(block) not in known)
    text = "\n".join(block for block in new if not _belongs(block, piece.place)).strip("\n")
    tree = parsed(text)
    code = tree is not None and tree.body and piece.cell.kind == "code"
    return Piece(replace(piece.cell, source=text, id="", marks={})) if code else None


def _added_answer(piece: Piece, master: Master) -> Piece | None:
    """What was written below a rubric, in the rubric's cell, is the answer."""
    below = next((place for place in master.graded if place.position > piece.place.position), None)
    known = {line.strip() for line in piece.place.cell.source.split("\n")}
    text = "\n".join(line for line in piece.cell.source.split("\n") if line.strip() not in known).strip()
    is_answer = text and below is not None and below.role == "written" and piece.place.essence in piece.essence
    return Piece(replace(piece.cell, source=text, id=""), below) if is_answer else None


def _mentions(piece: Piece, place: Place) -> bool:
    source = piece.cell.source
    return binds(source, place.defines) or (bool(place.checks) and place.checks in source)


def _parts(piece: Piece, missing: list[Place], notes: Notes) -> list[Piece]:
    kept, parts = [], {}
    for block in blocks(piece.cell.source):
        place = next((place for place in missing if _belongs(block, place)), None)
        if place is None:
            kept.append(block)
        else:
            parts.setdefault(place, []).append(block)
    if not parts:
        return [piece]
    for place in parts:
        notes.about(place.name, f"had been merged into {piece.place.name}; the cells were taken apart.")
    rest = replace(piece, cell=replace(piece.cell, source="\n".join(kept).strip("\n")))
    texts = {place: "\n".join(found).strip("\n") for place, found in parts.items()}
    return [rest, *(Piece(replace(piece.cell, source=text, id=""), place) for place, text in texts.items())]


def _belongs(block: str, place: Place) -> bool:
    return binds(block, place.defines) or (bool(place.checks) and checked(block) == place.checks)
