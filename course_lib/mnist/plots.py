"""Drawings of digits and of the tensors that hold them, each a figure of its own that pyplot does not know of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

INK = "#1f2933"
ACCENT = "#c2410c"
SOFT = "#dbe7f5"
Box = tuple[float, float, float, float]  # left, top, width, height


def draw_digits(images: Sequence, titles: Sequence[str] = (), columns: int = 8, signed: bool = False) -> Figure:
    """Images in a grid, each gray [h, w], colour [3, h, w] or PIL, with 0 drawn black.

    uint8 runs from 0 to 255, floats from 0 to 1; signed differences from -1 (blue) through 0 (white) to 1 (red).
    """
    if not len(images):
        return _a_figure_that_says("no images")
    columns = min(columns, len(images))
    rows = -(-len(images) // columns)
    shape = _width_over_height(images[0])
    width = min(2.2 * max(1, shape), 8.4 / columns)  # inches; 8.4 fill a notebook's page
    title = 0.25 * bool(titles)
    height = width / shape + title
    figure, axes = _sheet(width * columns, height * rows)
    drawn = []
    for place, image in enumerate(images):
        left, top = width * (place % columns), height * (place // columns)
        drawn.append(_draw_at(axes, image, (left, top + title, width, height - title), signed))
        if place < len(titles):
            axes.text(left + width / 2, top + 0.8 * title, titles[place], ha="center", fontsize=9, color=INK)
    _frame(axes, drawn)
    return figure


def draw_numbers(image: torch.Tensor) -> Figure:
    """An image [h, w] of uint8, with every pixel's value written on it."""
    height, width = image.shape
    figure = Figure(figsize=(0.33 * width, 0.33 * height), layout="constrained")
    axes = figure.add_subplot()
    _draw_image(axes, image)
    _write_values(axes, image)
    return figure


def draw_ranks(stack: torch.Tensor) -> Figure:
    """A stack [n, h, w] of uint8 images, one image of it, one row of that and one pixel: ranks 3, 2, 1 and 0."""
    figure, axes = _sheet(8.4, 2.5)
    middle, center = stack.shape[1] // 2, stack.shape[2] // 2
    single = stack[0, middle : middle + 1, center : center + 1]
    row = stack[0, middle : middle + 1]
    places = [(single, (0.35, 1.15, 0.7, 0.7)), (row, (1.4, 0.6, 1.8, 1.8)), (stack[0], (3.5, 0.6, 1.8, 1.8))]
    _frame(axes, [_draw_at(axes, image, box, signed=False) for image, box in places])
    axes.text(0.7, 1.5, str(single.item()), ha="center", va="center", fontsize=9, color=_readable_on(single.item()))
    _draw_pile(axes, stack[:4], (5.6, 0.6, 2.7, 1.8))
    for rank, (name, place) in enumerate({"a pixel": 0.7, "a row": 2.3, "a digit": 4.4, "a stack": 6.95}.items()):
        axes.text(place, 0.45, f"rank {rank}\n{name}", ha="center", fontsize=10, color=INK)
    return figure


def draw_shapes(shapes: Mapping[str, Sequence[int]]) -> Figure:
    """Shapes, one a line under its name, lined up from the right; an axis that a shape lacks is an empty dashed box."""
    longest = max(len(shape) for shape in shapes.values())
    figure, axes = _sheet(2.2 + 0.8 * longest, 0.52 * len(shapes))
    axes.set(xlim=(-2.4, longest + 0.05), ylim=(len(shapes) - 0.05, -0.05))
    for line, (name, shape) in enumerate(shapes.items()):
        axes.text(-0.2, line + 0.5, name, ha="right", va="center", fontsize=11, color=INK)
        sizes = [None] * (longest - len(shape)) + list(shape)
        for place, size in enumerate(sizes):
            _draw_box(axes, place, line, size)
    return figure


