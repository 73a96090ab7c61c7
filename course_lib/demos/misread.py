"""The validation digits that are nearer to the mean of the other kind, as two strips to pick from."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import torch
from torch import Tensor

from course_lib.demos.cut_out import threes_and_sevens
from course_lib.demos.picture import Picture

_X, _Y, _THUMB, _GAP, _FITTING = 480, 716, 66, 80, 16


class Misread(NamedTuple):
    """Places among the validation 3s, and among the 7s."""

    threes: list[int]
    sevens: list[int]


def misread(distances: Tensor) -> Misread:
    """Which validation digits have a wrong distance for the smaller one: [2038, 2], to the mean 3 and the mean 7 each."""
    reads_as_three = distances[:, 0] < distances[:, 1]  # (2038,)
    threes, sevens = reads_as_three.split([len(stack) for stack in stacks().values()])
    return Misread((~threes).nonzero().flatten().tolist(), sevens.nonzero().flatten().tolist())


@lru_cache(maxsize=1)  # a step of the means asks for the same ones again
def validation(right: int, down: int) -> Tensor:
    """All validation 3s, and after them the 7s, moved by so many pixels: [2038, 28, 28]."""
    return moved(torch.cat(list(stacks().values())), right, down)


def moved(images: Tensor, right: int, down: int) -> Tensor:
    """Images [..., h, w] moved by whole pixels, background behind them and lost beyond the edge."""
    height, width = images.shape[-2:]
    result = torch.zeros_like(images)
    result[..., max(down, 0) : height + min(down, 0), max(right, 0) : width + min(right, 0)] = images[
        ..., max(-down, 0) : height - max(down, 0), max(-right, 0) : width - max(right, 0)
    ]
    return result


def stacks() -> dict[str, Tensor]:
    """The validation digits of both kinds."""
    digits = threes_and_sevens()
    return {"3": digits.valid_threes, "7": digits.valid_sevens}


def draw_misread(picture: Picture, found: Misread, chosen: tuple[str, int], right: int, down: int) -> None:
    """As many of each as fit, with a frame around the chosen one."""
    for line, ((kind, stack), places) in enumerate(zip(stacks().items(), found)):
        y, seen = _Y + line * _GAP, places[:_FITTING]
        if seen:
            strip = torch.cat(list(moved(stack[seen], right, down)), dim=1)  # (28, 28 * seen)
            picture.pixels(strip, _X, y, _THUMB * len(seen), _THUMB)
        if chosen[0] == kind and chosen[1] in seen:
            picture.box(_X + _THUMB * seen.index(chosen[1]), y, _THUMB, _THUMB, "none", "orange", 6, round=0)
        words = f"{len(places)} of {len(stack)} {'threes' if kind == '3' else 'sevens'} go wrong"
        picture.text(40, y + 30, words, 27)


def draw_own_count(picture: Picture, found: Misread) -> None:
    for line, places in enumerate(found):
        picture.text(40, _Y + line * _GAP + 62, f"by yours {len(places)}", 26, "purple")


def picked(found: Misread, x: float, y: float) -> tuple[str, int] | None:
    """The digit of the strips at a place of the sheet: "3" or "7", and its place among those."""
    for line, (kind, places) in enumerate(zip("37", found)):
        place = int((x - _X) // _THUMB)
        if 0 <= y - _Y - line * _GAP < _THUMB and 0 <= place < min(len(places), _FITTING):
            return kind, places[place]
    return None
