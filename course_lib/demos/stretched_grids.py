"""Two tensors, stretched to the shape of their sum, and the sum: three grids of numbers with one number traced."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator

from torch import Tensor

from course_lib.demos.alignment import Operand, Shape, index_at
from course_lib.demos.picture import Picture
from course_lib.demos.cut_out import threes_and_sevens
from course_lib.mnist.similarity import archetype

_LEFTS, _TOP, _WIDTH, _HEIGHT = (40, 570, 1100), 500, 460, 370  # of the three grids
_GAP = 16  # between the blocks of a tensor of rank 3
_MOST_ROWS, _MOST_COLUMNS = 9, 7


def can_draw(shape: Shape) -> bool:
    rows, columns = math.prod(shape[:-1]), math.prod(shape[-1:])
    return rows <= _MOST_ROWS and columns <= _MOST_COLUMNS


def draw_grids(picture: Picture, operands: tuple[Operand, Operand], result: Shape, traced: Shape, is_trap: bool) -> None:
    a, b = operands
    for x, sign in ((_LEFTS[1] - 40, "+"), (_LEFTS[2] - 40, "=")):
        picture.text(x, _TOP + 60, sign, 44, "ink", "middle", bold=True)
    for left, operand in zip(_LEFTS, operands):
        picture.text(left, _TOP - 22, _caption(operand, result), 28)
        for index, box in _cells(result, left):
            used = operand.source(index) == operand.source(traced)
            _draw_cell(picture, box, operand.value(index), operand.is_copy(index), index == traced, used)
    picture.text(_LEFTS[2], _TOP - 22, "a + b", 28)
    for index, box in _cells(result, _LEFTS[2]):
        _draw_cell(picture, box, a.value(index) + b.value(index), False, index == traced, False, is_trap and index[0] == index[1])


def draw_apart(picture: Picture, operands: tuple[Operand, Operand]) -> None:
    """Two tensors that don't fit, as they are."""
    for left, operand in zip(_LEFTS, operands):
        picture.text(left, _TOP - 22, operand.name, 28)
        if not can_draw(operand.shape):
            picture.text(left, _TOP + 40, "too many numbers to draw", 28, "soft")
            continue
        for index, box in _cells(operand.shape, left):
            _draw_cell(picture, box, operand.value(index), False, False, False)
    for x, sign, color in ((_LEFTS[1] - 40, "+", "ink"), (_LEFTS[2] - 40, "=", "ink"), (_LEFTS[2] + 60, "✗", "red")):
        picture.text(x, _TOP + 60, sign, 44, color, "middle", bold=True)


def draw_digits(picture: Picture) -> None:
    """The same with images: some 3s, the one mean that is read for each, and the differences."""
    threes, mean = _threes()
    for left, name in zip(_LEFTS, ("a: the 3s", "b: their one mean", "a − b")):
        picture.text(left, _TOP - 22, name, 28)
    for x, sign in ((_LEFTS[1] - 40, "−"), (_LEFTS[2] - 40, "=")):
        picture.text(x, _TOP + 200, sign, 44, "ink", "middle", bold=True)
    for place, three in enumerate(threes):
        x, y = 150 * (place % 3), _TOP + 150 * (place // 3)
        picture.pixels(three, _LEFTS[0] + x, y, 138, 138)
        picture.pixels(mean, _LEFTS[1] + x, y, 138, 138, edge="none")
        picture.box(_LEFTS[1] + x, y, 138, 138, "none", "orange" if place else "blue", 5, 0, dashed=place > 0)
        picture.pixels(three - mean, _LEFTS[2] + x, y, 138, 138, signed=True)


def cell_under(result: Shape, x: float, y: float) -> int | None:
    """Which number of the result, in any of the grids, counted row after row from 0."""
    if not can_draw(result):
        return None
    for left in _LEFTS:
        for place, (_, (cell_x, cell_y, width, height)) in enumerate(_cells(result, left)):
            if 0 <= x - cell_x < width and 0 <= y - cell_y < height:
                return place
    return None


@functools.cache
def _threes() -> tuple[Tensor, Tensor]:
    threes = threes_and_sevens().valid_threes  # (1010, 28, 28)
    return threes[:6], archetype(threes)


def _cells(shape: Shape, left: float) -> Iterator[tuple[Shape, tuple[float, float, float, float]]]:
    """Each index and its box; the blocks of higher ranks stand one below the other."""
    rows, columns = math.prod(shape[:-1]), math.prod(shape[-1:])
    block = math.prod(shape[-2:-1])
    gaps = rows // block - 1
    width, height = min(104, _WIDTH / columns), min(60, (_HEIGHT - _GAP * gaps) / rows)
    for place in range(rows * columns):
        row, column = divmod(place, columns)
        yield index_at(place, shape), (left + width * column, _TOP + height * row + _GAP * (row // block), width, height)


def _caption(operand: Operand, result: Shape) -> str:
    return operand.name if operand.shape == result else f"{operand.name}, as if stretched"


def _draw_cell(picture: Picture, box: tuple[float, float, float, float], value: int, is_copy: bool, is_traced: bool, is_used: bool,
               is_meant: bool = False) -> None:
    """A copy is dashed, the traced number has a thick frame, and what it is read from is orange."""
    x, y, width, height = box
    edge = "orange" if is_traced or is_used else "green" if is_meant else "faint" if is_copy else "blue"
    thick = 7 if is_traced else 4 if is_used and not is_copy else 5 if is_meant else 3
    picture.box(x + 3, y + 3, width - 6, height - 6, "ground" if is_copy else "panel", edge, thick, 4, dashed=is_copy and not is_traced)
    color = "orange" if is_traced else "soft" if is_copy else "ink"
    picture.text(x + width / 2, y + height / 2 + 9, value, 26, color, "middle", bold=is_traced, mono=True)
