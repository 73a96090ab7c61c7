"""Measuring a model on data that it was not trained on."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

Metric = Callable[[Tensor, Tensor], Tensor]


def validate(model: nn.Module, valid_dl: Iterable[tuple[Tensor, Tensor]], metric: Metric) -> float:
    """Return the mean over samples of `metric(model(xb), yb)`: each batch's metric counts by the batch's size."""
    total, count = 0.0, 0
    with evaluating(model):
        for xb, yb in valid_dl:
            total += metric(model(xb), yb).item() * len(xb)
            count += len(xb)
    return total / count


@contextmanager
def evaluating(model: nn.Module) -> Iterator[None]:
    """Inside, the model is in eval mode and gradients are off; afterwards both are as before, in every part of it."""
    modes = [(part, part.training) for part in model.modules()]
    model.eval()
    try:
        with torch.no_grad():
            yield
    finally:
        for part, mode in modes:
            part.training = mode
