"""Stochastic gradient descent: a few indices at a time, and a step against the gradient."""

from collections.abc import Iterable

import torch
from torch import Tensor


def minibatches(n: int, batch_size: int, generator: torch.Generator | None = None) -> list[Tensor]:
    """Return the indices 0, ..., n - 1 in a random order, in batches: int64 [batch_size], the last one may be shorter.

    With a `generator`, it alone decides the order.
    """
    order = torch.randperm(n, generator=generator)
    return list(order.split(batch_size))


@torch.no_grad()
def sgd_step(params: Iterable[Tensor], lr: float) -> None:
    """Move each parameter against its gradient, in place; those without a gradient stay where they are."""
    for p in params:
        if p.grad is not None:
            p -= lr * p.grad
