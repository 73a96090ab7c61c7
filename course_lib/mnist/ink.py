"""Ink told from paper: paper is what the border of a picture shows, and ink is what differs from it."""

import torch
import torch.nn.functional as F
from torch import Tensor

from course_lib.mnist.failure import NoDigit

_SMALLEST = 8  # dots a side
_FAINTEST = 0.08  # of the way from black to white: a hard pencil is at 0.2
_LEAST_AGREEMENT = 0.2  # noise has 0, the roughest of MNIST's digits 0.4
_MOST_INK = 0.6  # of the picture


def ink_on_paper(colours: Tensor) -> Tensor:
    """Return how much ink is where in a picture [3, h, w]: float [h, w], 0 for paper, 1 for full ink.

    Raises `NoDigit` where all is paper, or noise, or nearly all is ink.
    """
    height, width = colours.shape[1:]
    if min(height, width) < _SMALLEST:
        raise NoDigit(f"is {width} x {height} pixels, too small for a digit; {_SMALLEST} x {_SMALLEST} is the least")
    away = (colours - _paper(colours)).abs().amax(0)  # (h, w); amax: red on green differs in two channels, gray in all
    noise = _noise(_border(away[None])[0])
    full = away.flatten().kthvalue(away.numel() - away.numel() // 10_000).values  # not the loudest dot of many
    if full - noise < _FAINTEST:
        raise NoDigit("is empty: nothing on it differs from its border" if full < 0.3 else "shows only noise")
    ink = ((away - noise) / (full - noise)).clamp(0, 1)  # (h, w)
    _require_strokes(ink)
    return ink


def _paper(colours: Tensor) -> Tensor:
    """The colour of the paper everywhere, [3, h, w]: a plane through the border's, since light comes from one side."""
    height, width = colours.shape[1:]
    y, x = torch.meshgrid(torch.linspace(-1, 1, height), torch.linspace(-1, 1, width), indexing="ij")
    positions = torch.stack([torch.ones_like(x), x, y])  # (3, h, w)
    values, places = _border(colours), _border(positions)  # (3, n) each
    off = (values - values.median(dim=1, keepdim=True).values).abs().amax(0)  # (n,)
    usual = off <= off.median()  # the digit may touch the border
    plane = torch.linalg.lstsq(places[:, usual].T.double(), values[:, usual].T.double(), driver="gelsd").solution
    return torch.einsum("pc,phw->chw", plane.float(), positions)


def _border(channels: Tensor) -> Tensor:
    """The outermost dots of [c, h, w] as [c, n]."""
    inner = channels[:, 1:-1]
    return torch.cat([channels[:, 0], channels[:, -1], inner[:, :, 0], inner[:, :, -1]], dim=1)


def _noise(away: Tensor) -> Tensor:
    """What paper alone may differ from its colour, by the dots [n] of the border, of which half may be the digit's."""
    roughness = away.diff().abs().median()  # tells noise even where half of it was cut off, at white or at black
    return 4 * torch.maximum(roughness, away.median())  # nearly all of it, were it Gaussian


def _require_strokes(ink: Tensor) -> None:
    if _agreement(ink) < _LEAST_AGREEMENT:
        raise NoDigit("shows only noise: no dot is like its neighbours")
    if ink.mean() > _MOST_INK:
        raise NoDigit("has another colour at its border than nearly everywhere else; leave some paper around the digit")


def _agreement(ink: Tensor) -> Tensor:
    """The correlation between a dot and the mean of its eight neighbours."""
    off = (ink - ink.mean())[None, None]  # (1, 1, h, w)
    neighbours = (9 * F.avg_pool2d(off, 3, stride=1, padding=1) - off) / 8
    return (off * neighbours).sum() / off.square().sum()
