"""The learner: what it records, in which mode, and that it goes on where it stopped."""

import copy
import io

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from course_lib.mnist import Callback, Digits, best_device, learner_of, recipe, residents
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


def test_hooks_are_called_around_each_step_and_after_each_epoch(dls):
    seen = []
    note = {when: lambda _, when=when: seen.append(when) for when in ("before_fit", "before_step", "after_step")}
    at_the_end = Callback(after_epoch=lambda learn: seen.append(len(learn.history)))
    learn = Learner(dls, small_model(), BasicOptim, F.mse_loss, callbacks=[Callback(**note), at_the_end])
    learn.fit(2, 0.1)
    steps = ["before_step", "after_step"] * 2
    assert seen == ["before_fit", *steps, 1, *steps, 2]


def test_a_hook_is_told_where_the_fit_stands(dls):
    places = []

    def note(learn: Learner) -> None:
        places.append((learn.epochs_done, learn.steps, learn.total_steps, learn.n_epochs, learn.lr))

    learn = Learner(dls, small_model(), BasicOptim, F.mse_loss, callbacks=[Callback(before_step=note)])
    learn.fit(1, 0.1)
    learn.fit(2, 0.2)
    assert places == [(0, 0, 2, 1, 0.1), (0, 1, 2, 1, 0.1), *((n // 2, n, 4, 2, 0.2) for n in range(4))]


def test_a_hook_can_end_the_fit_and_the_next_one_is_whole(dls):
    learn = learner(dls, small_model())
    learn.callbacks.append(Callback(after_epoch=lambda learn: learn.stop() if len(learn.history) == 2 else None))
    learn.fit(5, 0.1)
    assert len(learn.history) == 2
    learn.fit(3, 0.1)
    assert len(learn.history) == 5


def test_no_epochs_change_nothing(dls):
    learn = learner(dls, small_model())
    learn.fit(0, 0.1)
    assert learn.history == [] and learn.model[0].weight.equal(small_model()[0].weight)


def test_progress_is_a_line_an_epoch(dls):
    stream = io.StringIO()
    Learner(dls, small_model(), BasicOptim, F.mse_loss, progress=stream).fit(2, 0.1)
    assert [line.split()[0] for line in stream.getvalue().splitlines()] == ["epoch", "1", "2"]


def test_a_short_run_on_digits_is_the_same_bit_for_bit_under_the_same_seed(digits):
    def run(seed: int) -> Learner:
        generator = torch.Generator().manual_seed(seed)
        few = Digits(*(part[:600] for part in digits))
        learn = learner_of(recipe("conv", "all"), few, generator=generator)
        learn.fit(2, 0.1)
        return learn

    one, same, other = run(0), run(0), run(1)
    assert one.history == same.history != other.history
    states = zip(one.model.state_dict().values(), same.model.state_dict().values(), strict=True)
    assert all(a.equal(b) for a, b in states)


@pytest.mark.gpu
@pytest.mark.parametrize("model", ["linear", "simple", "conv", "resnet18"])
@pytest.mark.parametrize("chosen", ["3,7", "all"])
def test_on_a_gpu_each_step_is_the_cpus_in_float64(digits, model, chosen):
    usual = recipe(model, chosen)
    train, _ = residents(Digits(*(part[:256] for part in digits)), usual.classes)
    here = usual.make_model(torch.Generator().manual_seed(0)).double()
    there = copy.deepcopy(here).to(best_device())
    opts = [usual.make_optimiser(net.parameters(), 0.01) for net in (here, there)]
    for x, y in train.batches(16, torch.Generator().manual_seed(0), dtype=torch.float64):
        for net, opt in zip((here, there), opts, strict=True):
            device = next(net.parameters()).device
            loss = usual.loss_func(net(x.to(device)), y.to(device, torch.float64 if y.is_floating_point() else None))
            opt.zero_grad()
            loss.backward()
            opt.step()
        for a, b in zip(here.state_dict().values(), there.state_dict().values(), strict=True):
            torch.testing.assert_close(a, b.cpu(), rtol=1e-6, atol=1e-8)
