"""Drawings of what training leaves behind: how the losses fell, and what a layer looks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure
from torch import Tensor, nn

from course_lib.mnist.curves import draw_lines
from course_lib.mnist.plots import draw_digits

_SIDE = 28


def draw_losses(history: Sequence[Mapping[str, float]]) -> Figure:
    """The training and the validation loss of each epoch of a learner's history."""
    lines = {name: [epoch[name] for epoch in history] for name in ("train_loss", "valid_loss")}
    return draw_lines(lines, "epoch", "loss")


def draw_weights(layer: nn.Linear | nn.Conv2d, most: int = 32) -> Figure:
    """The weights of a layer's outputs as images: blue lowers the output, red raises it, white is 0.

    A linear layer must have an input a pixel; of a convolution each pair of channels is one small image. All share
    one scale; at most so many are drawn.
    """
    images = weight_images(layer)[:most]
    return draw_digits(images / images.abs().max().clamp(min=1e-12), signed=True)


def weight_images(layer: nn.Linear | nn.Conv2d) -> Tensor:
    """Return the weights as a stack of images [n, height, width]; raise `ValueError` where they are none."""
    weight = layer.weight.detach().cpu()
    if weight.ndim == 4:
        return weight.flatten(0, 1)  # (outputs * inputs, height, width)
    if weight.shape[1] != _SIDE**2:
        raise ValueError(f"a layer with {weight.shape[1]} inputs does not look at pixels; draw one with {_SIDE**2}")
    return weight.unflatten(1, (_SIDE, _SIDE))  # (outputs, 28, 28)
