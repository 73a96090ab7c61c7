"""The loss of the 3s and 7s: the same number in every shape, and a slope everywhere."""

import math

import pytest
import torch

from course_lib.mnist.losses import mnist_loss

SHAPES = [(3,), (3, 1)]


@pytest.mark.parametrize("dtype", [torch.int64, torch.float32, torch.bool], ids=str)
@pytest.mark.parametrize("targets_shape", SHAPES, ids=str)
@pytest.mark.parametrize("predictions_shape", SHAPES, ids=str)
def test_every_pairing_of_shapes_gives_the_mean_distance(predictions_shape, targets_shape, dtype):
    predictions = torch.tensor([0.0, math.log(3), -math.log(3)]).view(predictions_shape)  # sigmoids 1/2, 3/4, 1/4
    targets = torch.tensor([1, 1, 0]).to(dtype).view(targets_shape)
    loss = mnist_loss(predictions, targets)
    assert loss.shape == ()
    assert loss.item() == pytest.approx((1 / 2 + 1 / 4 + 1 / 4) / 3)


def test_the_loss_falls_as_a_prediction_nears_its_target():
    predictions = torch.tensor([[0.5], [0.5]], requires_grad=True)
    mnist_loss(predictions, torch.tensor([1, 0])).backward()
    towards_one, towards_zero = predictions.grad.flatten().tolist()
    assert towards_one < 0 < towards_zero


def test_a_transposed_stack_is_flattened_too():
    column = torch.zeros(1, 4).T  # no `view` flattens every such tensor
    assert mnist_loss(column, torch.ones(4)).item() == 0.5
