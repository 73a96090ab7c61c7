"""Accuracy of a batch."""

import itertools

import pytest
import torch

from course_lib.mnist.metrics import batch_accuracy

ACTIVATIONS, TARGETS = torch.tensor([3.0, 0.2, -0.1, -4.0, 0.4]), torch.tensor([1, 1, 0, 1, 0])
SHAPES = list(itertools.product([(5,), (5, 1)], repeat=2))


@pytest.mark.parametrize(("of_predictions", "of_targets"), SHAPES, ids=str)
@pytest.mark.parametrize("dtype", [torch.int64, torch.uint8, torch.float32, torch.bool], ids=str)
def test_the_share_of_right_signs_is_found_in_any_pairing(of_predictions, of_targets, dtype):
    found = batch_accuracy(ACTIVATIONS.view(of_predictions), TARGETS.to(dtype).view(of_targets))
    assert found.shape == ()
    assert found.item() == pytest.approx(3 / 5)


def test_one_prediction_is_right_or_wrong():
    assert batch_accuracy(torch.tensor([0.1]), torch.tensor([1])) == 1
    assert batch_accuracy(torch.tensor([0.1]), torch.tensor([0])) == 0


def test_accuracy_has_no_gradient():
    assert not batch_accuracy(ACTIVATIONS.clone().requires_grad_(), TARGETS).requires_grad
