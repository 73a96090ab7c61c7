"""A tensor laid out on the sheet: its axes as boxes, its numbers as grids, one grid for each matrix in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from torch import Tensor

from course_lib.demos.alignment import Shape, index_at
from course_lib.demos.picture import Picture

_TOP, _WIDTH, _HEIGHT, _GAP, _HEAD = 304, 710, 340, 24, 34
_MOST_BLOCKS, _MOST_NUMBERS = 12, 48
_BOX_LEFT, _BOX_TOP, _BOX_WIDTH, _BOX_HEIGHT = 120, 118, 122, 66


@dataclass(frozen=True)
class Board:
    """A tensor of that shape, its axes in those colours, drawn from `left` on; `gone` is an axis that will be reduced."""

    left: float
    shape: Shape
    colors: tuple[str, ...]
    gone: int | None = None

    def draw_axes(self, picture: Picture, strides: Shape) -> None:
        for y, words in ((_BOX_TOP + 44, "shape"), (_BOX_TOP + 104, "stride")):
            picture.text(self.left, y, words, 28, "soft")
        for axis, (size, stride, color) in enumerate(zip(self.shape, strides, self.colors)):
            x, gone = self.left + _BOX_LEFT + _BOX_WIDTH * axis, axis == self.gone
            middle = x + _BOX_WIDTH / 2 - 5
            picture.text(middle, _BOX_TOP - 14, f"axis {axis}", 26, color, "middle", bold=True)
            picture.box(x, _BOX_TOP, _BOX_WIDTH - 10, _BOX_HEIGHT, "panel", color, 6, dashed=gone)
            picture.text(middle, _BOX_TOP + 46, size, 36, "ink", "middle", bold=True, mono=True)
            picture.text(middle, _BOX_TOP + 104, stride, 30, "ink", "middle", mono=True)
            if gone:
                picture.line(x + 12, _BOX_TOP + _BOX_HEIGHT - 10, x + _BOX_WIDTH - 22, _BOX_TOP + 10, color, 4)
        if not self.shape:
            picture.text(self.left + _BOX_LEFT, _BOX_TOP + 44, "[ ]  no axis at all", 30)

    def axis_under(self, x: float, y: float) -> int | None:
        axis = (x - self.left - _BOX_LEFT) // _BOX_WIDTH
        return int(axis) if 0 <= axis < len(self.shape) and 0 <= y - _BOX_TOP <= _BOX_HEIGHT else None

    def draw(self, picture: Picture, values: Tensor, brightest: float) -> None:
        matrices = values.reshape(-1, self.rows, self.columns)
        for block in range(min(self.blocks, _MOST_BLOCKS)):
            x, y = self._corner(block)
            self._draw_matrix(picture, x, y, matrices[block], brightest)
            self._draw_edges(picture, x, y)
            self._draw_index(picture, x, y, block)

    def mark(self, picture: Picture, places: list[int]) -> None:
        """Frame the numbers that come so many places after the first."""
        least, thick = (14, 6) if len(places) < 10 else (0, 3)  # a whole row of thick frames would hide it
        for x, y, width, height in filter(None, map(self._cell, places)):
            grown = max(0, (least - min(width, height)) / 2)
            picture.box(x - grown, y - grown, width + 2 * grown, height + 2 * grown, "none", "yellow", thick, round=3)

    def place_under(self, x: float, y: float) -> int | None:
        width, height = self._cell_size
        for block in range(min(self.blocks, _MOST_BLOCKS)):
            left, top = self._corner(block)
            row, column = int((y - top) // height), int((x - left) // width)
            if 0 <= row < self.rows and 0 <= column < self.columns:
                return (block * self.rows + row) * self.columns + column
        return None

    @property
    def rows(self) -> int:
        return self.shape[-2] if len(self.shape) > 1 else 1

    @property
    def columns(self) -> int:
        return self.shape[-1] if self.shape else 1

    @property
    def blocks(self) -> int:
        return math.prod(self.shape[:-2])

    @property
    def _shows_numbers(self) -> bool:
        width, height = self._cell_size
        return math.prod(self.shape) <= _MOST_NUMBERS and width >= 46 and height >= 30

    @cached_property
    def _across(self) -> int:
        """How many grids stand side by side: so many that they get largest."""
        shown = min(self.blocks, _MOST_BLOCKS)
        return max(range(1, shown + 1), key=lambda across: math.prod(self._size(across)))

    @cached_property
    def _cell_size(self) -> tuple[float, float]:
        return self._size(self._across)

    def _size(self, across: int) -> tuple[float, float]:
        down = math.ceil(min(self.blocks, _MOST_BLOCKS) / across)
        width = ((_WIDTH + _GAP) / across - _GAP) / self.columns
        height = ((_HEIGHT + _GAP) / down - _GAP - self._head) / self.rows
        if self.rows > 8 and self.columns > 8 and max(self.rows, self.columns) < 60:
            return (min(width, height),) * 2
        return min(width, 90), min(height, 60)

    @property
    def _head(self) -> float:
        return _HEAD if len(self.shape) > 2 else 0

    def _corner(self, block: int) -> tuple[float, float]:
        width, height = self._cell_size
        row, column = divmod(block, self._across)
        down = self.rows * height + self._head + _GAP
        return self.left + 14 + column * (self.columns * width + _GAP), _TOP + self._head + row * down

    def _cell(self, place: int) -> tuple[float, float, float, float] | None:
        block, place = divmod(place, self.rows * self.columns)
        if block >= _MOST_BLOCKS:
            return None
        (x, y), (width, height), (row, column) = self._corner(block), self._cell_size, divmod(place, self.columns)
        return x + column * width, y + row * height, width, height

    def _draw_matrix(self, picture: Picture, x: float, y: float, matrix: Tensor, brightest: float) -> None:
        width, height = self._cell_size
        if not self._shows_numbers:
            return picture.pixels(matrix / brightest, x, y, self.columns * width, self.rows * height)
        for row, numbers in enumerate(matrix.tolist()):
            for column, number in enumerate(numbers):
                left, top = x + column * width, y + row * height
                picture.box(left + 2, top + 2, width - 4, height - 4, "panel", "faint", 2, 4)
                picture.text(left + width / 2, top + height / 2 + 9, short(number), 26, "ink", "middle", mono=True)

    def _draw_edges(self, picture: Picture, x: float, y: float) -> None:
        """The rows' axis goes down and the columns' axis to the right, each in its colour."""
        width, height = self._cell_size
        if len(self.shape) > 1:
            picture.line(x - 7, y, x - 7, y + self.rows * height, self.colors[-2], 6)
        if self.shape:
            picture.line(x, y - 7, x + self.columns * width, y - 7, self.colors[-1], 6)

    def _draw_index(self, picture: Picture, x: float, y: float, block: int) -> None:
        """Where a grid stands on the other axes."""
        for axis, place in enumerate(index_at(block, self.shape[:-2])):
            picture.text(x + 46 * axis, y - 18, place, 26, self.colors[axis], bold=True, mono=True)


def short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
