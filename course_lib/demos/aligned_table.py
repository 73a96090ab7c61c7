"""Two shapes and the shape of their result, axis under axis."""

from __future__ import annotations

from course_lib.demos.alignment import Axis
from course_lib.demos.picture import Picture

_TABLE = 170, 66, 600, 84  # left, top, width of all, height of a cell
Box = tuple[float, float, float, float]  # left, top, width, height


def draw_table(picture: Picture, axes: list[Axis]) -> None:
    """Both shapes and the result, axis under axis; the last axes stand in line."""
    left, top, room, height = _TABLE
    width = min(170, room / max(1, len(axes)))
    for row, name in enumerate(("a", "b", "a + b")):
        picture.text(40, top + (height + 14) * row + 56, name, 36, bold=True, mono=True)
        if not axes:
            picture.text(left, top + (height + 14) * row + 56, "[]", 36, mono=True)
    for column, axis in enumerate(axes):
        x = left + width * column
        picture.text(x + width / 2, 44, f"axis −{-axis.place}", 26, "soft", "middle")
        for row, size in enumerate((axis.a, axis.b)):
            _draw_size(picture, (x + 4, top + (height + 14) * row, width - 8, height), size, axis.size)
        box = (x + 4, top + (height + 14) * 2, width - 8, height)
        _draw_word(picture, box, str(axis.size or "✗"), "blue" if axis.size else "red", "ink" if axis.size else "red")


def fitting(words: str, width: float, most: float) -> float:
    """The size of letters that all have the same width."""
    return max(24, min(most, width / (0.61 * max(1, len(words)))))


def _draw_size(picture: Picture, box: Box, size: int | None, becomes: int | None) -> None:
    """A size of a shape; one that is stretched is dashed, one that is not there counts as 1."""
    told = "(1)" if size is None else str(size)
    if becomes is None:
        _draw_word(picture, box, told, "red", "red")
    elif size == becomes:
        _draw_word(picture, box, told, "soft", "ink")
    else:
        _draw_word(picture, box, told if becomes == 1 else f"{told}→{becomes}", "orange", "orange", dashed=True)


def _draw_word(picture: Picture, box: Box, word: str, edge: str, color: str, dashed: bool = False) -> None:
    x, y, width, height = box
    picture.box(*box, "ground" if dashed else "panel", edge, 4, dashed=dashed)
    picture.text(x + width / 2, y + height / 2 + 13, word, fitting(word, width - 8, 40), color, "middle", bold=not dashed, mono=True)