def _sheet(width: float, height: float) -> tuple[Figure, Axes]:
    """An empty figure, and on all of it one pair of axes in inches from its left upper corner.

    One pair for all that is drawn, and no margins to be found out: a pair for each image takes ten times as long.
    """
    figure = Figure(figsize=(width, height))
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    return figure, axes


def _a_figure_that_says(text: str) -> Figure:
    figure = Figure(figsize=(2.2, 0.5), layout="constrained")
    figure.text(0.5, 0.5, text, ha="center", va="center", color=INK)
    return figure


def _width_over_height(image) -> float:
    height, width = np.asarray(image).shape[-2:]
    return width / height


def _draw_at(axes: Axes, image, box: Box, signed: bool) -> Box:
    """The image in the middle of a box, as large as it gets; where it came to lie."""
    left, top, width, height = box
    shape = _width_over_height(image)
    drawn_width = 0.94 * min(width, height * shape)
    drawn_height = drawn_width / shape
    left, top = left + (width - drawn_width) / 2, top + (height - drawn_height) / 2
    _show_values(axes, image, signed, extent=(left, left + drawn_width, top + drawn_height, top), aspect="auto")
    return left, top, drawn_width, drawn_height


def _frame(axes: Axes, boxes: Sequence[Box]) -> None:
    """A line around each; all in one go, for a patch for each takes as long as the images."""
    corners = [[(left, top), (left + width, top), (left + width, top + height), (left, top + height)] for left, top, width, height in boxes]
    axes.add_collection(PolyCollection(corners, facecolors="none", edgecolors=INK, linewidths=0.8), autolim=False)


def _draw_image(axes: Axes, image) -> None:
    _show_values(axes, image)
    axes.set(xticks=[], yticks=[])


def _show_values(axes: Axes, image, signed: bool = False, **where) -> None:
    values = np.asarray(image)
    if values.ndim == 3:
        values = values.transpose(1, 2, 0)  # matplotlib wants the colours last
    low, high = (-1, 1) if signed else (0, 255 if values.dtype == np.uint8 else 1)
    if values.ndim == 3 and values.dtype != np.uint8:
        values = values.clip(0, 1)  # it warns of colours outside, where it clips gray without a word
    axes.imshow(values, cmap="RdBu_r" if signed else "gray", vmin=low, vmax=high, interpolation="nearest", **where)


def _write_values(axes: Axes, image: torch.Tensor) -> None:
    for row, values in enumerate(image.tolist()):
        for column, value in enumerate(values):
            axes.text(column, row, str(value), ha="center", va="center", fontsize=7, color=_readable_on(value))


def _readable_on(shade: int) -> str:
    return "black" if shade > 127 else "white" if shade else "#777777"


def _draw_pile(axes: Axes, images: torch.Tensor, box: Box) -> None:
    """The first image in front, and each other one a step to the right and up behind the one before it."""
    left, top, width, height = box
    behind = len(images) - 1
    size = min(width / (1 + 0.4 * behind), height / (1 + 0.2 * behind))
    for depth, image in enumerate(images):
        right, low = left + (0.4 * depth + 1) * size, top + height - 0.2 * depth * size
        extent = (right - size, right, low, low - size)
        _show_values(axes, image, extent=extent, aspect="auto", zorder=-depth)
        axes.add_patch(Rectangle((right - size, low - size), size, size, fill=False, edgecolor="white", zorder=-depth))


def _draw_box(axes: Axes, place: int, line: int, size: int | None) -> None:
    look = {"facecolor": "none", "linestyle": "--"} if size is None else {"facecolor": SOFT}
    edge = ACCENT if size == 1 else "#8a97a6"
    axes.add_patch(Rectangle((place + 0.06, line + 0.08), 0.88, 0.84, edgecolor=edge, linewidth=1.2, **look))
    if size is not None:
        axes.text(place + 0.5, line + 0.5, str(size), ha="center", va="center", fontsize=11, color=INK)
