"""A lens over a digit: some of its pixels so large that their numbers can be read in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from torch import Tensor

from course_lib.demos.drawn_digit import SIDE, DrawnDigit
from course_lib.demos.picture import Picture, minus


@dataclass(frozen=True)
class Lens:
    """So many pixels `across` and `down`, each a cell of `width` by `height` on the sheet."""

    x: float
    y: float
    across: int
    down: int
    width: float
    height: float

    def first(self, row: int, column: int) -> tuple[int, int]:
        """The row and the column it begins with, to have a pixel in its middle where the digit's edge allows."""
        return _held(row, self.down), _held(column, self.across)

    def draw(self, picture: Picture, values: Tensor, row: int, column: int) -> None:
        """The pixels of `values` [28, 28] around one, with their numbers."""
        top, left = self.first(row, column)
        seen = values[top : top + self.down, left : left + self.across]
        light = seen if seen.is_floating_point() else seen / 255
        picture.pixels(light, self.x, self.y, self.across * self.width, self.down * self.height)
        for down, (numbers, lights) in enumerate(zip(seen.tolist(), light.tolist())):
            y = self.y + (down + 0.5) * self.height + 9
            picture.text(self.x - 12, y, top + down, 24, "orange" if top + down == row else "soft", "end", bold=top + down == row)
            for across, (number, light_here) in enumerate(zip(numbers, lights)):
                color = "black" if light_here > 0.45 else "white"
                picture.text(self.x + (across + 0.5) * self.width, y, told(number), 24, color, "middle")
        self._draw_chosen(picture, row - top, column - left)

    def draw_heads(self, picture: Picture, column: int) -> None:
        """The numbers of its columns."""
        left = _held(column, self.across)
        for across in range(self.across):
            here = left + across == column
            x = self.x + (across + 0.5) * self.width
            picture.text(x, self.y - 12, left + across, 24, "orange" if here else "soft", "middle", bold=here)

    def draw_window(self, picture: Picture, pad: DrawnDigit, lenses: Sequence[Lens]) -> None:
        """What it sees, as a window on the digit, and lines from there to all of the `lenses`."""
        top, left = self.first(pad.row, pad.column)
        x, y = pad.corner(top, left)
        width, height = self.across * pad.pixel, self.down * pad.pixel
        picture.box(x, y, width, height, "none", "orange", 3, round=0)
        last = lenses[-1]
        for start, end in ((y, lenses[0].y), (y + height, last.y + last.down * last.height)):
            picture.line(x + width, start, pad.x + pad.size + 60, end, "orange", 2)
        picture.box(*pad.corner(pad.row, pad.column), pad.pixel, pad.pixel, "none", "orange", 6, round=0)

    def _draw_chosen(self, picture: Picture, down: int, across: int) -> None:
        picture.box(self.x + across * self.width, self.y + down * self.height, self.width, self.height, "none", "orange", 6, round=0)


def told(number: float) -> str:
    """As a cell has room for: 187, or 0.73."""
    return minus(str(number) if isinstance(number, int) else f"{number:.2f}")


def _held(middle: int, count: int) -> int:
    return min(max(middle - count // 2, 0), SIDE - count)
