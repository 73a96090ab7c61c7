"""Which learning rates a sweep tries, what it makes of the losses, and what it leaves alone."""

import copy

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from course_lib.mnist import BasicOptim, DataLoaders, Learner, Resident, sweep_rates
from course_lib.mnist.lr_finder import Sweep


def learner() -> Learner:
    generator = torch.Generator().manual_seed(0)
    x = torch.randint(256, (40, 3), generator=generator).to(torch.uint8)
    data = Resident(x, (x.float() / 255).sum(dim=1, keepdim=True))
    model = nn.Sequential(nn.Linear(3, 1))
    nn.init.zeros_(model[0].weight)
    nn.init.zeros_(model[0].bias)
    return Learner(DataLoaders(data.batches(8, generator), []), model, BasicOptim, F.mse_loss)


def test_rates_grow_by_a_constant_factor_from_the_lowest():
    sweep = sweep_rates(learner(), low=1e-4, high=1e-2, steps=5)
    assert sweep.rates == pytest.approx([1e-4, 10**-3.5, 1e-3, 10**-2.5, 1e-2])
    assert len(sweep.losses) == 5


def test_a_sweep_ends_where_the_loss_explodes_after_it_fell():
    sweep = sweep_rates(learner(), low=1e-3, high=1e3, steps=60)
    assert len(sweep.rates) < 60
    assert min(sweep.losses) < sweep.losses[0] / 4
    assert sweep.losses[-1] > min(sweep.losses)


def test_the_first_loss_is_the_models_on_the_first_batch():
    learn = learner()
    state = learn.dls.train.generator.get_state()
    (x, y), *_ = learn.dls.train
    learn.dls.train.generator.set_state(state)
    assert sweep_rates(learn, steps=2).losses[0] == pytest.approx(F.mse_loss(learn.model(x), y).item())


def test_the_learner_stays_as_it_is():
    learn = learner()
    weights, state = copy.deepcopy(learn.model.state_dict()), learn.dls.train.generator.get_state()
    sweep_rates(learn)
    assert all(weights[name].equal(value) for name, value in learn.model.state_dict().items())
    assert learn.dls.train.generator.get_state().equal(state)
    assert learn.history == []


def test_the_suggestion_is_a_tenth_of_the_rate_with_the_lowest_loss():
    assert Sweep([0.01, 0.1, 1.0, 10.0], [4.0, 3.0, 2.0, 5.0]).suggestion() == pytest.approx(0.1)


def test_a_fit_with_the_suggestion_learns():
    learn = learner()
    rate = sweep_rates(learn, low=1e-3, high=10).suggestion()
    learn.dls = DataLoaders(learn.dls.train, learn.dls.train)
    learn.fit(5, rate)
    assert learn.history[-1]["valid_loss"] < learn.history[0]["train_loss"] / 4
