"""The cells of a notebook as it was saved: from any bytes at all to a list of plain, bounded records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from course_lib.grading.intake.json_text import documents
from course_lib.grading.intake.limits import Limits
from course_lib.grading.intake.notes import Notes

_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")  # no SVG: it can hold scripts


@dataclass(frozen=True)
class Cell:
    """What of a saved cell can matter: outputs are made anew, and of the metadata nbgrader's alone count."""

    kind: str  # code, markdown or raw
    source: str
    id: str = ""
    marks: Mapping[str, Any] = field(default_factory=dict)  # nbgrader's
    attachments: Mapping[str, Any] = field(default_factory=dict)

    @property
    def grade_id(self) -> str:
        """The grade id that the cell claims, or an empty string."""
        claimed = self.marks.get("grade_id")
        return claimed if isinstance(claimed, str) else ""


@dataclass(frozen=True)
class Version:
    """One way to read a file, and what there is to say about it; a file in a merge conflict has two."""

    cells: tuple[Cell, ...]
    notes: Notes


def saved_versions(data: bytes, limits: Limits, is_known: Callable[[str], bool]) -> list[Version]:
    """The ways to read these bytes as a notebook, the likeliest first; cells of a known grade id have precedence."""
    versions = []
    for document, sentences in documents(data, limits):
        notes = Notes()
        for sentence in sentences:
            notes.tell(sentence)
        _tell_format(document, notes)
        versions.append(Version(tuple(_cells(document, limits, notes, is_known)), notes))
    return versions


def _tell_format(document: dict, notes: Notes) -> None:
    major, minor = document.get("nbformat"), document.get("nbformat_minor")
    if (major, minor) != (4, 5) and "nbformat" in document:
        known = f"format {major}.{minor}" if isinstance(major, int) and isinstance(minor, int) else "an unknown format"
        notes.tell(f"The notebook was saved in {known}; it was read as format 4.5.")


def _cells(document: dict, limits: Limits, notes: Notes, is_known: Callable[[str], bool]) -> list[Cell]:
    cells: list[Cell] = []
    for number, raw in enumerate(_raw_cells(document), start=1):
        cell = _cell(raw, f"cell {number}", limits, notes) if isinstance(raw, dict) else None
        if cell is None:
            notes.about(f"cell {number}", "was no cell and has been left out.")
        elif len(cells) < limits.cells or (is_known(cell.grade_id) and len(cells) < 2 * limits.cells):
            cells.append(cell)
        else:
            notes.tell(f"The notebook has more than {limits.cells} cells; of those beyond, only marked ones were read.")
    return cells


def _raw_cells(document: dict) -> list:
    """The cells of format 4, or those of the worksheets that formats 2 and 3 have.

    Read here, since `nbformat.convert` stumbles over one cell that lacks a key; little that matters differs.
    """
    if isinstance(cells := document.get("cells"), list):
        return cells
    sheets = document.get("worksheets")
    sheets = [sheet for sheet in sheets if isinstance(sheet, dict)] if isinstance(sheets, list) else []
    return [cell for sheet in sheets if isinstance(sheet.get("cells"), list) for cell in sheet["cells"]]


def _cell(raw: dict, label: str, limits: Limits, notes: Notes) -> Cell | None:
    kind = raw.get("cell_type")
    source = _text(raw.get("source", raw.get("input", "")))
    if not isinstance(kind, str) or source is None:
        return None
    if kind == "heading":  # format 3
        level = raw.get("level")
        kind, source = "markdown", f"{'#' * (level if isinstance(level, int) and 0 < level < 7 else 1)} {source}"
    if len(source) > limits.source_characters:
        notes.about(label, f"was cut, a cell may have {limits.source_characters:,} characters.")
        source = source[: limits.source_characters]
    metadata = raw.get("metadata") if isinstance(raw.get("metadata"), dict) else {}
    marks = metadata.get("nbgrader") if isinstance(metadata.get("nbgrader"), dict) else {}
    cell_id = raw.get("id") or metadata.get("id")  # Colab saves it in the metadata
    attachments = _attachments(raw.get("attachments"), label, limits, notes) if kind == "markdown" else {}
    kind = kind if kind in ("code", "markdown") else "raw"
    return Cell(kind, source, cell_id if isinstance(cell_id, str) else "", marks, attachments)


def _text(source: Any) -> str | None:
    """A source saved as a string or as a list of lines, without what no file could hold."""
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return None
    # NUL stops Python's compiler and PostgreSQL; a lone surrogate can't be saved.
    return source.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode("utf-8")


def _attachments(raw: Any, label: str, limits: Limits, notes: Notes) -> dict[str, dict[str, str]]:
    kept: dict[str, dict[str, str]] = {}
    left = limits.attachment_characters
    for name, data in raw.items() if isinstance(raw, dict) else ():
        data = data if isinstance(data, dict) else {}
        pictures = {kind: data[kind] for kind in _PICTURES if isinstance(data.get(kind), str)}
        size = len(name) + sum(map(len, pictures.values()))
        if not pictures or size > left or not f"{name}{''.join(pictures.values())}".isprintable():
            notes.about(label, "an attached picture was left out: it is too large, or none that can be shown.")
            continue
        kept[name] = pictures
        left -= size
    return kept
