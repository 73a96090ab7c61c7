"""Gradients: by the rules of calculus, and by trying."""

from collections.abc import Callable

import torch
from torch import Tensor

Scalar = Callable[[Tensor], Tensor]


def gradient(f: Scalar, x: Tensor) -> Tensor:
    """Return the gradient of the scalar `f(x)` by autograd; nothing is left behind on `x`."""
    x = x.detach().requires_grad_()  # another tensor on the same numbers
    return torch.autograd.grad(f(x), x)[0]


def numerical_gradient(f: Scalar, x: Tensor, eps: float = 1e-4) -> Tensor:
    """Return the gradient of the scalar `f(x)` by central differences, float64 [n] for an `x` [n] of any dtype."""
    x = x.detach().double()  # float32 keeps seven digits, and the difference of two near values loses most of them
    steps = eps * torch.eye(len(x), dtype=x.dtype)  # (n, n): one coordinate at a time
    return torch.stack([(f(x + step) - f(x - step)) / (2 * eps) for step in steps])
