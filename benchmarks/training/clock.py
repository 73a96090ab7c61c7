"""The clock: contenders side by side, each once a round, so that what slows the machine slows all of them alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class Times:
    """What a contender took: the first time by itself, because some compile in it, and then in each round."""

    first: float  # seconds
    rounds: Sequence[float]  # seconds

    @property
    def least(self) -> float:
        return min(self.rounds)

    @property
    def median(self) -> float:
        return statistics.median(self.rounds)

    def times_as_long_as(self, other: Times) -> float:
        """Return the median over the rounds of how many times as long as another of the same round this one took."""
        # round by round, because a machine that others use is slow for minutes and then fast again
        return statistics.median(own / others for own, others in zip(self.rounds, other.rounds, strict=True))


def interleaved(contenders: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Times]:
    """Run each once, and then each in every round."""
    first = {name: seconds(run) for name, run in contenders.items()}
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            taken[name].append(seconds(run))
    return {name: Times(first[name], taken[name]) for name in contenders}


def seconds(run: Callable[[], object]) -> float:
    """How long a call takes, and what it has left running on an accelerator."""
    began = time.perf_counter()
    run()
    if torch.accelerator.is_available():
        torch.accelerator.synchronize()
    return time.perf_counter() - began
