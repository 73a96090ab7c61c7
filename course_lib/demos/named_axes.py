"""Tensors of digits whose axes have names, and what becomes of the names when the tensor is changed."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from course_lib.demos.cut_out import threes_and_sevens

Names = tuple[str, ...]


@dataclass(frozen=True)
class NamedAxes:
    """A tensor, its axes' names, "" where an axis has none, and the code that gives it."""

    tensor: Tensor
    names: Names
    code: str

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(self.tensor.shape)


@dataclass(frozen=True)
class Operation:
    """`code` is what is done to x, `work` does it, `name` tells which names are left."""

    code: str
    work: Callable[[Tensor], Tensor]
    name: Callable[[Names], Names]

    def on(self, x: NamedAxes) -> NamedAxes:
        """The outcome; raises what torch raises."""
        outcome = self.work(x.tensor)
        return NamedAxes(outcome, self.name(x.names) if x.names else ("",) * outcome.ndim, self.code)


def one_of(x: NamedAxes) -> Operation:
    """The one in the middle, where digits have their ink."""
    place = x.shape[0] // 2 if x.shape else 0
    return Operation(f"x[{place}]", lambda x: x[place], lambda names: names[1:])


def mean(axis: int, keepdim: bool) -> Operation:
    def name(names: Names) -> Names:
        return tuple(one for place, one in enumerate(names) if keepdim or place != axis)

    code = f"x.mean(dim={axis}{', keepdim=True' if keepdim else ''})"
    return Operation(code, lambda x: x.mean(dim=axis, keepdim=keepdim), name)


def reshape(shape: tuple[int, ...]) -> Operation:
    inner = ", ".join(map(str, shape)) or "()"
    return Operation(f"x.reshape({inner})", lambda x: x.reshape(shape), lambda names: ("",) * len(shape))


def swap() -> Operation:
    """The last two axes; fewer than two cannot be swapped."""
    return Operation("x.transpose(-2, -1)", lambda x: x.transpose(-2, -1), lambda names: (*names[:-2], *names[-2:][::-1]))


@functools.cache
def tensors() -> dict[str, NamedAxes]:
    """From a number to a batch of colour images, each a part of the 3s or made from them."""
    threes = threes_and_sevens().train_threes[:6].clone()  # (6, 28, 28)
    ink = torch.tensor([1.0, 0.8, 0.6])[:, None, None]  # (3, 1, 1)
    rows, images = ("rows", "columns"), ("images", "rows", "columns")
    return {
        "a number": NamedAxes(threes[0, 7, 16], (), "threes[0, 7, 16]"),
        "a row of pixels": NamedAxes(threes[0, 7], ("columns",), "threes[0, 7]"),
        "an image": NamedAxes(threes[0], rows, "threes[0]"),
        "a stack of images": NamedAxes(threes, images, "threes[:6]"),
        "a colour image": NamedAxes(threes[0] * ink, ("channels", *rows), "threes[0] * ink"),
        "a colour batch": NamedAxes(threes[:, None] * ink, ("images", "channels", *rows), "threes[:6, None] * ink"),
    }
