"""The linear layer: a weighted sum of the inputs for each output, and a bias."""

from torch import Tensor


def linear(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    """Return `x @ w + b`, [n, m], for x [n, d], w [d, m] and b [m]."""
    return x @ w + b
