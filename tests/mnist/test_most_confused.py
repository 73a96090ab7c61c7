"""The mistakes that are worth a look."""

import pytest
import torch
from torch import nn

from course_lib.mnist import surest_mistakes
from course_lib.mnist.most_confused import most_confused


def table(**mistakes: int) -> torch.Tensor:
    counts = torch.diag(torch.full((10,), 99))
    for pair, count in mistakes.items():
        counts[int(pair[1]), int(pair[2])] = count
    return counts


def test_mistakes_come_most_frequent_first_with_the_true_digit_first():
    assert most_confused(table(_49=7, _94=8, _35=1)) == [(9, 4, 8), (4, 9, 7), (3, 5, 1)]


def test_rare_mistakes_can_be_left_out():
    assert most_confused(table(_49=7, _94=8, _35=1), least=7) == [(9, 4, 8), (4, 9, 7)]


@pytest.mark.parametrize("least", [0, 1])
def test_no_mistakes_are_no_pairs(least):
    assert most_confused(table(), least) == []


class Says(nn.Module):
    """Says with the sureness in the first pixel the digit in the second; in training mode it says 0."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        said = nn.functional.one_hot(x[:, 0, 1].long(), 10)
        return said * x[:, 0, :1] * (not self.training)


def images(*pairs: tuple[float, int]) -> torch.Tensor:
    x = torch.zeros(len(pairs), 28, 28)
    x[:, 0, :2] = torch.tensor(pairs)
    return x


def test_the_surest_of_the_mistakes_comes_first_and_right_answers_never():
    x = images((9.0, 3), (2.0, 5), (8.0, 7), (5.0, 1), (7.0, 1))
    y = torch.tensor([3, 6, 7, 2, 0])
    assert surest_mistakes(Says(), x, y, 2).tolist() == [4, 3]
    assert surest_mistakes(Says(), x, y, 9).tolist() == [4, 3, 1]


def test_the_model_is_left_in_its_mode():
    model = Says().train()
    assert surest_mistakes(model, images((1.0, 1)), torch.tensor([1]), 3).tolist() == []
    assert model.training
