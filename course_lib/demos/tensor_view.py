"""A tensor as a picture: its pixels, with an arrow in the colour of each axis, and a table of shape and strides."""

from __future__ import annotations

import torch
from torch import Tensor

from course_lib.demos.aligned_table import fitting
from course_lib.demos.named_axes import NamedAxes
from course_lib.demos.picture import Picture

COLORS = {"images": "orange", "channels": "green", "rows": "blue", "columns": "red", "": "soft"}
WIDTH_OF_HALF = 720
_TABLE = 132, 116, 145, 76  # from the left of its half, top, width and height of a cell
_VIEW = 60, 438, 560, 390  # of the pixels: from the left of its half, top, width and height
_MOST = 6  # images of a stack
_THIN = 70  # a row of pixels
_CHANNELS = torch.tensor([[1.0, 0.35, 0.3], [0.3, 1.0, 0.4], [0.4, 0.55, 1.0]])  # red, green and blue that can be seen on black
Box = tuple[float, float, float, float]  # left, top, width, height


def draw_table(picture: Picture, left: float, code: str, named: NamedAxes | None, instead: str = "?") -> None:
    """The line of code; below it axis by axis the sizes, names and strides, or a mark in their stead."""
    x0, top, width, height = _TABLE
    picture.text(left, 58, code, fitting(code, WIDTH_OF_HALF, 36), bold=True, mono=True)
    for y, words in ((100, "axis"), (top + 48, "shape"), (266, "stride")):
        picture.text(left, y, words, 28, "soft")
    if named is None:
        color = "orange" if instead == "?" else "red"
        picture.box(left + x0, top, 4 * width, height, "panel", color, 4, dashed=True)
        return picture.text(left + x0 + 2 * width, top + 54, instead, 50, color, "middle", bold=True)
    if not named.shape:
        picture.text(left + x0, top + 48, "[]  no axis", 34, mono=True)
    for axis, (size, stride, name) in enumerate(zip(named.shape, named.tensor.stride(), named.names)):
        x = left + x0 + width * axis + width / 2
        picture.text(x, 100, axis, 28, "soft", "middle")
        picture.box(x - width / 2 + 4, top, width - 8, height, "panel", COLORS[name], 7)
        picture.text(x, top + 53, f"{size}", 42, "ink", "middle", bold=True, mono=True)
        picture.text(x, 226, name, 28, COLORS[name], "middle", bold=True)
        picture.text(x, 266, f"{stride}", 30, "ink", "middle", mono=True)


