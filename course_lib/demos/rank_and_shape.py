"""Rank, shape and strides, from a number to a batch: predict what a line of code gives, then reveal it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torch import Tensor

from course_lib.demos.controls import Choose, Press, Slide, Tick, Type
from course_lib.demos.demo import Demo
from course_lib.demos.named_axes import NamedAxes, Operation, mean, one_of, reshape, swap, tensors
from course_lib.demos.picture import Picture
from course_lib.demos.tensor_view import axis_under, draw_error, draw_table, draw_tensor
from course_lib.demos.typed_shape import in_brackets, shape_in

_TENSORS = ("a number", "a row of pixels", "an image", "a stack of images", "a colour image", "a colour batch")
_ONE, _MEAN, _RESHAPE, _SWAP = "take one", "mean over an axis", "reshape", "swap the last two axes"
_LEFT, _RIGHT = 40, 850


class RankAndShape(Demo):
    """`RankAndShape(rank_and_shape)` asks your own `rank_and_shape` about the same tensors."""

    title = "Rank and shape"
    own_name = "rank_and_shape"
    controls = {
        "tensor": Choose("x is", "a stack of images", _TENSORS),
        "operation": Choose("y is", _MEAN, (_ONE, _MEAN, _RESHAPE, _SWAP)),
        "axis": Slide("axis", 0, 0, 3, whole=True),
        "keepdim": Tick("keepdim"),
        "to": Type("reshape to", "6, -1", most=30),
        "guess": Type("your guess", "", most=24),
        "reveal": Press("reveal", "reveal_outcome"),
    }
    presets = {
        "Each index takes an axis away": {"tensor": "a colour batch", "operation": _ONE},
        "Mean over axis 0: the ideal 3": {},
        "keepdim leaves an axis of 1": {"tensor": "a colour batch", "axis": 1, "keepdim": True},
        "Reshaping moves no number": {"operation": _RESHAPE},
        "Swapping axes swaps strides": {"operation": _SWAP},
    }
    keys = {"Enter": "reveal", "ArrowLeft": "the tensor before", "ArrowRight": "the next tensor",
            "ArrowUp": "mean over the axis before", "ArrowDown": "mean over the next axis", "k": "keepdim or not"}
    quiet = frozenset({"guess"})

    def begin(self) -> None:
        self._ask(tensors()[self.tensor])

    def step(self) -> None:
        """Reveal y; then let it be the next x, as long as something changes."""
        if not self.revealed:
            self.reveal_outcome()
        elif self.y is None or self.y.shape == self.x.shape:
            self.begin()
        else:
            self._ask(NamedAxes(self.y.tensor, self.y.names, "y"))

    def reveal_outcome(self) -> None:
        """Show what the line of code gives."""
        if not self.revealed:
            self.revealed = True
            if self.y is not None:
                self.theirs_of_y = self._asked(self.y.tensor)

    def press(self, x: float, y: float) -> None:
        """An axis of x is the one to be averaged over; where y stands, a click reveals it."""
        axis = axis_under(_LEFT, len(self.x.shape), x, y)
        if axis is not None:
            self.set(operation=_MEAN, axis=axis)
        elif x >= _RIGHT:
            self.reveal_outcome()

    def key(self, name: str) -> None:
        match name:
            case "Enter":
                self.reveal_outcome()
            case "k":
                self.set(keepdim=not self.keepdim)
            case "ArrowLeft" | "ArrowRight":
                place = _TENSORS.index(self.tensor) + (1 if name == "ArrowRight" else -1)
                self.set(tensor=_TENSORS[place % len(_TENSORS)])
            case _:
                self.set(operation=_MEAN, axis=(self.axis + (1 if name == "ArrowDown" else -1)) % 4)

    def numbers(self) -> dict[str, Any]:
        found = {"rank": len(self.x.shape), "shape": self.x.shape, "strides": self.x.tensor.stride(), "revealed": self.revealed}
        if self.revealed:
            found |= {"error": self.error} if self.y is None else self._numbers_of_y()
            found |= {"guessed right": self._guessed_right()} if self.guess.strip() else {}
        return {**found, "own answer": self.theirs, "own answer on y": self.theirs_of_y} if self.own else found

    def _numbers_of_y(self) -> dict[str, Any]:
        strides = self.y.tensor.stride()
        return {"rank of y": len(self.y.shape), "shape of y": self.y.shape, "strides of y": strides, "is a view": self._is_view()}

    def told(self) -> str:
        x = f"x = {self.x.code} has {_described(self.x)}."
        line = f"y = {self.code}"
        if not self.revealed:
            return f"{x}{self._told_of(self.theirs, self.x)} Which shape has {line}? It is not revealed yet."
        if self.y is None:
            return f"{x} {line} fails: {self.error}.{self._told_of_guess()}"
        y = f"{line} has {_described(self.y)}; {self._storage()}."
        return f"{x} {y}{self._told_of_guess()}{self._told_of(self.theirs_of_y, self.y)}"

    def _told_of(self, theirs: str | None, named: NamedAxes) -> str:
        if theirs is None:
            return ""
        return f" Your rank_and_shape says {theirs}, {'the same' if theirs == _answer_on(named) else 'which differs'}."

    def _told_of_guess(self) -> str:
        if not self.guess.strip():
            return ""
        return f" The guess {self.guess.strip()} is {'right' if self._guessed_right() else 'not right'}."

    def draw(self, picture: Picture) -> None:
        draw_table(picture, _LEFT, f"x = {self.x.code}", self.x)
        self._draw_facts(picture, _LEFT, self.x, "", self.theirs)
        draw_tensor(picture, _LEFT, self.x)
        picture.line(800, 30, 800, 870, "faint", 3)
        draw_table(picture, _RIGHT, f"y = {self.code}", self.y if self.revealed else None, "✗" if self.revealed else "?")
        if not self.revealed:
            words = f"your guess: {self.guess.strip()}" if self.guess.strip() else "Which shape? Enter reveals it."
            picture.text(_RIGHT, 330, words, 32, "orange")
        elif self.y is None:
            draw_error(picture, _RIGHT, self.error)
        else:
            self._draw_facts(picture, _RIGHT, self.y, self._storage(), self.theirs_of_y)
            draw_tensor(picture, _RIGHT, self.y)
        if self.revealed and self.guess.strip():
            right = self._guessed_right()
            words = f"guess {self.guess.strip()}: {'right' if right else 'not right'}"
            picture.text(_RIGHT, 410, words, 30, "green" if right else "red", bold=True)

    def _draw_facts(self, picture: Picture, left: float, named: NamedAxes, storage: str, theirs: str | None) -> None:
        rank, count = len(named.shape), named.tensor.numel()
        words = f"rank {rank}, {count:,} number{'s' if count > 1 else ''}"
        picture.text(left, 322, f"{words}, {storage}" if storage else words, 30, bold=True)
        if theirs is not None:
            same = "the same" if theirs == _answer_on(named) else "which differs"
            picture.text(left, 366, f"yours: {theirs}, {same}", 28, "purple", bold=True)

    def _ask(self, x: NamedAxes) -> None:
        """A new question, its answer known but not shown."""
        self.x, self.y, self.error, self.revealed = x, None, "", False
        try:
            operation = self._operation()
            self.code = operation.code
            self.y = operation.on(x)
        except (ValueError, RuntimeError, IndexError) as error:
            self.error = _in_a_line(error)
        self.theirs, self.theirs_of_y = self._asked(x.tensor), None

    def _operation(self) -> Operation:
        if self.operation == _RESHAPE:
            self.code = f"x.reshape({self.to})"
            return reshape(shape_in(self.to, unknown=True))
        if self.operation == _MEAN:
            return mean(self.axis, self.keepdim)
        return one_of(self.x) if self.operation == _ONE else swap()

    def _asked(self, tensor: Tensor) -> str | None:
        return self.own.tried(lambda function: _answer(function, tensor.clone()))

    def _is_view(self) -> bool:
        return self.y.tensor.untyped_storage().data_ptr() == self.x.tensor.untyped_storage().data_ptr()

    def _storage(self) -> str:
        return "a view of x" if self._is_view() else "computed anew"

    def _guessed_right(self) -> bool:
        if self.y is None:
            return self.guess.strip().lower() == "error"
        try:
            return shape_in(self.guess) == self.y.shape
        except ValueError:
            return False


def _described(named: NamedAxes) -> str:
    return f"rank {len(named.shape)}, shape {in_brackets(named.shape)}, strides {in_brackets(named.tensor.stride())}"


def _answer(function: Callable, tensor: Tensor) -> str:
    """What the function says, in a few characters."""
    answer = function(tensor)
    if isinstance(answer, (tuple, list)) and len(answer) == 2 and isinstance(answer[1], (tuple, list)):
        return f"rank {answer[0]}, {in_brackets(answer[1])}"[:34]
    return " ".join(repr(answer).split())[:34]


def _answer_on(named: NamedAxes) -> str:
    return f"rank {len(named.shape)}, {in_brackets(named.shape)}"


def _in_a_line(error: Exception) -> str:
    """Its first sentence; torch goes on."""
    return " ".join(str(error).split()).split(". ")[0][:110].rstrip(".")
