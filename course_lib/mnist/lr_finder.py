"""The learning-rate finder: how the loss answers to a rate that grows from step to step."""

import copy
import math
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, repeat
from typing import NamedTuple

import torch

from course_lib.mnist.learner import Learner
from course_lib.mnist.schedules import set_lr

_PAST = 0.8  # its share in the mean of the losses: single batches jump
_EXPLODED = 4.0  # times the lowest loss: beyond, nothing is to be learned


class Sweep(NamedTuple):
    """The rates tried, each larger by the same factor, and the mean of late losses before the step with each."""

    rates: list[float]
    losses: list[float]

    def suggestion(self) -> float:
        """Return a tenth of the rate at which the loss was lowest: large, and not yet at the edge."""
        return self.rates[self.losses.index(min(self.losses))] / 10


def sweep_rates(learner: Learner, low: float = 1e-4, high: float = 10.0, steps: int = 100) -> Sweep:
    """Train a copy of the model with rates from `low` to `high`, until the loss explodes; the learner stays as it is.

    From Smith, "Cyclical Learning Rates for Training Neural Networks", 2015.
    """
    sweep, mean = Sweep([], []), 0.0
    with _rewound(getattr(learner.dls.train, "generator", None)):
        for step, loss in enumerate(_losses(learner, rates := _growing(low, high, steps))):
            mean = _PAST * mean + (1 - _PAST) * loss
            late = mean / (1 - _PAST ** (step + 1))  # the first ones have less of a past
            if not math.isfinite(late) or late > _EXPLODED * min(sweep.losses, default=late):
                break
            sweep.rates.append(rates[step])
            sweep.losses.append(late)
    return sweep


def _growing(low: float, high: float, steps: int) -> list[float]:
    return [low * (high / low) ** (step / (steps - 1)) for step in range(steps)]


def _losses(learner: Learner, rates: list[float]) -> Iterator[float]:
    """The loss of a batch before the step with each rate; each is taken when the next is asked for."""
    model = copy.deepcopy(learner.model).train()
    opt = learner.opt_func(model.parameters(), rates[0])
    batches = chain.from_iterable(repeat(learner.dls.train))
    for rate, (xb, yb) in zip(rates, batches, strict=False):  # epoch after epoch, as long as there are rates
        loss = learner.loss_func(model(xb), yb)
        yield loss.item()
        set_lr(opt, rate)
        opt.zero_grad()
        loss.backward()
        opt.step()


@contextmanager
def _rewound(generator: torch.Generator | None) -> Iterator[None]:
    before = generator.get_state() if generator else None
    yield
    if generator:
        generator.set_state(before)
