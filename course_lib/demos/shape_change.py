"""What is done to a tensor: a line of code, what comes of it, and what becomes of the axes."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from course_lib.demos.typed_shape import shape_in

KINDS = ("as it is", "reshape", "mean", "transpose")
_NEW_COLORS = ("blue", "green", "orange", "soft")  # of the axes that a reshape makes, from the right


@dataclass(frozen=True)
class Change:
    kind: str
    to: str
    axis: int
    keepdim: bool

    @property
    def code(self) -> str:
        keep = ", keepdim=True" if self.keepdim else ""
        lines = ("t", f"t.reshape({self.to})", f"t.mean(dim={self.axis}{keep})", "t.transpose(-2, -1)")
        return dict(zip(KINDS, lines))[self.kind]

    def of(self, t: Tensor) -> Tensor:
        """What the code gives; raises what torch raises, and `ValueError` where no shape was typed."""
        match self.kind:
            case "reshape":
                return t.reshape(shape_in(self.to, unknown=True))
            case "mean":
                return t.mean(dim=self.axis, keepdim=self.keepdim)
            case "transpose":
                return t.transpose(-2, -1)
        return t

    def sources(self, t: Tensor) -> Tensor:
        """Where in t the numbers stand of which each number of the result is made: (numbers, sources of each)."""
        places = torch.arange(t.numel()).view(t.shape)
        if self.kind != "mean":
            return self.of(places).reshape(-1, 1)
        return places.movedim(self.axis, -1).flatten(0, -2) if t.ndim > 1 else places.view(1, -1)

    def gone(self, rank: int) -> int | None:
        """The axis that is averaged away, if there is one."""
        return self.axis % rank if self.kind == "mean" and -rank <= self.axis < rank else None

    def colors(self, colors: tuple[str, ...], rank: int) -> tuple[str, ...]:
        """Of the axes of the result: an axis takes its colour along."""
        match self.kind:
            case "reshape":
                return _NEW_COLORS[:rank][::-1]
            case "mean" if not self.keepdim:
                return tuple(color for axis, color in enumerate(colors) if axis != self.gone(len(colors)))
            case "transpose":
                return (*colors[:-2], colors[-1], colors[-2])
        return colors
