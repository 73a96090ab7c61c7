"""A student's `mnist_loss` over one weight."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from course_lib.demos.one_weight import OneWeight
from course_lib.demos.own import Own

_PATIENCE = 100  # digits: with more, a loss that loops over them is asked at fewer places


def loss_and_slope(own: Own, model: OneWeight, w: float) -> tuple[float | None, float | None]:
    """Return the loss, None where there is none, and its slope, None where no graph leads to the weight."""
    weight = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    loss = own.tried(lambda function: function(model.scores(weight), model.targets.clone()), like=model.loss(weight))
    if loss is None:
        return None, None
    return _number(loss), own.tried(lambda _: _slope(loss, weight))


def losses(own: Own, model: OneWeight, grid: Sequence[float]) -> list[tuple[float, float]]:
    """Return the points of its curve, none where it fails."""
    if len(model.targets) > _PATIENCE:
        grid = grid[::4]
    return own.tried(lambda function: [(w, _number(function(model.scores(w), model.targets.clone()))) for w in grid]) or []


def _number(loss: Tensor | float) -> float:
    return float(loss.detach() if isinstance(loss, Tensor) else loss)


def _slope(loss: Tensor | float, weight: Tensor) -> float | None:
    if not (isinstance(loss, Tensor) and loss.requires_grad):
        return None
    found = torch.autograd.grad(loss, weight, allow_unused=True)[0]
    return None if found is None or not found.isfinite() else found.item()
