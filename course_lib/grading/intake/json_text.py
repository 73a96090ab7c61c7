"""JSON as students hand it in: cut off, in a merge conflict, in another encoding, or a trap."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from course_lib.grading.intake.limits import Limits

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_STRING = re.compile(r'"[^"]*"?')  # once the escapes are gone
_CELL_START = re.compile(r'\{\s*"(?:attachments|cell_type|execution_count|id|metadata|outputs|source)"\s*:')
_CONFLICT_LINE = re.compile(r"^(<{7}|\|{7}|={7}|>{7})", re.MULTILINE)
_SURE_TO_FIT = 2**20  # JSON takes at most some 25 times its size in memory
_MOST_VALUES = 2_000_000
_MOST_OBJECTS = 500_000
_WINDOW = 2 * 2**20  # in a damaged file, the largest cell with its outputs
_MOST_FAILURES = 100  # each may read a whole window

Found = tuple[dict, list[str]]


def documents(data: bytes, limits: Limits) -> list[Found]:
    """The ways to read the bytes as a JSON object with cells, each with what was amiss, in sentences; never none."""
    text, sentences = _decoded(data[: limits.notebook_bytes])
    if len(data) > limits.notebook_bytes:
        size = f"{limits.notebook_bytes / 2**20:.0f} MB"
        sentences.append(f"The notebook has more than {size}; only so much of it was read.")
    if (document := _parsed(text)) is not None:
        return [(document, sentences)]
    if {"<<<<<<<", "=======", ">>>>>>>"} <= {line[1] for line in _CONFLICT_LINE.finditer(text)}:
        return [_side(text, side, sentences, limits) for side in ("ours", "theirs")]
    return [_salvaged(text, sentences, limits)]


def _decoded(data: bytes) -> tuple[str, list[str]]:
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if encoding is None and b"\0" in data[:2]:  # the first letter is a bracket: one of its two bytes is zero
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    sentences = [f"The notebook was saved as {encoding} in place of UTF-8."] if encoding else []
    try:
        return data.decode(encoding or "utf-8"), sentences
    except UnicodeDecodeError:
        sentences.append("Some bytes of the notebook are no text; they were replaced.")
        return data.decode(encoding or "utf-8", "replace"), sentences


def _parsed(text: str) -> dict | None:
    """The notebook, or None where it can't be parsed, has no list of cells, or would fill the memory."""
    if not _fits(text):
        return None
    try:
        document = json.loads(text, parse_int=_whole, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict):
        return None
    return document if any(isinstance(document.get(key), list) for key in ("cells", "worksheets")) else None


def _fits(text: str) -> bool:
    if len(text) < _SURE_TO_FIT:
        return True
    structure = _STRING.sub("", text.replace("\\\\", "").replace('\\"', ""))
    objects = structure.count("[") + structure.count("{")
    return objects <= _MOST_OBJECTS and structure.count(",") <= _MOST_VALUES


def _whole(digits: str) -> int:
    return int(digits) if len(digits) < 20 else 0  # no number of a notebook is longer; a million digits take minutes


def _side(text: str, side: str, sentences: list[str], limits: Limits) -> Found:
    told = [*sentences, f"The notebook holds an unfinished merge; in each conflict '{side}' was taken."]
    chosen = "".join(_lines_of(text, side))
    document = _parsed(chosen)
    return (document, told) if document is not None else _salvaged(chosen, told, limits)


def _lines_of(text: str, side: str) -> Iterator[str]:
    inside = "both"
    for line in text.splitlines(keepends=True):
        if mark := _CONFLICT_LINE.match(line):
            inside = {"<": "ours", "|": "base", "=": "theirs", ">": "both"}[mark[1][0]]
        elif inside in ("both", side):
            yield line


def _salvaged(text: str, sentences: list[str], limits: Limits) -> Found:
    """The cells that are whole, from a text that as a whole is no notebook."""
    cells = []
    for cell in _whole_cells(text):
        cells.append(cell)
        if len(cells) > limits.cells:
            break
    told = f"The file is damaged; {len(cells)} whole cells were found in it." if text.strip() else "The file is empty."
    return {"cells": cells}, [*sentences, told]


def _whole_cells(text: str) -> Iterator[dict[str, Any]]:
    position, failures = 0, 0
    while failures < _MOST_FAILURES and (start := _CELL_START.search(text, position)):
        # A window, since nothing else bounds what one cell takes in memory.
        window = text[position : position + _WINDOW]
        found, end = _cells_in(window, start.start() - position)
        yield from found
        failures += not end
        position = position + end if end else start.end()


def _cells_in(window: str, begin: int) -> tuple[list[dict[str, Any]], int]:
    """The whole cells up to the first damage or the window's end, and where the last one ends; 0 for none."""
    decoder = json.JSONDecoder(parse_int=_whole, parse_constant=lambda _: None)
    cells, end = [], 0
    while start := _CELL_START.search(window, max(begin, end)):
        try:
            cell, after = decoder.raw_decode(window, start.start())
        except (ValueError, RecursionError):
            break
        end = start.end() if "cells" in cell else after  # a whole notebook with something behind it
        if isinstance(cell.get("cell_type"), str):
            cells.append({key: value for key, value in cell.items() if key != "outputs"})
    return cells, end
