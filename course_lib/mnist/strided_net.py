"""The fast net for ten digits: three layers that halve the image, and no pooling that would look at pixels in vain."""

import torch
from torch import nn


def strided_model(outputs: int = 10, channels: tuple[int, int, int] = (16, 32, 64)) -> nn.Sequential:
    """Return three convolutions of stride 2 with batch norm, images [n, 28, 28] to activations [n, outputs]."""
    first, second, third = channels
    net = nn.Sequential(
        nn.Unflatten(1, (1, 28)),  # (n, 1, 28, 28): one channel, gray
        *_halving(1, first, kernel_size=5),  # (n, 16, 14, 14)
        *_halving(first, second, kernel_size=3),  # (n, 32, 7, 7)
        *_halving(second, third, kernel_size=3),  # (n, 64, 4, 4)
        nn.Flatten(),  # (n, 1024)
        nn.Linear(third * 16, outputs),
    )
    return net.to(memory_format=torch.channels_last)  # the order that convolutions work in: nothing to rearrange


def _halving(inputs: int, outputs: int, kernel_size: int) -> tuple[nn.Module, ...]:
    # no bias: batch norm would take it away again
    convolution = nn.Conv2d(inputs, outputs, kernel_size, stride=2, padding=kernel_size // 2, bias=False)
    return convolution, nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
