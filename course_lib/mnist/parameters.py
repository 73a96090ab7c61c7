"""The numbers that training changes, as they are before the first step."""

from collections.abc import Sequence

import torch
from torch import Tensor


def init_params(shape: Sequence[int], std: float = 1.0, generator: torch.Generator | None = None) -> Tensor:
    """Return normally distributed numbers around 0, a leaf that requires grad."""
    # scaled first: what comes after `requires_grad_` is part of the graph
    return (torch.randn(tuple(shape), generator=generator) * std).requires_grad_()
