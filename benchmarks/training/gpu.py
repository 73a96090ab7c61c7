"""All ten digits on a GPU: 99.5 %, from pinned host memory; and time and memory by batch size."""

from __future__ import annotations

import dataclasses
import statistics

import torch
from torch import nn

from course_lib.mnist import mnist
from course_lib.mnist.data import Digits
from course_lib.mnist.device import accelerated, best_device
from course_lib.mnist.learner import Learner
from course_lib.mnist.recipes import Recipe, recipe
from training.all_digits import learner_on
from training.clock import seconds

TARGET = 0.995
SIZES = (128, 500, 2_000, 8_000, 20_000, 60_000)


def measure_gpu(seeds: int, epochs: int | None) -> None:
    """Print what the runs reach and take, and what an epoch takes with each batch size; without a GPU, say so."""
    device = best_device()
    if device.type == "cpu":
        print("\nAll ten digits on a GPU: not measured yet (there is none here)")
        return
    digits = Digits(*(part.pin_memory() for part in mnist()))
    ours = recipe("conv", "all")
    measure_runs(dataclasses.replace(ours, epochs=epochs or ours.epochs), digits, seeds, device)
    measure_sizes(ours, digits, device)


def measure_runs(ours: Recipe, digits: Digits, seeds: int, device: torch.device) -> None:
    """The first run by itself: it compiles, loads kernels and asks for memory; the others find all that done."""
    print(f"\nAll ten digits on a GPU, {ours.epochs} epochs, from pinned host memory to the last measure; "
          "copy and validation count")
    model = accelerated(ours.make_model(None).to(device))
    first, _ = timed_run(ours, model, digits, seeds, device)
    runs = [timed_run(ours, model, digits, seed, device) for seed in range(seeds)]
    taken, reached = zip(*runs, strict=True)
    spread = statistics.stdev(reached) if seeds > 1 else 0.0
    print(f"the first run {first:.2f} s: compile and warm-up {first - statistics.median(taken):.2f} s")
    print(f"{seeds} seeds: mean {statistics.mean(taken):.3f} s, slowest {max(taken):.3f} s; mean accuracy "
          f"{statistics.mean(reached):.3%} of {TARGET:.1%} wanted (spread {spread:.3%}, least {min(reached):.2%})")


def timed_run(
    how: Recipe, model: nn.Module, digits: Digits, seed: int, device: torch.device
) -> tuple[float, float]:
    """Seconds of a whole training, and the accuracy that it ends with."""
    learners = []

    def run() -> None:
        learner = learner_in(model, how, digits, seed, device)
        learner.fit(how.epochs, how.lr)
        learners.append(learner)

    taken = seconds(run)
    return taken, learners[0].history[-1]["accuracy"]


def learner_in(model: nn.Module, how: Recipe, digits: Digits, seed: int, device: torch.device) -> Learner:
    """A learner with the seed's first weights in the very memory of `model`, which is compiled already."""
    learner = learner_on(how, digits, seed, device)
    model.load_state_dict(learner.model.state_dict())
    learner.model = model
    return learner


def measure_sizes(ours: Recipe, digits: Digits, device: torch.device) -> None:
    """An epoch with each batch size up to all digits at once, after two that warm up."""
    print(f"{'batch size':>12} {'an epoch':>12} {'most memory':>14}")
    for size in SIZES:
        how = dataclasses.replace(ours, batch_size=size)
        learner = learner_in(accelerated(how.make_model(None).to(device)), how, digits, 0, device)
        learner.fit(2, how.lr)
        torch.accelerator.reset_peak_memory_stats()
        taken = seconds(lambda learner=learner, how=how: learner.fit(1, how.lr))
        print(f"{size:>12,} {1e3 * taken:>9.1f} ms {torch.accelerator.max_memory_allocated() / 2**20:>11,.0f} MB")
