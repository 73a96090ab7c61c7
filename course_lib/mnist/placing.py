"""A digit put where MNIST's makers put theirs: 20 pixels long, its centre of mass in the middle of 28 x 28.

As described at http://yann.lecun.com/exdb/mnist/; MNIST's own digits come out as they went in.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from course_lib.mnist.failure import NoDigit

_SIDE, _LONGEST, _CENTRE = 28, 20, 14
_TRACE = 0.1  # of full ink: less is a shadow, and no part of the box


def place_digit(ink: Tensor) -> Tensor:
    """Return the digit in a picture of ink [h, w] as [28, 28], its darkest pixel 1."""
    top, bottom, left, right = _box(ink)
    longest = max(bottom - top, right - left)
    edge = round(longest * (_SIDE - _LONGEST) / 2 / _LONGEST)  # room for the faint rim outside the box
    cut = F.pad(ink, (edge, edge, edge, edge))[top : bottom + 2 * edge, left : right + 2 * edge]
    return _centred(_scaled(cut, _LONGEST / longest))


def _box(ink: Tensor) -> tuple[int, int, int, int]:
    rows, columns = ((ink > _TRACE).any(dim=axis).nonzero().flatten().tolist() for axis in (1, 0))
    if not rows:
        raise NoDigit("is empty")
    return rows[0], rows[-1] + 1, columns[0], columns[-1] + 1


def _scaled(ink: Tensor, scale: float) -> Tensor:
    size = [min(_SIDE, max(1, round(side * scale))) for side in ink.shape]
    small = F.interpolate(ink[None, None], size, mode="area")[0, 0]
    return small / small.max()  # a thin pen's line fades as it is averaged with the paper beside it


def _centred(ink: Tensor) -> Tensor:
    """An image of at most 28 x 28 moved by whole pixels, so that the centre of its mass is pixel (14, 14)."""
    canvas = torch.zeros(3 * _SIDE, 3 * _SIDE)
    y, x = (round(centre) for centre in _centre_of_mass(ink))
    canvas[_SIDE : _SIDE + ink.shape[0], _SIDE : _SIDE + ink.shape[1]] = ink
    top, left = _SIDE + y - _CENTRE, _SIDE + x - _CENTRE
    return canvas[top : top + _SIDE, left : left + _SIDE].clone()


def _centre_of_mass(ink: Tensor) -> tuple[float, float]:
    return _centre(ink.sum(1)), _centre(ink.sum(0))


def _centre(masses: Tensor) -> float:
    return (masses @ torch.arange(float(len(masses))) / masses.sum()).item()
