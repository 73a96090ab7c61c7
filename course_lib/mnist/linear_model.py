"""The linear model: each pixel has a weight, and their weighted sum decides."""

from torch import nn


def linear_net(inputs: int = 28 * 28, outputs: int = 1) -> nn.Sequential:
    """Return one linear layer, [n, inputs] to [n, outputs]."""
    return nn.Sequential(nn.Linear(inputs, outputs))
