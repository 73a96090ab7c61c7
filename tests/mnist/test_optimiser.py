"""The optimiser."""

import torch
from torch import nn

from course_lib.mnist.optimiser import BasicOptim


def model() -> nn.Sequential:
    generator = torch.Generator().manual_seed(0)
    layers = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))
    for parameter in layers.parameters():
        parameter.data = torch.randn(parameter.shape, generator=generator)
    return layers


def loss_of(network: nn.Module) -> torch.Tensor:
    return network(torch.linspace(-1, 1, 15).view(5, 3)).square().mean()


def test_each_step_goes_against_the_gradient_at_that_place():
    ours, by_hand = model(), model()
    optimiser = BasicOptim(ours.parameters(), 0.1)
    for _ in range(5):
        loss_of(ours).backward()
        optimiser.step()
        optimiser.zero_grad()
        parameters = list(by_hand.parameters())
        for parameter, gradient in zip(parameters, torch.autograd.grad(loss_of(by_hand), parameters), strict=True):
            parameter.data -= 0.1 * gradient
    assert all(map(torch.allclose, ours.parameters(), by_hand.parameters()))


def test_a_parameter_without_gradient_stays_where_it_is():
    used, unused = torch.ones(2, requires_grad=True), torch.ones(3, requires_grad=True)
    optimiser = BasicOptim([used, unused], 0.5)
    used.sum().backward()
    optimiser.step()
    assert used.tolist() == [0.5, 0.5]
    assert unused.tolist() == [1, 1, 1]


def test_zero_grad_forgets_every_gradient_and_may_come_first():
    network = model()
    optimiser = BasicOptim(network.parameters(), 0.1)
    optimiser.zero_grad()
    network(torch.ones(1, 3)).sum().backward()
    optimiser.zero_grad()
    assert all(parameter.grad is None for parameter in network.parameters())


def test_the_tensors_stay_the_same_objects_and_leaves():
    parameter = torch.ones(2, requires_grad=True)
    optimiser = BasicOptim((p for p in [parameter]), 0.5)
    parameter.sum().backward()
    optimiser.step()
    assert parameter.is_leaf
    assert parameter.requires_grad
    assert parameter.tolist() == [0.5, 0.5]
