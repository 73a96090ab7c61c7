"""One step, and a loop of them, on a line whose numbers can be worked out by hand."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from course_lib.mnist.loop import train_step, training_loop


def slope(w: float) -> nn.Linear:
    """The model `w * x`."""
    model = nn.Linear(1, 1, bias=False)
    nn.init.constant_(model.weight, w)
    return model


def batch(*pairs: tuple[float, float]) -> tuple[torch.Tensor, torch.Tensor]:
    x, y = torch.tensor(pairs, dtype=torch.float32).T
    return x[:, None], y[:, None]


def test_a_step_goes_down_the_slope_and_returns_the_loss_before_it():
    model = slope(3.0)
    loss = train_step(model, *batch((1, 1)), F.mse_loss, lr=0.1)
    assert loss == pytest.approx(4)  # (3 - 1) ** 2
    assert type(loss) is float
    assert model.weight.item() == pytest.approx(3 - 0.1 * 4)  # the slope of (w - 1) ** 2 is 4 at w = 3


def test_a_step_forgets_the_gradients_of_those_before():
    model = slope(3.0)
    model.weight.grad = torch.full((1, 1), 1000.0)
    train_step(model, *batch((1, 1)), F.mse_loss, lr=0.1)
    assert model.weight.item() == pytest.approx(2.6)


def test_a_batch_counts_by_its_size():
    model, dl = slope(0.0), [batch((1, 1), (1, 1), (1, 1)), batch((1, 5))]
    assert training_loop(model, dl, n_epochs=2, lr=0.0, loss_func=F.mse_loss) == pytest.approx([7, 7])  # (3 + 25) / 4


def test_an_epoch_takes_a_step_a_batch():
    model, dl = slope(3.0), [batch((1, 1)), batch((1, 1)), batch((1, 1))]
    losses = training_loop(model, dl, n_epochs=2, lr=0.25, loss_func=F.mse_loss)
    assert model.weight.item() == pytest.approx(1 + 2 / 2**6)  # each step halves the distance to 1
    assert losses == pytest.approx([4 * (1 + 1 / 4 + 1 / 16) / 3, 4 * (1 + 1 / 4 + 1 / 16) / 64 / 3])
