"""Tensors from a number to a batch, each with the line of code that makes it and a colour for each of its axes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor

from course_lib.demos.picture import Picture
from course_lib.mnist.data import threes_and_sevens

IMAGES = 6
_COLORS = {"columns": "blue", "rows": "green", "images": "orange", "blocks": "orange", "channel": "soft"}
_X, _TOP, _WIDTH, _HEIGHT = 830, 40, 730, 98  # of a rung


@dataclass(frozen=True)
class Rung:
    """`code` is the line that `make` runs, with the first image's place left open."""

    code: str
    make: Callable[[Tensor, int], Tensor]
    axes: tuple[str, ...] = ()

    @property
    def colors(self) -> tuple[str, ...]:
        return tuple(_COLORS[axis] for axis in self.axes)

    def tensor(self, first: int) -> Tensor:
        return self.make(_threes(), first % (len(_threes()) - IMAGES)).clone()

    def line(self, first: int) -> str:
        first %= len(_threes()) - IMAGES
        return self.code.format(first=first, end=first + IMAGES)


LADDER = {
    "a number": Rung("threes[{first}, 14, 9]", lambda threes, first: threes[first, 14, 9]),
    "a row": Rung("threes[{first}, 14]", lambda threes, first: threes[first, 14], ("columns",)),
    "an image": Rung("threes[{first}]", lambda threes, first: threes[first], ("rows", "columns")),
    "24 numbers": Rung("torch.arange(24.).view(2, 3, 4)", lambda threes, first: torch.arange(24.0).view(2, 3, 4), ("blocks", "rows", "columns")),
    "a stack": Rung("threes[{first}:{end}]", lambda threes, first: threes[first : first + IMAGES], ("images", "rows", "columns")),
    "a batch": Rung("threes[{first}:{end}, None]", lambda threes, first: threes[first : first + IMAGES, None],
                    ("images", "channel", "rows", "columns")),
}


def draw_ladder(picture: Picture, chosen: str, first: int, hidden: bool) -> None:
    """All of them, one above the other; of the chosen one nothing but its code where it is `hidden`."""
    for place, (name, rung) in enumerate(LADDER.items()):
        y, here = _TOP + _HEIGHT * place, name == chosen
        picture.box(_X, y, _WIDTH, _HEIGHT - 10, "panel", "ink" if here else "faint", 5 if here else 2)
        shown = not (here and hidden)
        picture.text(_X + 20, y + 36, f"rank {len(rung.axes) if shown else '?'}", 28, bold=True)
        picture.text(_X + 150, y + 36, rung.line(first), 26, mono=True)
        _draw_axes(picture, y + 74, rung if shown else None)


def rung_under(x: float, y: float) -> str | None:
    place = (y - _TOP) // _HEIGHT
    inside = 0 <= x - _X <= _WIDTH and 0 <= place < len(LADDER)
    return list(LADDER)[int(place)] if inside else None


def _draw_axes(picture: Picture, y: float, rung: Rung | None) -> None:
    """Such as "6 images × 28 rows", each axis in its colour."""
    x = _X + 20
    if rung is None or not rung.axes:
        return picture.text(x, y, "no axis" if rung else "shape?", 26, "soft")
    for place, (axis, size) in enumerate(zip(rung.axes, rung.tensor(0).shape)):
        if place:
            picture.text(x, y, "×", 26, "soft", "middle", mono=True)
            x += 24
        words = f"{size} {axis}"
        picture.text(x, y, words, 26, _COLORS[axis], mono=True, bold=True)
        x += 15.65 * len(words) + 24  # a letter of 26 is so wide


@cache
def _threes() -> Tensor:
    return threes_and_sevens().train_threes[:600].clone()  # (600, 28, 28)
