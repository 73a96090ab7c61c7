"""A net of one input, one hidden ReLU layer and one output: a sum of hinges `a * relu(w * x + b)`, and an offset."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from course_lib.mnist.linear import linear
from course_lib.mnist.nonlinearity import merge_linear, relu
from course_lib.mnist.optimiser import BasicOptim

_STEEP = 2.0  # the size of each w at the start
_FEW = 25  # steps of gradient descent at a time


@dataclass
class Hinges:
    """`w`, `b` and `a` [units], `offset` []; without `bias` b and the offset count as 0, and without `bent` relu is left out."""

    w: Tensor
    b: Tensor
    a: Tensor
    offset: Tensor
    bias: bool = True
    bent: bool = True

    @classmethod
    def spread(cls, units: int) -> Hinges:
        """Flat ones whose bends lie evenly between -1 and 1, open to the right and to the left in turn."""
        bends = torch.linspace(-1, 1, units + 2, dtype=torch.float64)[1:-1]
        w = torch.where(torch.arange(units) % 2 == 0, _STEEP, -_STEEP).double()
        return cls(w, -w * bends, torch.zeros_like(w), torch.zeros((), dtype=torch.float64))

    @property
    def bends(self) -> Tensor:
        """Where w * x + b is 0: [units]."""
        return -self._b / self.w + 0.0  # + 0.0, for no bend lies at -0

    def before(self, x: Tensor) -> Tensor:
        """What goes into relu, for x [n]: [n, units]."""
        return linear(x[:, None], self.w[None], self._b)

    def after(self, x: Tensor) -> Tensor:
        """What comes out of it: [n, units]."""
        return relu(self.before(x)) if self.bent else self.before(x)

    def sum(self, activations: Tensor) -> Tensor:
        """The net's output [n], from what came out of relu."""
        return linear(activations, self.a, self._offset)

    def line(self) -> tuple[float, float]:
        """Slope and offset of the one line that the two layers merge into where there is no ReLU between them."""
        first, second = _empty_layer(1, len(self.w)), _empty_layer(len(self.w), 1)
        with torch.no_grad():
            first.weight[:, 0], first.bias[:] = self.w, self._b
            second.weight[0], second.bias[:] = self.a, self._offset
        merged = merge_linear(first, second)
        return merged.weight.item(), merged.bias.item()

    def pieces(self) -> int:
        """How many straight pieces the sum has on [-1, 1]."""
        if not self.bent:
            return 1
        inside = (self.bends.abs() < 1) & ((self.a * self.w).abs() > 1e-9)
        return 1 + len(self.bends[inside].round(decimals=9).unique())

    def move(self, place: int, bend: float) -> None:
        """Let hinge `place` bend at `bend`."""
        self.b[place] = -self.w[place] * bend

    def solve(self, x: Tensor, y: Tensor) -> None:
        """Set `a` and the offset to what makes the squared error smallest; the bends stay."""
        ones = torch.full_like(x[:, None], float(self.bias))
        found = torch.linalg.lstsq(torch.cat([self.after(x), ones], dim=1), y[:, None], driver="gelsy").solution[:, 0]
        self.a, self.offset = found[:-1].clone(), found[-1].clone()

    def improve(self, place: int, x: Tensor, y: Tensor) -> None:
        """Set the height of one hinge to the best, all else as it is."""
        hinge = self.after(x)[:, place]
        missing = y - self.sum(self.after(x))
        if hinge.any():
            self.a[place] += missing @ hinge / (hinge @ hinge)

    def shake(self, generator: torch.Generator) -> None:
        """Give the hinges small heights by chance, for gradients to begin with."""
        self.a = torch.randn(len(self.a), generator=generator, dtype=torch.float64) * 0.3 / math.sqrt(len(self.a))
        self.offset = torch.zeros_like(self.offset)

    def descend(self, x: Tensor, y: Tensor) -> None:
        """Some steps of gradient descent in all parameters: the bends move, too."""
        parameters = [parameter.requires_grad_() for parameter in (self.w, self.b, self.a, self.offset)]
        optimiser = BasicOptim(parameters, self._rate())
        for _ in range(_FEW):
            error = self.sum(self.after(x)) - y
            optimiser.zero_grad()
            (error * error).mean().backward()
            optimiser.step()
        self.w, self.b, self.a, self.offset = (parameter.detach() for parameter in parameters)

    def _rate(self) -> float:
        """As large as the number of hinges allows: each adds its square to the curvature."""
        return 1.0 / (2 + _STEEP**2 * len(self.w) * (1 / 3 if self.bent else 1))

    @property
    def _b(self) -> Tensor:
        return self.b if self.bias else torch.zeros_like(self.b)

    @property
    def _offset(self) -> Tensor:
        return self.offset if self.bias else torch.zeros_like(self.offset)


def _empty_layer(inputs: int, outputs: int) -> nn.Linear:
    """Without first weights, which would be drawn from the global generator."""
    return nn.utils.skip_init(nn.Linear, inputs, outputs, dtype=torch.float64)
