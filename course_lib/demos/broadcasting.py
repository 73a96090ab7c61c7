"""Two shapes meet: aligned from the right, stretched where they can be, and each number traced to its sources."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from course_lib.demos.aligned_table import draw_table, fitting
from course_lib.demos.alignment import Shape, aligned, index_at, operands
from course_lib.demos.controls import Press, Type
from course_lib.demos.demo import Demo
from course_lib.demos.picture import Picture
from course_lib.demos.stretched_grids import can_draw, cell_under, draw_apart, draw_digits, draw_grids
from course_lib.demos.typed_shape import MOST_AXES, counted, in_brackets, shape_in

_RIGHT = 830


class Broadcasting(Demo):
    """`Broadcasting(broadcast_shape)` shows what your own `broadcast_shape` says of the same two shapes."""

    title = "Broadcasting"
    own_name = "broadcast_shape"
    controls = {
        "a": Type("shape of a", "4, 1"),
        "b": Type("shape of b", "3"),
        "add_axis": Press("b = b[:, None]", "append_axis"),
        "swap": Press("swap a and b", "swap_shapes"),
    }
    presets = {
        "A missing axis is filled in": {"a": "3, 4", "b": "4"},
        "A column and a row: a table": {"a": "4, 1", "b": "3"},
        "[n, 1] against [n]: the trap": {"a": "6, 1", "b": "6"},
        "It fits on the left, so it fails": {"a": "3, 4", "b": "3"},
        "1010 threes and one mean": {"a": "1010, 28, 28", "b": "28, 28"},
    }
    keys = {"ArrowLeft": "the number before", "ArrowRight": "the next number", "ArrowUp": "a row up", "ArrowDown": "a row down",
            "n": "give b a last axis of 1", "s": "swap a and b"}
    hovers = True

    def begin(self) -> None:
        self.place, self.wrong, self.axes = 0, "", []  # place: of the number that is traced
        try:
            self.shapes = shape_in(self.a), shape_in(self.b)
        except ValueError as error:
            self.wrong, self.theirs = str(error), None
            return
        self.axes = aligned(*self.shapes)
        self.operands = operands(*self.shapes)
        self.theirs = self.own.tried(lambda function: _answer(function, *self.shapes))

    def step(self) -> None:
        self._go(self.place + 1)

    def append_axis(self) -> None:
        """As indexing with None does."""
        if not self.wrong and len(self.shapes[1]) < MOST_AXES:
            self.set(b=_typed((*self.shapes[1], 1)))

    def swap_shapes(self) -> None:
        self.set(a=self.b, b=self.a)

    def press(self, x: float, y: float) -> None:
        cell = cell_under(self.result, x, y) if self.result is not None else None
        self.place = self.place if cell is None else cell

    drag = hover = press

    def key(self, name: str) -> None:
        if name in ("n", "s"):
            return {"n": self.append_axis, "s": self.swap_shapes}[name]()
        row = self.result[-1] if self.result else 1
        self._go(self.place + {"ArrowLeft": -1, "ArrowRight": 1, "ArrowUp": -row, "ArrowDown": row}[name])

    @property
    def result(self) -> Shape | None:
        """The shape of a + b, if there is one."""
        sizes = tuple(axis.size for axis in self.axes)
        return None if self.wrong or None in sizes else sizes

    @property
    def is_trap(self) -> bool:
        """A column against a row as long: n × n numbers where n were meant."""
        column, row = sorted(self.shapes, key=len, reverse=True)
        return len(row) == 1 and row[0] > 1 and column == (*row, 1)

    def numbers(self) -> dict[str, Any]:
        if self.wrong:
            return {"wrong": self.wrong}
        found: dict[str, Any] = {"a": self.shapes[0], "b": self.shapes[1], "result": self.result}
        if self.result is not None:
            index, (a, b) = index_at(self.place, self.result), self.operands
            found |= {"index": index, "source in a": a.source(index), "source in b": b.source(index)}
            found["sum"] = a.value(index) + b.value(index)
        return {**found, "own result": self.theirs} if self.own else found

    def told(self) -> str:
        if self.wrong:
            return f"There is no result: {self.wrong}."
        meeting = " and ".join(in_brackets(shape) for shape in self.shapes)
        if self.result is None:
            return f"{meeting} don't fit: {self._reasons()[0]}.{self._told_of_theirs()}"
        a, b = self.operands
        counts = f"a stores {counted(a.stored)}, b {counted(b.stored)}, the result has {counted(math.prod(self.result))}"
        trap = " If number was meant to meet number, only the diagonal is right." if self.is_trap else ""
        return f"{meeting} give {in_brackets(self.result)}: {counts}. {' '.join(self._trace())}.{trap}{self._told_of_theirs()}"

    def _told_of_theirs(self) -> str:
        if self.theirs is None:
            return ""
        return f" Your broadcast_shape says {self.theirs}, {'the same' if self._agrees() else 'which differs'}."

    def draw(self, picture: Picture) -> None:
        if self.wrong:
            for place, words in enumerate((f"a: {self.a}", f"b: {self.b}")):
                picture.text(40, 120 + 80 * place, words, fitting(words, 1500, 40), mono=True)
            return picture.text(40, 300, self.wrong, 34, "red", bold=True)
        draw_table(picture, self.axes)
        if self.theirs is not None:
            picture.text(_RIGHT, 372, f"your broadcast_shape: {self.theirs}", 30, "purple", bold=True)
            picture.text(_RIGHT, 410, "the same" if self._agrees() else "which differs", 28, "purple")
        if self.result is None:
            self._draw_failure(picture)
        else:
            self._draw_result(picture)

    def _draw_failure(self, picture: Picture) -> None:
        for place, reason in enumerate(self._reasons()):
            picture.text(_RIGHT, 100 + 50 * place, reason, 32, "red", bold=True)
        mended = tuple(axis.size for axis in aligned(self.shapes[0], (*self.shapes[1], 1)))
        if None not in mended:
            picture.text(_RIGHT, 300, f"with b[:, None] they fit: {in_brackets(mended)}", 32)
        draw_apart(picture, self.operands)

    def _draw_result(self, picture: Picture) -> None:
        a, b = self.operands
        picture.text(_RIGHT, 90, f"a stores {counted(a.stored)}, b {counted(b.stored)}; a + b has {counted(math.prod(self.result))}", 30)
        for place, words in enumerate(self._trace()):
            picture.text(_RIGHT, 160 + 52 * place, words, fitting(words, 740, 34), "ink" if place else "orange", mono=True)
        if self.is_trap:
            n = self.result[0]
            picture.text(_RIGHT, 322, f"meant: the {n:,} on the diagonal, not {n:,} × {n:,}", 30, "green", bold=True)
        if can_draw(self.result):
            draw_grids(picture, self.operands, self.result, index_at(self.place, self.result), self.is_trap)
        elif self.shapes[0][1:] == self.shapes[1] == (28, 28):
            draw_digits(picture)
        else:
            picture.text(40, 540, "Too many numbers to draw them all; step traces one after the other.", 32, "soft")
            picture.text(40, 596, "What is stretched is stored once, and read again and again.", 32, "soft")

    def _trace(self) -> list[str]:
        """Where the number at `place` comes from."""
        index, (a, b) = index_at(self.place, self.result), self.operands
        x, y = a.value(index), b.value(index)
        sources = f"= a{_subscript(a.source(index))} + b{_subscript(b.source(index))}"
        return [f"(a + b){_subscript(index)}", sources, f"= {x} + {y} = {x + y}"]

    def _reasons(self) -> list[str]:
        return [axis.reason for axis in reversed(self.axes) if axis.reason]

    def _agrees(self) -> bool:
        return self.theirs == ("ValueError" if self.result is None else in_brackets(self.result))

    def _go(self, place: int) -> None:
        if self.result is not None:
            self.place = place % math.prod(self.result)


def _answer(function: Callable, a: Shape, b: Shape) -> str:
    """What the function says, in a few characters."""
    try:
        shape = function(a, b)
    except NotImplementedError:
        raise
    except ValueError:
        return "ValueError"
    if isinstance(shape, (tuple, list)) and all(isinstance(size, int) for size in shape):
        return in_brackets(shape)[:30]
    return " ".join(repr(shape).split())[:30]


def _typed(shape: Shape) -> str:
    return ", ".join(map(str, shape))


def _subscript(index: Shape) -> str:
    return in_brackets(index) if index else ""
