"""All ten digits to 99.0 %: the script of the tutorials, and ours; the same rule for both.

Both are asked after each epoch how many of the validation digits they get right, and stop when it is enough. The clock
starts when the digits are in memory, and what is asked after each epoch counts.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable

import torch

from course_lib.mnist import mnist
from course_lib.mnist.callbacks import Callback
from course_lib.mnist.learner import Learner
from course_lib.mnist.recipes import recipe
from training.all_digits import learner_on
from training.tutorial import Standing, run_tutorial

TARGET = 0.99


def measure_digits(seeds: int, our_epochs: int, epochs: int, threads: int) -> None:
    """Print where each run stands after each epoch, and for both the mean over the seeds."""
    torch.set_num_threads(threads)
    print(f"\nAll ten digits to {TARGET:.1%}, asked after each epoch; {threads} thread{'s' * (threads > 1)}")
    ours, theirs = [], []
    for seed in range(seeds):
        ours.append(_last("ours", seed, run_ours(seed, our_epochs)))
        if epochs:
            theirs.append(_last("tutorial", seed, run_tutorial(seed, TARGET, epochs, threads)))
    _tell("ours", ours)
    if theirs:
        _tell("tutorial", theirs)
        print(f"the tutorial takes {_mean_seconds(theirs) / _mean_seconds(ours):.1f} times as long")


def run_ours(seed: int, epochs: int) -> list[Standing]:
    """Where our recipe for all ten digits stands after each epoch, from bytes and first weights on."""
    digits, standings = mnist(), []
    ours = recipe("conv", "all")
    began = time.perf_counter()

    def note(learner: Learner) -> None:
        measured = learner.history[-1]["accuracy"]
        standings.append(Standing(learner.epochs_done, time.perf_counter() - began, measured))
        if measured >= TARGET:
            learner.stop()

    learner_on(ours, digits, seed, callbacks=[Callback(after_epoch=note)]).fit(epochs, ours.lr)
    return standings


def _last(name: str, seed: int, standings: Iterable[Standing]) -> Standing:
    """The last standing, after all have been printed."""
    for standing in standings:
        print(f"{name:<9} seed {seed}  epoch {standing.epoch:>2}  {standing.seconds:7.1f} s  {standing.accuracy:.2%}",
              flush=True)
    return standing


def _tell(name: str, runs: list[Standing]) -> None:
    missed = sum(run.accuracy < TARGET for run in runs)
    accuracy = statistics.mean(run.accuracy for run in runs)
    print(f"{name:<9} mean {_mean_seconds(runs):.1f} s, mean accuracy {accuracy:.2%}"
          + (f"; {missed} of {len(runs)} ran out of epochs" if missed else ""))


def _mean_seconds(runs: list[Standing]) -> float:
    return statistics.mean(run.seconds for run in runs)
