"""Counts of which digit is taken for which."""

import pytest
import torch
from torch import nn

from course_lib.mnist.confusion import confusion


class Reader(nn.Module):
    """Reads the digit off the first row; in training mode it says 0, whatever it sees."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x[:, 0, :10] * (not self.training) * (not torch.is_grad_enabled())


def images(*digits: int) -> torch.Tensor:
    x = torch.zeros(len(digits), 28, 28)
    x[torch.arange(len(digits)), 0, torch.tensor(digits)] = 1
    return x


def test_true_digits_stand_in_rows_and_predicted_ones_in_columns():
    table = confusion(Reader(), images(7, 7, 1, 3), torch.tensor([7, 9, 9, 3]))
    assert table.dtype == torch.int64 and table.shape == (10, 10)
    assert table.nonzero().tolist() == [[3, 3], [7, 7], [9, 1], [9, 7]]


def test_all_batches_count():
    table = confusion(Reader(), images(*[4] * 2500), torch.full((2500,), 2))
    assert table[2, 4] == table.sum() == 2500


@pytest.mark.parametrize("training", [True, False])
def test_the_model_is_left_in_its_mode(training):
    model = Reader().train(training)
    confusion(model, images(1), torch.tensor([1]))
    assert model.training == training and torch.is_grad_enabled()
