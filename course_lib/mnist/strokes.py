"""Strokes of a pen as an image."""

from collections.abc import Sequence

import numpy as np
import torch
from PIL import Image, ImageDraw
from torch import Tensor

Stroke = Sequence[tuple[float, float]]
_SIDE, _PEN, _EDGE = 200, 20, 30  # a pen a tenth of the digit: MNIST's own are two pixels wide, of twenty


def draw_strokes(strokes: Sequence[Stroke]) -> Tensor:
    """Return strokes of points (x, y), in any unit, y downwards, as an image: float [h, w], 1 where the pen was."""
    points = np.array([point for stroke in strokes for point in stroke], dtype=float).reshape(-1, 2)  # (n, 2)
    if not len(points):
        return torch.zeros(_SIDE, _SIDE)
    start, size = points.min(axis=0), max(points.max(axis=0) - points.min(axis=0)) or 1.0
    image = Image.new("L", (_SIDE + 2 * _EDGE, _SIDE + 2 * _EDGE))
    pen = ImageDraw.Draw(image)
    for stroke in strokes:
        _draw(pen, [tuple((np.array(point) - start) / size * _SIDE + _EDGE) for point in stroke])
    return torch.from_numpy(np.array(image)).float() / 255


def _draw(pen: ImageDraw.ImageDraw, points: list[tuple[float, float]]) -> None:
    pen.line(points, fill=255, width=_PEN, joint="curve")
    for x, y in points[:1] + points[-1:]:  # round ends; a stroke of one point is a dot
        pen.circle((x, y), _PEN / 2, fill=255)
