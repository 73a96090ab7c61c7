"""How far apart numbers are: mean errors, and the norms that they are made from."""

import torch
from torch import Tensor


def mae(a: Tensor, b: Tensor) -> Tensor:
    """Return the mean absolute error between `a` and `b`, float64 where one of them is, else float32."""
    return _difference(a, b).abs().mean().to(_result_type(a, b))


def rmse(a: Tensor, b: Tensor) -> Tensor:
    """Return the root of the mean square error between `a` and `b`, float64 where one of them is, else float32."""
    return _difference(a, b).square().mean().sqrt().to(_result_type(a, b))


def norms(x: Tensor) -> tuple[Tensor, Tensor]:
    """Return the L1 and the L2 norm over all elements: the sum of magnitudes, the root of the sum of squares."""
    magnitudes = x.double().abs()
    return magnitudes.sum().to(_result_type(x)), magnitudes.square().sum().sqrt().to(_result_type(x))


def distances_to(images: Tensor, target: Tensor) -> Tensor:
    """Return the mean absolute difference of each image to the target, [n, height, width] to [n]."""
    return (images - target).abs().mean(dim=(-2, -1))


def _difference(a: Tensor, b: Tensor) -> Tensor:
    # uint8 wraps round below 0, and float32 holds whole numbers only up to 2**24
    return a.double() - b.double()


def _result_type(*tensors: Tensor) -> torch.dtype:
    return torch.float64 if any(t.dtype == torch.float64 for t in tensors) else torch.float32
