"""Curves on [-1, 1] for a net to follow: some to choose from, and one drawn by hand, which is straight between its points."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

from course_lib.mnist.nonlinearity import sawtooth

GRID = torch.arange(-100, 101, dtype=torch.float64) / 100  # where a curve is looked at
POINTS = GRID[::5]  # those of a drawn curve
HIGHEST = 1.4  # that a drawn point gets


@torch.no_grad()
def _teeth(x: Tensor) -> Tensor:
    return 1.6 * sawtooth(3).double()((x[:, None] + 1) / 2)[:, 0] - 0.8


CURVES = {
    "wave": lambda x: 0.8 * torch.sin(1.5 * math.pi * x),
    "bump": lambda x: 1.6 * torch.exp(-((x / 0.3) ** 2)) - 0.8,
    "step": lambda x: 0.8 * torch.sign(x),
    "parabola": lambda x: 1.6 * x * x - 0.8,
    "sawtooth": _teeth,
}
DRAWN = "drawn"


def through(points: Tensor) -> Tensor:
    """The curve that is straight between the heights at `POINTS`, on `GRID`."""
    return torch.from_numpy(np.interp(GRID, POINTS, points))


def drawn_over(points: Tensor, start: tuple[float, float], end: tuple[float, float]) -> Tensor:
    """The heights after a pen went straight from `start` to `end`."""
    (x1, y1), (x2, y2) = sorted((start, end))
    first, last = nearest_point(x1), nearest_point(x2)
    heights = np.interp(POINTS[first : last + 1], (x1, x2), (y1, y2)) if x1 < x2 else [end[1]]
    changed = points.clone()
    changed[first : last + 1] = torch.as_tensor(heights, dtype=points.dtype).clamp(-HIGHEST, HIGHEST)
    return changed


def nearest_point(x: float) -> int:
    return int((POINTS - x).abs().argmin())
