"""The learner: what it records, in which mode, and that it goes on where it stopped."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from course_lib.mnist.learner import DataLoaders, Learner
from course_lib.mnist.optimiser import BasicOptim


def mae(predictions: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    return (predictions - targets).abs().mean()


def batches(*sizes: int, seed: int) -> list[tuple[torch.Tensor, torch.Tensor]]:
    generator = torch.Generator().manual_seed(seed)
    return [(torch.randn(n, 2, generator=generator), torch.randn(n, 1, generator=generator)) for n in sizes]


def small_model(dropout: float = 0.0) -> nn.Sequential:
    model = nn.Sequential(nn.Linear(2, 1), nn.Dropout(dropout))
    nn.init.constant_(model[0].weight, 0.5)
    nn.init.constant_(model[0].bias, 0.1)
    return model


@pytest.fixture
def dls():
    return DataLoaders(batches(4, 3, seed=0), batches(5, 2, seed=1))


def learner(dls, model: nn.Module, metrics=(mae,)) -> Learner:
    return Learner(dls, model, BasicOptim, F.mse_loss, metrics)


def test_history_has_a_dict_an_epoch_with_each_metric_by_name(dls):
    learn = learner(dls, small_model())
    learn.fit(2, 0.1)
    assert [list(epoch) for epoch in learn.history] == [["train_loss", "valid_loss", "mae"]] * 2
    assert {type(value) for epoch in learn.history for value in epoch.values()} == {float}


def test_validation_is_over_samples(dls):
    model = small_model()
    learn = learner(dls, model)
    learn.fit(1, 0.1)
    xs, ys = (torch.cat(parts) for parts in zip(*dls.valid, strict=True))
    with torch.no_grad():
        assert learn.history[0]["valid_loss"] == pytest.approx(F.mse_loss(model(xs), ys).item())
        assert learn.history[0]["mae"] == pytest.approx(mae(model(xs), ys).item())


def test_train_loss_is_over_samples_before_each_step(dls):
    learn = learner(dls, small_model())
    learn.fit(1, 0.0)
    xs, ys = (torch.cat(parts) for parts in zip(*dls.train, strict=True))
    assert learn.history[0]["train_loss"] == pytest.approx(F.mse_loss(small_model()(xs), ys).item())


def test_two_fits_are_one_longer_fit(dls):
    one, two = learner(dls, small_model()), learner(dls, small_model())
    one.fit(3, 0.1)
    two.fit(1, 0.1)
    two.fit(2, 0.1)
    assert one.history == two.history
    assert one.model[0].weight.equal(two.model[0].weight)


def test_dropout_is_on_in_training_and_off_in_validation(dls):
    model = small_model(dropout=1.0)  # in training mode it says 0, so nothing can be learned
    learn = learner(dls, model)
    learn.fit(2, 0.1)
    assert model[0].weight.equal(small_model()[0].weight)
    assert learn.history[0]["valid_loss"] != pytest.approx(torch.cat([y for _, y in dls.valid]).square().mean().item())


def test_the_model_is_left_in_training_mode(dls):
    model = small_model().eval()
    learner(dls, model).fit(1, 0.1)
    assert model.training
