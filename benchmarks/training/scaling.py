"""How the time of an epoch grows: with the number of images, and with the number of parameters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from course_lib.mnist import mnist, simple_net
from course_lib.mnist.learner import DataLoaders, Learner
from course_lib.mnist.optimiser import BasicOptim
from course_lib.mnist.resident import Resident
from training.clock import interleaved

IMAGES = (7_500, 15_000, 22_500, 30_000, 37_500, 45_000, 52_500, 60_000)
HIDDEN = (30, 120, 240, 360, 480, 600, 720)
FEW = 6_000  # images, where parameters vary
BATCH, LR = 256, 0.1


@dataclass(frozen=True)
class Growth:
    """Seconds of an epoch by the number of something, and the line nearest to them."""

    of: str
    counts: Sequence[int]
    seconds: Sequence[float]

    @property
    def line(self) -> tuple[float, float]:
        """Seconds for each one more, and seconds for none."""
        slope, fixed = np.polyfit(self.counts, self.seconds, 1)
        return float(slope), float(fixed)

    @property
    def departure(self) -> float:
        """How far from the line the farthest point lies, as a share of the longest time."""
        slope, fixed = self.line
        distances = (abs(s - (slope * n + fixed)) for n, s in zip(self.counts, self.seconds, strict=True))
        return max(distances) / max(self.seconds)


def measure_scaling(rounds: int, threads: int, plot: Path | None) -> None:
    """Print the times and the lines; draw them where a path is given."""
    torch.set_num_threads(threads)
    growths = [by_images(rounds), by_parameters(rounds)]
    print(f"\nAn epoch of simple_net on all ten digits, batch {BATCH}, {threads} thread{'s' * (threads > 1)}, "
          f"least of {rounds} rounds")
    for growth in growths:
        slope, _ = growth.line
        print(f"by {growth.of}: {1e9 * slope:,.0f} ns for each one more; "
              f"none is farther from a straight line than {growth.departure:.1%} of the longest")
        for count, seconds in zip(growth.counts, growth.seconds, strict=True):
            print(f"{count:>12,} {1e3 * seconds:8.1f} ms")
    if plot:
        draw(growths, plot)
        print(f"drawn: {plot}")


def by_images(rounds: int) -> Growth:
    """With 784-30-10."""
    return Growth("images", IMAGES, _least([_epoch(simple_net(outputs=10), n) for n in IMAGES], rounds))


def by_parameters(rounds: int) -> Growth:
    """With 6,000 images and more and more hidden numbers."""
    models = [simple_net(hidden=hidden, outputs=10) for hidden in HIDDEN]
    counts = [sum(parameter.numel() for parameter in model.parameters()) for model in models]
    return Growth("parameters", counts, _least([_epoch(model, FEW) for model in models], rounds))


def _epoch(model: nn.Module, images: int) -> Callable[[], None]:
    digits = mnist()
    train = Resident(digits.train_images[:images].flatten(1), digits.train_labels[:images])
    valid = Resident(digits.valid_images[:BATCH].flatten(1), digits.valid_labels[:BATCH])  # one batch: next to nothing
    loaders = DataLoaders(train.batches(BATCH, torch.Generator().manual_seed(0)), valid.batches(BATCH, shuffle=False))
    learner = Learner(loaders, model, BasicOptim, F.cross_entropy)
    return lambda: learner.fit(1, LR)


def _least(epochs: Sequence[Callable[[], None]], rounds: int) -> list[float]:
    times = interleaved(dict(enumerate(epochs)), rounds)
    return [times[place].least for place in range(len(epochs))]


def draw(growths: Sequence[Growth], path: Path) -> None:
    """A panel each: the times as dots, the line through them."""
    from matplotlib.figure import Figure

    from course_lib.mnist.plots import ACCENT, INK

    figure = Figure(figsize=(8.4, 3.0), layout="constrained")
    for axes, growth in zip(figure.subplots(1, len(growths)), growths, strict=True):
        slope, fixed = growth.line
        ends = np.array([0, max(growth.counts)])
        axes.plot(ends, 1e3 * (slope * ends + fixed), color=INK, linewidth=1)
        axes.plot(growth.counts, [1e3 * seconds for seconds in growth.seconds], "o", color=ACCENT, markersize=5)
        axes.set(xlabel=growth.of, ylabel="ms an epoch", ylim=(0, None), xlim=(0, None))
        axes.locator_params("x", nbins=4)  # long numbers would run into each other
        axes.xaxis.set_major_formatter("{x:,.0f}")
        axes.set_title(f"{1e9 * slope:,.0f} ns for each one more", fontsize=10, color=INK)
    figure.savefig(path, dpi=150)
