"""Metrics: what a person wants to know about predictions."""

from torch import Tensor


def batch_accuracy(predictions: Tensor, targets: Tensor) -> Tensor:
    """Return the share of raw activations on the right side of 0, for 0/1 targets; either may be [n] or [n, 1]."""
    said_yes, is_yes = predictions.flatten() > 0, targets.flatten() > 0.5  # (n,)
    return (said_yes == is_yes).float().mean()
