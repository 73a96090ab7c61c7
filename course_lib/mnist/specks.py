"""Dust and stray dots, which would make a digit's box larger than the digit."""

import torch
import torch.nn.functional as F
from torch import Tensor

_CELLS = 64  # of the longer side: coarse enough to be quick, fine enough that strokes don't run together
_TRACE = 0.1
_LEAST = 0.05  # of the largest piece's ink: a five's own bar, drawn apart, has more


def without_specks(ink: Tensor) -> Tensor:
    """Return ink [h, w] without the pieces that touch no other and have less than a twentieth of the largest's ink."""
    cell = -(-max(ink.shape) // _CELLS)
    inked = F.max_pool2d(ink[None, None], cell, ceil_mode=True)[0, 0] > _TRACE  # (rows, columns)
    pieces = _pieces(inked)
    kept = _heavy(pieces, F.avg_pool2d(ink[None, None], cell, ceil_mode=True)[0, 0])
    kept = F.max_pool2d(kept[None, None].float(), 3, stride=1, padding=1)  # the faint rim goes with its piece
    return ink * F.interpolate(kept, scale_factor=cell)[0, 0, : ink.shape[0], : ink.shape[1]]


def _pieces(inked: Tensor) -> Tensor:
    """A number for each piece, 0 where there is none: cells take the largest number around them until none changes."""
    numbers = torch.arange(1.0, inked.numel() + 1).view(inked.shape) * inked
    while True:
        spread = F.max_pool2d(numbers[None, None], 3, stride=1, padding=1)[0, 0] * inked
        if spread.equal(numbers):
            return numbers.long()
        numbers = spread


def _heavy(pieces: Tensor, ink: Tensor) -> Tensor:
    weights = torch.bincount(pieces.flatten(), ink.flatten())  # by piece; 0 is the paper
    weights[0] = 0
    return (weights >= _LEAST * weights.max())[pieces] & (pieces > 0)
