"""The smallest net that bends: two linear layers with a ReLU between them."""

from torch import nn


def simple_net(inputs: int = 28 * 28, hidden: int = 30, outputs: int = 1) -> nn.Sequential:
    """Return two linear layers with a ReLU between them, [n, inputs] to [n, outputs]."""
    return nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, outputs))
