"""The fast path is the learner's, but for the time."""

import copy

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from course_lib.mnist import DataLoaders, Learner, Resident, best_device, mnist_loss, simple_net, train_stack


def binary(activations: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    return F.binary_cross_entropy_with_logits(activations.flatten(), targets.to(activations.dtype))


def digits_of(classes: int, n: int = 70, pixels: int = 12) -> Resident:
    generator = torch.Generator().manual_seed(0)
    images = torch.randint(256, (n, 3, pixels // 3), generator=generator).to(torch.uint8)
    return Resident(images, torch.randint(classes, (n,), generator=generator))


def stack(*sizes: int) -> nn.Sequential:
    torch.manual_seed(0)
    pairs = zip(sizes, sizes[1:], strict=False)
    layers = [layer for wide in pairs for layer in (nn.Linear(*wide), nn.ReLU())]
    return nn.Sequential(nn.Flatten(), *layers[:-1]).double()


NETS = {
    "one layer": (stack(12, 1), mnist_loss),
    "two layers, mnist_loss": (stack(12, 7, 1), mnist_loss),
    "two layers, binary cross-entropy": (stack(12, 7, 1), binary),
    "three layers, ten digits": (stack(12, 9, 8, 10), F.cross_entropy),
    "a stack in a stack": (nn.Sequential(nn.Flatten(), stack(12, 7, 1)[1:]), binary),
}


def by_learner(model: nn.Module, data: Resident, loss_func, seed: int = 3) -> None:
    batches = data.batches(16, torch.Generator().manual_seed(seed), dtype=torch.float64)
    valid = data.batches(70, shuffle=False, dtype=torch.float64)
    Learner(DataLoaders(batches, valid), model, torch.optim.SGD, loss_func).fit(3, 0.5)


def by_hand(model: nn.Module, data: Resident, loss_func, seed: int = 3) -> None:
    generator = torch.Generator().manual_seed(seed)
    train_stack(model, data, loss_func, n_epochs=3, lr=0.5, batch_size=16, generator=generator)


@pytest.mark.parametrize("name", NETS)
def test_it_ends_where_the_learner_ends_short_last_batch_and_all(name):
    model, loss_func = copy.deepcopy(NETS[name])
    data = digits_of(10 if loss_func is F.cross_entropy else 2)
    slow, start = copy.deepcopy(model), copy.deepcopy(model)
    by_learner(slow, data, loss_func)
    by_hand(model, data, loss_func)
    for ours, theirs, before in zip(model.parameters(), slow.parameters(), start.parameters(), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-9, atol=1e-12)
        assert not torch.allclose(ours, before, atol=1e-4)


def test_on_the_digits_it_learns_what_the_learner_learns_in_float32(digits):
    chosen = torch.isin(digits.train_labels, torch.tensor([3, 7]))
    data = Resident(digits.train_images[chosen].flatten(1), (digits.train_labels[chosen] == 3).float())
    torch.manual_seed(0)
    model = simple_net()
    slow = copy.deepcopy(model)
    train_stack(
        model, data, mnist_loss, n_epochs=2, lr=0.1, batch_size=256, generator=torch.Generator().manual_seed(0)
    )
    batches = data.batches(256, torch.Generator().manual_seed(0))
    Learner(DataLoaders(batches, data.batches(256, shuffle=False)), slow, torch.optim.SGD, mnist_loss).fit(2, 0.1)
    for ours, theirs in zip(model.parameters(), slow.parameters(), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(
    "model",
    [nn.Sequential(nn.Linear(12, 3), nn.Tanh(), nn.Linear(3, 1)), nn.Sequential(nn.Linear(12, 3), nn.ReLU()),
     nn.Sequential(nn.Flatten()), nn.Sequential(nn.Linear(12, 1, bias=False))],
    ids=["another activation", "a ReLU at the end", "no layer", "no bias"],
)
def test_other_nets_are_refused_before_anything_is_trained(model):
    with pytest.raises(ValueError, match="Learner"):
        by_hand(model, digits_of(2), binary)


def test_the_digits_stay_as_they_are_and_no_gradient_is_left():
    data, model = digits_of(2), stack(12, 7, 1)
    before = data.images.clone()
    by_hand(model, data, binary)
    assert data.images.equal(before)
    assert all(p.grad is None and p.requires_grad for p in model.parameters())


@pytest.mark.gpu
@pytest.mark.parametrize("name", NETS)
def test_on_a_gpu_it_ends_where_the_cpu_ends_in_float64(name):
    model, loss_func = copy.deepcopy(NETS[name])
    data = digits_of(10 if loss_func is F.cross_entropy else 2)
    there = copy.deepcopy(model).to(best_device())
    by_hand(model, data, loss_func)
    by_hand(there, Resident(data.images, data.labels, best_device()), loss_func)
    for ours, theirs in zip(model.parameters(), there.parameters(), strict=True):
        torch.testing.assert_close(theirs.cpu(), ours, rtol=1e-9, atol=1e-12)
