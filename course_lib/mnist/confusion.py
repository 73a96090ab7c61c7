"""Which digits a model takes for which."""

import torch
from torch import Tensor, nn

from course_lib.mnist.validation import evaluating

_DIGITS, _BATCH = 10, 1000


def confusion(model: nn.Module, x: Tensor, y: Tensor) -> Tensor:
    """Return how often each digit is taken for each: int64 [10, 10], true digits in rows, predicted ones in columns."""
    with evaluating(model):
        predicted = torch.cat([model(xb).argmax(dim=1) for xb in x.split(_BATCH)])  # (n,)
    pairs = y * _DIGITS + predicted
    return torch.bincount(pairs, minlength=_DIGITS**2).view(_DIGITS, _DIGITS)
