"""Two shapes lined up from the right, and where each number of a result comes from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Axis:
    """What meets on one axis, None where a shape has no such axis; `place` counts from the right: -1 is the last."""

    place: int
    a: int | None
    b: int | None

    @property
    def size(self) -> int | None:
        """Of the result; None where the two don't fit."""
        known = {size for size in (self.a, self.b) if size is not None}
        larger = known - {1}
        return None if len(larger) > 1 else max(known)

    @property
    def reason(self) -> str:
        """Why the two don't fit; empty where they do."""
        return "" if self.size else f"axis {self.place}: {self.a} against {self.b}, and neither is 1".replace("-", "−")


def aligned(a: Shape, b: Shape) -> list[Axis]:
    """The axes, from left to right."""
    pairs = zip_longest(reversed(a), reversed(b))
    return [Axis(-1 - place, *pair) for place, pair in enumerate(pairs)][::-1]


@dataclass(frozen=True)
class Operand:
    """A tensor that holds `unit`, 2 `unit`, 3 `unit` and so on; asked at an index of the result, it answers as if stretched."""

    name: str
    shape: Shape
    unit: int

    def source(self, index: Sequence[int]) -> Shape:
        """Where the number stands that is used there."""
        own = index[len(index) - len(self.shape) :]
        return tuple(0 if size == 1 else place for place, size in zip(own, self.shape))

    def value(self, index: Sequence[int]) -> int:
        before = 0  # so many numbers come first
        for place, size in zip(self.source(index), self.shape):
            before = before * size + place
        return self.unit * (1 + before)

    def is_copy(self, index: Sequence[int]) -> bool:
        """Whether this place is only there by stretching."""
        source = self.source(index)
        return any(index[: len(index) - len(source)]) or source != tuple(index[len(index) - len(source) :])

    @property
    def stored(self) -> int:
        return math.prod(self.shape)


def operands(a: Shape, b: Shape) -> tuple[Operand, Operand]:
    """The two tensors; in a sum the last digits come from b, the others from a."""
    return Operand("a", a, 10 ** len(str(math.prod(b)))), Operand("b", b, 1)


def index_at(place: int, shape: Shape) -> Shape:
    """The index of the so-manieth number, from 0, row after row."""
    index = []
    for size in reversed(shape):
        place, here = divmod(place, size)
        index.append(here)
    return tuple(reversed(index))
