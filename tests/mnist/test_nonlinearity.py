"""What layers and ReLUs do together, by numbers that can be checked by hand."""

import pytest
import torch
from torch import nn

from course_lib.mnist.nonlinearity import merge_linear, relu, relu_interpolator, sawtooth


def column(*numbers: float) -> torch.Tensor:
    return torch.tensor(numbers)[:, None]


def test_relu_keeps_what_is_above_zero():
    x = torch.tensor([[-2.0, 0.0], [0.5, -0.0]])
    assert relu(x).tolist() == [[0, 0], [0.5, 0]]
    assert x[0, 0] == -2


@pytest.mark.parametrize("first_bias", [True, False])
@pytest.mark.parametrize("second_bias", [True, False])
def test_a_merged_layer_does_what_both_did(first_bias, second_bias):
    first, second = nn.Linear(3, 4, bias=first_bias), nn.Linear(4, 2, bias=second_bias)
    x, merged = torch.randn(5, 3), merge_linear(first, second)
    torch.testing.assert_close(merged(x), second(first(x)))
    assert (merged.bias is not None) == (first_bias or second_bias)


def test_the_interpolator_goes_through_every_point_and_straight_between_them():
    xs, ys = torch.tensor([-1.0, 0.0, 2.0, 3.0]), torch.tensor([2.0, -1.0, 3.0, 3.0])
    net = relu_interpolator(xs, ys)
    torch.testing.assert_close(net(xs[:, None])[:, 0], ys)
    torch.testing.assert_close(net(column(-0.5, 1.0, 2.5)), column(0.5, 1.0, 3.0))


def test_the_sawtooth_of_depth_1_is_a_triangle():
    torch.testing.assert_close(sawtooth(1)(column(0.0, 0.25, 0.5, 0.75, 1.0)), column(0.0, 0.5, 1.0, 0.5, 0.0))


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_the_sawtooth_has_2_to_the_depth_pieces_from_parameters_that_grow_with_depth(depth):
    heights = sawtooth(depth)(torch.linspace(0, 1, 64 * 2**depth + 1)[:, None]).flatten()
    turns = (heights.diff().sign().diff() != 0).sum()
    assert turns + 1 == 2**depth
    assert sum(p.numel() for p in sawtooth(depth).parameters()) == 7 * depth


def test_the_nets_can_be_trained():
    nets = sawtooth(2), merge_linear(nn.Linear(1, 2), nn.Linear(2, 3))
    assert all(parameter.requires_grad for net in nets for parameter in net.parameters())
