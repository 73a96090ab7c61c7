"""Drawings of curves: paths of positions on them, and lines of numbers that training leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import cycle

import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course_lib.mnist.plots import ACCENT, INK

CURVE = "#8a97a6"
LOOKS = (("#1d4ed8", "-"), (ACCENT, "--"), ("#0f766e", "-."), (INK, ":"))  # told apart without colours, too


def draw_paths(
    f: Callable[[torch.Tensor], torch.Tensor], paths: Mapping[str, Sequence[float]], low: float, high: float
) -> Figure:
    """One panel a path, under its name: `f` from `low` to `high`, and on it the path's positions in their order.

    The first position is hollow; positions outside are not drawn.
    """
    figure = Figure(figsize=(min(8.4, 3.4 * len(paths)), 2.6), layout="constrained")
    panels = figure.subplots(1, len(paths), sharey=True, squeeze=False)[0]
    for axes, (name, positions) in zip(panels, paths.items(), strict=True):
        _draw_curve(axes, f, low, high)
        _draw_path(axes, f, positions)
        axes.set_title(name, fontsize=9, color=INK)
        axes.set_xlim(low, high)
    return figure


def draw_lines(lines: Mapping[str, Sequence[float]], xlabel: str, ylabel: str) -> Figure:
    """Each sequence as a line over 0, 1, 2, ..., named in a legend."""
    figure = Figure(figsize=(6.4, 3.0), layout="constrained")
    axes = figure.add_subplot(xlabel=xlabel, ylabel=ylabel)
    for (name, values), (color, style) in zip(lines.items(), cycle(LOOKS)):
        axes.plot(range(len(values)), values, color=color, linestyle=style, label=name)
    axes.legend(frameon=False, fontsize=9)
    return figure


def _draw_curve(axes: Axes, f: Callable[[torch.Tensor], torch.Tensor], low: float, high: float) -> None:
    x = torch.linspace(low, high, 200)
    y = f(x)
    axes.plot(x.tolist(), y.tolist(), color=CURVE, linewidth=1.2)
    room = 0.08 * (y.max() - y.min()).item()
    axes.set_ylim(y.min().item() - room, y.max().item() + room)  # a path that flies off must not flatten the curve


def _draw_path(axes: Axes, f: Callable[[torch.Tensor], torch.Tensor], positions: Sequence[float]) -> None:
    heights = f(torch.tensor(positions)).tolist()
    axes.plot(positions, heights, "o-", color=ACCENT, markersize=4, linewidth=1)
    axes.plot(positions[:1], heights[:1], "o", color=ACCENT, markerfacecolor="white", markersize=7)
