"""A pair of axes in a picture: from numbers to places and back."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from course_lib.demos.picture import Picture, minus


@dataclass(frozen=True)
class Frame:
    """A box of the sheet in which `across` and `up` (two numbers each) run from edge to edge; `log` counts across in powers of ten."""

    x: float
    y: float
    width: float
    height: float
    across: tuple[float, float]
    up: tuple[float, float]
    log: bool = False

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The place on the sheet."""
        return self.x + self.width * self._share(x), self.y + self.height * (1 - (y - self.up[0]) / (self.up[1] - self.up[0]))

    def back(self, across: float, down: float) -> tuple[float, float]:
        """The numbers at a place of the sheet; a place outside counts as the nearest one inside."""
        share = min(max((across - self.x) / self.width, 0), 1)
        low, high = self._scaled(self.across[0]), self._scaled(self.across[1])
        x = low + share * (high - low)
        y = self.up[0] + (self.up[1] - self.up[0]) * min(max(1 - (down - self.y) / self.height, 0), 1)
        return 10**x if self.log else x, y

    def holds(self, across: float, down: float) -> bool:
        return 0 <= across - self.x <= self.width and 0 <= down - self.y <= self.height

    def draw(self, picture: Picture, name_across: str = "", name_up: str = "", ticks: int = 5, zero: bool = True) -> None:
        """The panel, its ticks and the names of its axes; `zero` marks where a linear axis passes 0."""
        picture.box(self.x, self.y, self.width, self.height, "panel", "faint", thick=2, round=4)
        for value in self._powers() if self.log else _round_numbers(*self.across, ticks):
            x, _ = self.at(value, self.up[0])
            picture.line(x, self.y, x, self.y + self.height, "faint", 2)
            picture.text(x, self.y + self.height + 34, _told(value), 26, "soft", "middle")
        for value in _round_numbers(*self.up, max(3, ticks - 1)):
            _, y = self.at(self.across[0], value)
            picture.line(self.x, y, self.x + self.width, y, "soft" if zero and value == 0 else "faint", 2)
            picture.text(self.x - 12, y + 9, _told(value), 26, "soft", "end")
        picture.text(self.x + self.width / 2, self.y + self.height + 72, name_across, 28, "ink", "middle")
        picture.text(self.x, self.y - 18, name_up, 28, "ink")

    @contextmanager
    def inside(self, picture: Picture) -> Iterator[None]:
        """What is drawn meanwhile ends at the frame's edges."""
        with picture.within(self.x, self.y, self.width, self.height):
            yield

    def curve(self, picture: Picture, points: Iterable[tuple[float, float]], color: str = "blue", thick: float = 5,
              dashed: bool = False) -> None:
        with self.inside(picture):
            picture.curve((self.at(*point) for point in points), color, thick, dashed=dashed)

    def steps(self, count: int = 200) -> list[float]:
        """So many numbers evenly across."""
        low, high = self._scaled(self.across[0]), self._scaled(self.across[1])
        numbers = (low + (high - low) * place / (count - 1) for place in range(count))
        return [10**number if self.log else number for number in numbers]

    def _scaled(self, x: float) -> float:
        return (math.log10(x) if x > 0 else -math.inf) if self.log else x

    def _share(self, x: float) -> float:
        low, high = self._scaled(self.across[0]), self._scaled(self.across[1])
        return (self._scaled(x) - low) / (high - low)

    def _powers(self) -> list[float]:
        low, high = (self._scaled(edge) for edge in self.across)
        return [10.0**power for power in range(math.ceil(low - 1e-9), math.floor(high + 1e-9) + 1)]


def _round_numbers(low: float, high: float, about: int) -> list[float]:
    """Round numbers between the two, about so many: steps of 1, 2 or 5 times a power of ten."""
    rough = (high - low) / max(1, about)
    power = 10 ** math.floor(math.log10(rough))
    step = next(one * power for one in (1, 2, 5, 10) if one * power >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [round(place * step, 12) + 0.0 for place in range(first, math.floor(high / step + 1e-9) + 1)]


def _told(value: float) -> str:
    told = f"{value:,.6g}" if 1e-4 <= abs(value) < 1e6 or value == 0 else f"{value:.0e}"
    return minus(told)