def axis_under(left: float, rank: int, x: float, y: float) -> int | None:
    """The axis whose box in the table is there."""
    x0, top, width, height = _TABLE
    axis = int((x - left - x0) // width)
    return axis if 0 <= axis < rank and 0 <= y - top < height else None


def draw_tensor(picture: Picture, left: float, named: NamedAxes) -> None:
    """The last two axes as an image, the one before as a stack, four as a grid."""
    rank, colors = len(named.shape), [COLORS[name] for name in named.names]
    if rank == 0:
        return _draw_number(picture, left, named.tensor)
    draw = {3: _draw_stack, 4: _draw_grid}.get(rank, _draw_flat)
    draw(picture, left + _VIEW[0], named, colors)


def draw_error(picture: Picture, left: float, error: str) -> None:
    lines = [""]
    for word in error.split():
        if len(lines[-1]) + len(word) > WIDTH_OF_HALF // 17:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    for place, line in enumerate(lines):
        picture.text(left, 322 + 40 * place, line, 28, "red", bold=True)


def _draw_number(picture: Picture, left: float, number: Tensor) -> None:
    picture.pixels(number.reshape(1, 1), left + _VIEW[0], _VIEW[1], 150, 150)
    picture.text(left + _VIEW[0] + 180, _VIEW[1] + 90, f"{number.item():.3f}", 44, mono=True)


def _draw_image(picture: Picture, image: Tensor, x: float, y: float, width: float, height: float) -> Box:
    """As large as fits, but never thinner than can be seen."""
    scale = min(width / image.shape[1], height / image.shape[0])
    box = (x, y, min(width, max(_THIN, scale * image.shape[1])), min(height, max(_THIN, scale * image.shape[0])))
    picture.pixels(image, *box)
    return box


def _draw_flat(picture: Picture, left: float, named: NamedAxes, colors: list[str]) -> None:
    """One image, or one row."""
    x, y, width, height = _draw_image(picture, named.tensor.reshape(-1, named.shape[-1]), left, *_VIEW[1:])
    _draw_arrow(picture, (x, y + height + 20), (x + width, y + height + 20), len(colors) - 1, colors[-1])
    if len(colors) == 2:
        _draw_arrow(picture, (x - 24, y), (x - 24, y + height), 0, colors[0])


def _draw_stack(picture: Picture, left: float, named: NamedAxes, colors: list[str]) -> None:
    """The first in front."""
    shown, side = min(named.shape[0], _MOST), 230
    x_step, y_step = (_VIEW[2] - side - 50) / (_MOST - 1), (_VIEW[3] - side - 10) / (_MOST - 1)
    foot, end = _VIEW[1] + _VIEW[3] - side, max(1, shown - 1)
    for place in reversed(range(shown)):
        image = _tinted(named, place, 0, named.tensor[place])
        x, y, width, height = _draw_image(picture, image, left + x_step * place, foot - y_step * place, side, side)
    picture.arrow(left - 14, foot - 14, left - 14 + x_step * end, foot - 14 - y_step * end, colors[0], 7)
    picture.text(left + x_step * end - 48, foot - y_step * end - 22, "0", 30, colors[0], "end", bold=True)
    _draw_arrow(picture, (x, y + height + 20), (x + width, y + height + 20), 2, colors[2])
    _draw_arrow(picture, (x - 24, y), (x - 24, y + height), 1, colors[1])
    if named.shape[0] > shown:
        picture.text(left + side + 80, _VIEW[1] + _VIEW[3], f"{shown} of {named.shape[0]:,} shown", 26, "soft")


def _draw_grid(picture: Picture, left: float, named: NamedAxes, colors: list[str]) -> None:
    """Axis 0 across, axis 1 down; the arrows of an image stand at the grid's edges."""
    across, down = min(named.shape[0], _MOST), min(named.shape[1], 3)
    side, top = 104, _VIEW[1] + 30
    for n in range(across):
        for channel in range(down):
            image = _tinted(named, channel, 1, named.tensor[n, channel])
            box = _draw_image(picture, image, left + side * n, top + side * channel, side - 8, side - 8)
    right, foot = left + side * across - 8, top + side * down - 8
    _draw_arrow(picture, (left, top - 22), (right, top - 22), 0, colors[0])
    _draw_arrow(picture, (left - 24, top), (left - 24, foot), 1, colors[1])
    _draw_arrow(picture, (right + 20, top), (right + 20, top + box[3]), 2, colors[2])
    _draw_arrow(picture, (left, foot + 20), (left + box[2], foot + 20), 3, colors[3])
    if named.shape[:2] != (across, down):
        words = f"{across} × {down} of {named.shape[0]:,} × {named.shape[1]:,} shown"
        picture.text(left + 180, foot + 32, words, 26, "soft")


def _draw_arrow(picture: Picture, start: tuple[float, float], end: tuple[float, float], axis: int, color: str) -> None:
    """Along an axis, to the right or down, with the axis' number at its end."""
    picture.arrow(*start, *end, color, 7)
    x, y, anchor = (end[0] + 12, end[1] + 10, "start") if start[1] == end[1] else (end[0], end[1] + 34, "middle")
    picture.text(x, y, axis, 30, color, anchor, bold=True)


def _tinted(named: NamedAxes, place: int, axis: int, image: Tensor) -> Tensor:
    """The image in the colour of its channel, if it is one of red, green and blue."""
    if named.names[axis] != "channels" or named.shape[axis] != 3:
        return image
    return image[..., None] * _CHANNELS[place]
