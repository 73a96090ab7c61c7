"""Where tensors are worked on, and how a model is made fast there; no other module names a device."""

from types import MethodType

import torch
from torch import Tensor, nn


def best_device() -> torch.device:
    """Return the GPU where torch finds one, else the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def accelerated(model: nn.Module, *, compiled: bool = True) -> nn.Module:
    """Return the very model; on a GPU, in mixed precision from now on and, if `compiled`, replayed as CUDA graphs.

    Parameters and activations stay float32, and parameters keep their names: a checkpoint fits either way. To compile
    takes the better part of a minute. On a CPU nothing changes: mixed precision is slower there.
    """
    if next(model.parameters()).device.type == "cuda":
        model.forward = MethodType(_in_mixed_precision, model)  # a method, so that a deep copy calls its own
        if compiled:
            model.compile(mode="reduce-overhead")
    return model


def _in_mixed_precision(model: nn.Module, x: Tensor) -> Tensor:
    with torch.autocast("cuda", torch.bfloat16):
        return type(model).forward(model, x).float()
