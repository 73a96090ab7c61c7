"""Schedules: the learning rate as a function of how far the fit has come."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from course_lib.mnist.callbacks import Callback

if TYPE_CHECKING:
    from course_lib.mnist.learner import Learner, Optimiser


def one_cycle(warm_up: float = 0.25, start: float = 0.04, end: float = 1e-3) -> Callback:
    """Return a callback that lets the learning rate rise to the fit's `lr` and fall again, both along a cosine.

    It rises from `start` times `lr` for the share `warm_up` of all steps, and ends at `end` times `lr`
    (Smith and Topin, "Super-Convergence", 2018, with cosines in place of lines).
    """

    def set_rate(learner: Learner) -> None:
        last = max(1, learner.total_steps - 1)
        set_lr(learner.opt, learner.lr * one_cycle_factor(learner.steps / last, warm_up, start, end))

    return Callback(before_step=set_rate)


def one_cycle_factor(position: float, warm_up: float = 0.25, start: float = 0.04, end: float = 1e-3) -> float:
    """Return the share of the largest learning rate at a position from 0, the first step, to 1, the last one."""
    if position < warm_up:
        return _cosine(start, 1.0, position / warm_up)
    return _cosine(1.0, end, (position - warm_up) / (1 - warm_up))


def set_lr(opt: Optimiser, lr: float) -> None:
    """Give an optimiser of torch's, or `BasicOptim`, a learning rate for the steps to come."""
    if not hasattr(opt, "param_groups"):
        opt.lr = lr
    else:
        for group in opt.param_groups:
            group["lr"] = lr


def _cosine(first: float, last: float, share: float) -> float:
    """Half a wave from first to last: level at both ends."""
    return last + (first - last) * (1 + math.cos(math.pi * share)) / 2
