"""The learning rate over a fit."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from course_lib.mnist import BasicOptim, Callback, DataLoaders, Learner, one_cycle, set_lr
from course_lib.mnist.schedules import one_cycle_factor


@pytest.mark.parametrize(
    ("position", "factor"), [(0, 0.04), (0.125, 0.52), (0.25, 1), (0.625, 0.5005), (1, 0.001)],
    ids=["first step", "halfway up", "top", "halfway down", "last step"],
)
def test_the_rate_rises_to_the_largest_and_falls_to_nearly_nothing(position, factor):
    assert one_cycle_factor(position) == pytest.approx(factor)


def test_it_rises_and_falls_once_without_jumps():
    factors = torch.tensor([one_cycle_factor(step / 400) for step in range(401)], dtype=torch.float64)
    rises = factors.diff() > 0
    assert rises[:100].all() and not rises[100:].any()
    assert factors.diff().abs().max() < 0.02


@pytest.mark.parametrize("make", [BasicOptim, torch.optim.SGD], ids=["ours", "torch's"])
def test_each_step_of_a_fit_has_its_rate_whatever_the_optimiser(make):
    batch = torch.ones(1, 2), torch.ones(1, 1)
    rates = []

    def note(learner: Learner) -> None:
        rates.append(learner.opt.lr if make is BasicOptim else learner.opt.param_groups[0]["lr"])

    dls = DataLoaders([batch] * 3, [batch])
    learner = Learner(dls, nn.Linear(2, 1), make, F.mse_loss, callbacks=[one_cycle(), Callback(after_step=note)])
    for _ in range(2):
        learner.fit(3, 0.5)
    expected = [0.5 * one_cycle_factor(step / 8) for step in range(9)]
    assert rates == pytest.approx(expected * 2)


def test_a_fit_of_one_step_has_a_rate():
    batch = torch.ones(1, 2), torch.ones(1, 1)
    learner = Learner(DataLoaders([batch], [batch]), nn.Linear(2, 1), BasicOptim, F.mse_loss, callbacks=[one_cycle()])
    learner.fit(1, 0.5)
    assert learner.opt.lr == pytest.approx(0.02)


def test_every_group_of_parameters_gets_the_rate():
    opt = torch.optim.SGD([{"params": [torch.ones(1)]}, {"params": [torch.ones(2)], "lr": 3.0}], 0.1)
    set_lr(opt, 0.7)
    assert [group["lr"] for group in opt.param_groups] == [0.7, 0.7]
