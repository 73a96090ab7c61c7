"""Digits boiled down to one number each, for a model with a single weight: it predicts `w * x`."""

from __future__ import annotations

from functools import cache

import torch
from torch import Tensor

from course_lib.demos.cut_out import threes_and_sevens
from course_lib.mnist.similarity import archetype, pixel_distance

COUNT = 1024  # half of them 3s; a power of two, so that all batches are full


@cache
def one_number_digits() -> tuple[Tensor, Tensor]:
    """Return x and y, [1024] each, sorted by label: how much nearer a digit is to the mean 3 than to the mean 7, and
    1 for a 3, 0 for a 7."""
    images, mean3, mean7 = _images_and_means()
    nearer = (pixel_distance(images, mean7) - pixel_distance(images, mean3)).double()
    return nearer / nearer.std(), torch.arange(COUNT).lt(COUNT // 2).double()


def image_of(digit: int) -> Tensor:
    """Return the picture [28, 28] of one of them."""
    return _images_and_means()[0][digit]


def gradients(w: float | Tensor, digits: Tensor) -> Tensor:
    """Return d/dw of the square error of `w * x` for each of these digits; the mean over a batch is the batch's gradient."""
    x, y = one_number_digits()
    return 2 * x[digits] * (w * x[digits] - y[digits])


@cache
def best_weight() -> float:
    """Where the gradient of all digits is 0."""
    x, y = one_number_digits()
    return ((x @ y) / (x @ x)).item()


@cache
def _images_and_means() -> tuple[Tensor, Tensor, Tensor]:
    digits = threes_and_sevens()
    images = torch.cat([digits.train_threes[: COUNT // 2], digits.train_sevens[: COUNT // 2]])  # (1024, 28, 28)
    return images, archetype(digits.train_threes), archetype(digits.train_sevens)
