"""A model that tells 3s from 7s, and all that depends on one of its 784 weights while the others stay."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

import torch
from torch import Tensor

from course_lib.demos.cut_out import threes_and_sevens
from course_lib.mnist.gradients import gradient
from course_lib.mnist.losses import mnist_loss
from course_lib.mnist.metrics import batch_accuracy
from course_lib.mnist.similarity import archetype

SIDE = 28
_STRENGTH = 0.25  # of the weights: the difference of the means is a sure judge, a milder one has more to learn
_NUDGE = 1e-6  # for the slope of the accuracy


class Stair(NamedTuple):
    """Where the weight changes the model's mind on one digit."""

    weight: float
    digit: int  # its index


@dataclass(frozen=True)
class OneWeight:
    """The score of each digit is `base + w * ink`: only the pixel's weight `w` moves."""

    images: Tensor  # (n, 28, 28)
    targets: Tensor  # (n,): 1 is a 3, 0 a 7
    base: Tensor  # (n,): the score without the pixel
    ink: Tensor  # (n,): what the pixel holds
    stairs: tuple[Stair, ...]  # from left to right

    def scores(self, w: float | Tensor) -> Tensor:
        return self.base + w * self.ink

    def loss(self, w: float | Tensor) -> Tensor:
        return mnist_loss(self.scores(w), self.targets)

    def slope(self, w: float) -> float:
        """Of the loss, by autograd."""
        return gradient(self.loss, torch.tensor(w, dtype=torch.float64)).item()

    def right(self, w: float) -> int:
        """How many digits are told right."""
        return round(batch_accuracy(self.scores(w), self.targets).item() * len(self.targets))

    def accuracy_slope(self, w: float) -> float:
        """Of the accuracy, by a nudge to both sides."""
        return (self.right(w + _NUDGE) - self.right(w - _NUDGE)) / (2 * _NUDGE * len(self.targets))

    def flats(self, low: float, high: float) -> list[tuple[float, float, int]]:
        """Return each piece of the staircase between two weights: from where, to where, and how many digits are right on it."""
        stairs = [stair for stair in self.stairs if low < stair.weight < high]
        edges = [low, *(stair.weight for stair in stairs), high]
        ups = (1 if self.targets[stair.digit] == 1 else -1 for stair in stairs)  # ink raises the score: good for a 3
        counts = accumulate(ups, initial=self.right((edges[0] + edges[1]) / 2))
        return list(zip(edges, edges[1:], counts))


@cache
def weights() -> tuple[Tensor, Tensor]:
    """Return the weights [28, 28] and the bias: a digit nearer to the mean 3 than to the mean 7 scores above 0."""
    digits = threes_and_sevens()
    three, seven = archetype(digits.train_threes).double(), archetype(digits.train_sevens).double()
    toward_three = _STRENGTH * (three - seven)
    return toward_three, -(toward_three * (three + seven) / 2).sum()


@lru_cache(maxsize=8)  # each holds its images
def one_weight(row: int, column: int, count: int, seed: int) -> OneWeight:
    """Return the model with the weight of that pixel free, on `count` validation digits, half of them 3s."""
    digits, generator = threes_and_sevens(), torch.Generator().manual_seed(seed)
    threes = _drawn(digits.valid_threes, count // 2, generator)
    sevens = _drawn(digits.valid_sevens, count - count // 2, generator)
    images = torch.cat([threes, sevens]).double()
    targets = torch.cat([torch.ones(len(threes)), torch.zeros(len(sevens))]).double()
    others, bias = weights()[0].clone(), weights()[1]
    others[row, column] = 0
    base, ink = (images * others).sum((1, 2)) + bias, images[:, row, column]
    return OneWeight(images, targets, base, ink, _stairs(base, ink))


def _drawn(images: Tensor, count: int, generator: torch.Generator) -> Tensor:
    return images[torch.randperm(len(images), generator=generator)[:count]]


def _stairs(base: Tensor, ink: Tensor) -> tuple[Stair, ...]:
    inked = ink.nonzero().flatten()
    return tuple(sorted(Stair(*pair) for pair in zip((-base / ink)[inked].tolist(), inked.tolist())))
