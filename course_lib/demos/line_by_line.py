"""A straight line that learns to go through some points, one line of the training loop at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn
from torch.nn.functional import mse_loss

from course_lib.mnist.optimiser import BasicOptim

CODE = {"forward": "loss = mse(model(x), y)", "clear": "opt.zero_grad()", "backward": "loss.backward()", "step": "opt.step()"}
KEPT = 60  # places of a trail


@dataclass(frozen=True)
class Points:
    """What is to be learned: x and y [n, 1]."""

    x: Tensor
    y: Tensor

    @classmethod
    def noisy(cls, generator: torch.Generator) -> Points:
        """Eight points near a line."""
        x = torch.linspace(-1, 2, 8, dtype=torch.float64)[:, None]
        return cls(x, 1.5 * x + 0.5 + 0.2 * torch.randn(x.shape, generator=generator, dtype=torch.float64))

    def valley(self) -> tuple[Tensor, Tensor]:
        """At (weight, bias) = p the loss is `(p - lowest) @ bowl @ (p - lowest)` above the least: lowest [2], bowl [2, 2]."""
        columns = torch.cat([self.x, torch.ones_like(self.x)], dim=1)  # (n, 2)
        return torch.linalg.lstsq(columns, self.y).solution[:, 0], columns.T @ columns / len(columns)


def line_model(weight: float, bias: float) -> nn.Linear:
    # without first weights, which would be drawn from the global generator
    model = nn.utils.skip_init(nn.Linear, 1, 1, dtype=torch.float64)
    with torch.no_grad():
        model.weight.fill_(weight)
        model.bias.fill_(bias)
    return model


def place(model: nn.Linear) -> tuple[float, float]:
    """Weight and bias."""
    return model.weight.item(), model.bias.item()


def stored(model: nn.Linear) -> tuple[float, float]:
    """Their gradients, as they are kept; nothing counts as 0."""
    return tuple(0.0 if p.grad is None else p.grad.item() for p in (model.weight, model.bias))


@dataclass
class Trainee:
    """A model on its way, with the order in which its lines run; `fresh` is what its last `backward` added."""

    model: nn.Linear
    lines: Sequence[str]
    rate: float
    trail: list[tuple[float, float]] = field(default_factory=list)
    fresh: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        self.optimiser = BasicOptim(self.model.parameters(), self.rate)
        self.trail.append(place(self.model))

    @property
    def place(self) -> tuple[float, float]:
        return self.trail[-1]

    @property
    def stored(self) -> tuple[float, float]:
        return stored(self.model)

    def loss(self, points: Points) -> float:
        with torch.no_grad():
            return mse_loss(self.model(points.x), points.y).item()

    def run(self, line: str, points: Points) -> None:
        """One line of the loop."""
        if line == "forward":
            self._loss = mse_loss(self.model(points.x), points.y)
        elif line == "clear":
            self.optimiser.zero_grad()
        elif line == "backward":
            before = self.stored
            self._loss.backward()
            self.fresh = tuple(new - old for new, old in zip(self.stored, before))
        else:
            self.optimiser.step()
            self.trail = [*self.trail, place(self.model)][-KEPT:]
