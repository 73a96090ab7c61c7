"""Drawings of digits and of the tensors that hold them, each a figure of its own that pyplot does not know of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

INK = "#1f2933"
ACCENT = "#c2410c"
SOFT = "#dbe7f5"


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
    figure = Figure(figsize=(width * columns, height * rows), layout="constrained")
    # One pair of axes for all: a pair for each image would take ten times as long to draw.
    axes = figure.add_subplot(xlim=(0, width * columns), ylim=(height * rows, 0))
    axes.set_axis_off()
    for place, image in enumerate(images):
        left, top = width * (place % columns), height * (place // columns)
        _draw_at(axes, image, (left, top + title, width, height - title), signed)
        if place < len(titles):
            axes.text(left + width / 2, top + 0.8 * title, titles[place], ha="center", fontsize=9, color=INK)
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
    figure = Figure(figsize=(8.4, 2.5), layout="constrained")
    pixel, row, image, pile = figure.subplots(1, 4, width_ratios=[0.35, 1.1, 1.1, 1.7])
    middle, center = stack.shape[1] // 2, stack.shape[2] // 2
    single = stack[0, middle : middle + 1, center : center + 1]
    _draw_image(pixel, single)
    _write_values(pixel, single)
    _draw_image(row, stack[0, middle : middle + 1])
    _draw_image(image, stack[0])
    _draw_pile(pile, stack[:4])
    for rank, (axes, name) in enumerate([(pixel, "a pixel"), (row, "a row"), (image, "a digit"), (pile, "a stack")]):
        axes.set_title(f"rank {rank}\n{name}", fontsize=10, color=INK)
    return figure


def draw_shapes(shapes: Mapping[str, Sequence[int]]) -> Figure:
    """Shapes, one a line under its name, lined up from the right; an axis that a shape lacks is an empty dashed box."""
    longest = max(len(shape) for shape in shapes.values())
    figure = Figure(figsize=(2.2 + 0.8 * longest, 0.52 * len(shapes)), layout="constrained")
    axes = figure.add_subplot(xlim=(-2.4, longest + 0.05), ylim=(len(shapes) - 0.05, -0.05))
    axes.set_axis_off()
    for line, (name, shape) in enumerate(shapes.items()):
        axes.text(-0.2, line + 0.5, name, ha="right", va="center", fontsize=11, color=INK)
        sizes = [None] * (longest - len(shape)) + list(shape)
        for place, size in enumerate(sizes):
            _draw_box(axes, place, line, size)
    return figure


def _a_figure_that_says(text: str) -> Figure:
    figure = Figure(figsize=(2.2, 0.5), layout="constrained")
    figure.text(0.5, 0.5, text, ha="center", va="center", color=INK)
    return figure


def _width_over_height(image) -> float:
    height, width = np.asarray(image).shape[-2:]
    return width / height


def _draw_at(axes: Axes, image, box: tuple[float, float, float, float], signed: bool) -> None:
    """The image in the middle of a box (left, top, width, height), as large as it gets, with a line around it."""
    left, top, width, height = box
    shape = _width_over_height(image)
    drawn_width = 0.94 * min(width, height * shape)
    drawn_height = drawn_width / shape
    left, top = left + (width - drawn_width) / 2, top + (height - drawn_height) / 2
    _show_values(axes, image, signed, extent=(left, left + drawn_width, top + drawn_height, top), aspect="auto")
    axes.add_patch(Rectangle((left, top), drawn_width, drawn_height, fill=False, edgecolor=INK, linewidth=0.8))


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
            color = "black" if value > 127 else "white" if value else "#777777"
            axes.text(column, row, str(value), ha="center", va="center", fontsize=7, color=color)


def _draw_pile(axes: Axes, images: torch.Tensor) -> None:
    height, width = images.shape[1:]
    right, up = 0.4 * width, 0.2 * height  # from each image to the one behind it
    behind = len(images) - 1
    for depth, image in enumerate(images):
        left, bottom = depth * right, depth * up
        extent = (left, left + width, bottom, bottom + height)
        axes.imshow(np.asarray(image), cmap="gray", vmin=0, vmax=255, extent=extent, zorder=-depth)
        axes.add_patch(Rectangle((left, bottom), width, height, fill=False, edgecolor="white", zorder=-depth))
    axes.set(xlim=(0, behind * right + width), ylim=(0, behind * up + height))
    axes.set_axis_off()


def _draw_box(axes: Axes, place: int, line: int, size: int | None) -> None:
    look = {"facecolor": "none", "linestyle": "--"} if size is None else {"facecolor": SOFT}
    edge = ACCENT if size == 1 else "#8a97a6"
    axes.add_patch(Rectangle((place + 0.06, line + 0.08), 0.88, 0.84, edgecolor=edge, linewidth=1.2, **look))
    if size is not None:
        axes.text(place + 0.5, line + 0.5, str(size), ha="center", va="center", fontsize=11, color=INK)
