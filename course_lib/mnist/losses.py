"""Losses: what training makes smaller."""

import torch
from torch import Tensor


def mnist_loss(predictions: Tensor, targets: Tensor) -> Tensor:
    """Return the mean distance between the sigmoid of raw activations and their 0/1 targets, as a scalar.

    [n] and [n, 1] fit in any pairing.
    """
    # [n, 1] against [n] would broadcast to [n, n], without a word
    probabilities, targets = torch.sigmoid(predictions).flatten(), targets.flatten()  # (n,)
    return torch.where(targets == 1, 1 - probabilities, probabilities).mean()
