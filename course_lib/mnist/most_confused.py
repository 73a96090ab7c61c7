"""The mistakes that are worth a look."""

import torch
from torch import Tensor, nn

from course_lib.mnist.validation import evaluating

_BATCH = 1000


def most_confused(table: Tensor, least: int = 1) -> list[tuple[int, int, int]]:
    """Return (true digit, predicted digit, how often) for each mistake in a confusion table, most frequent first.

    Mistakes made less often than `least` are left out.
    """
    mistakes = table - table.diag().diag()
    pairs = (mistakes >= max(1, least)).nonzero().tolist()
    return sorted(((true, said, int(table[true, said])) for true, said in pairs), key=lambda mistake: -mistake[2])


def surest_mistakes(model: nn.Module, x: Tensor, y: Tensor, count: int) -> Tensor:
    """Return the indices of the images that the model takes for another digit, the one that it is surest of first.

    For models with an activation a digit; int64 [count], or fewer where there are fewer mistakes.
    """
    with evaluating(model):
        shares = torch.cat([model(xb).softmax(dim=1) for xb in x.split(_BATCH)])  # (n, digits)
    sure, predicted = shares.max(dim=1)  # (n,)
    sure = torch.where(predicted == y, -1, sure)
    wrong = int((predicted != y).sum())
    return sure.argsort(descending=True)[: min(count, wrong)]
