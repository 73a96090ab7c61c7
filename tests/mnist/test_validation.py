"""A metric over samples, and a model that is afterwards as it was before."""

import pytest
import torch
from torch import nn

from course_lib.mnist.validation import evaluating, validate


def mean_of_predictions(predictions, targets):
    return predictions.mean()


def batches(*sizes: int) -> list:
    """Inputs that are all equal to the number of their batch."""
    return [(torch.full((size, 1), float(index)), torch.zeros(size)) for index, size in enumerate(sizes)]


def test_a_batch_counts_by_its_size():
    assert validate(nn.Identity(), batches(1, 3), mean_of_predictions) == 3 / 4


def test_dropout_is_off_and_no_graph_is_kept():
    seen = []

    def metric(predictions, targets):
        seen.append((predictions.requires_grad, predictions.flatten().tolist()))
        return predictions.mean()

    model = nn.Sequential(nn.Linear(1, 1, bias=False), nn.Dropout(1.0))
    nn.init.ones_(model[0].weight)
    validate(model, batches(1, 2), metric)
    assert seen == [(False, [0.0]), (False, [1.0, 1.0])]


@pytest.mark.parametrize("training", [True, False], ids=["training", "eval"])
@pytest.mark.parametrize("gradients", [True, False], ids=["gradients on", "gradients off"])
def test_modes_are_as_before_afterwards(training, gradients):
    model = nn.Dropout().train(training)
    with torch.set_grad_enabled(gradients):
        validate(model, batches(2), mean_of_predictions)
        assert (model.training, torch.is_grad_enabled()) == (training, gradients)


def test_a_frozen_part_stays_frozen_and_an_error_changes_no_mode():
    model = nn.Sequential(nn.Dropout(), nn.BatchNorm1d(1)).train()
    model[1].eval()
    with pytest.raises(ZeroDivisionError), evaluating(model):
        raise ZeroDivisionError
    assert [part.training for part in model.modules()] == [True, True, False]
    assert torch.is_grad_enabled()
