"""An epoch of training."""

import torch
from torch import nn

from course_lib.mnist.loader import MiniLoader
from course_lib.mnist.losses import mnist_loss
from course_lib.mnist.optimiser import BasicOptim
from course_lib.mnist.training import train_epoch


def line(slope: float) -> nn.Linear:
    model = nn.Linear(1, 1, bias=False)
    model.weight.data.fill_(slope)
    return model


def squared_error(predictions: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    return ((predictions - targets) ** 2).mean()


def test_each_batch_makes_one_step_from_its_own_gradient():
    model = line(0.0)
    batches = [(torch.tensor([[1.0]]), torch.tensor([[1.0]])), (torch.tensor([[2.0]]), torch.tensor([[1.0]]))]
    train_epoch(model, batches, squared_error, BasicOptim(model.parameters(), 0.1))
    first = 0 - 0.1 * 2 * (0 - 1)
    second = first - 0.1 * 2 * 2 * (2 * first - 1)
    assert torch.isclose(model.weight, torch.tensor(second))


def test_gradients_left_over_do_not_count():
    clean, used = line(1.0), line(1.0)
    used.weight.grad = torch.full((1, 1), 100.0)
    for model in (clean, used):
        train_epoch(model, [(torch.ones(2, 1), torch.zeros(2, 1))], squared_error, BasicOptim(model.parameters(), 0.1))
    assert clean.weight.equal(used.weight)


def test_epochs_separate_what_can_be_separated():
    x = torch.linspace(-1, 1, 21).view(-1, 1)
    loader = MiniLoader(list(zip(x, (x[:, 0] > 0).int(), strict=True)), 4, shuffle=True,
                        generator=torch.Generator().manual_seed(0))
    model = line(-2.0)
    for _ in range(20):
        train_epoch(model, loader, mnist_loss, BasicOptim(model.parameters(), 5.0))
    assert model.weight > 2
