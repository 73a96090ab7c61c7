"""A row of the sheet: a stack of digits fading into its mean, and how a digit differs from that."""

from __future__ import annotations

from torch import Tensor

from course_lib.demos.picture import Picture, minus

_TOPS, _SIDE = {"3": 92, "7": 394}, 260  # of the two rows, and a mean's size
_STACK, _CARD, _FAN, _CARDS = 470, 120, 26, 5
_MEANS, _DIFFERENCES, _DISTANCES, _RIGHT = 756, 1044, 1332, 1576
_LONGEST = 0.3  # distance that a bar has room for


def draw_heads(picture: Picture) -> None:
    for x, words in ((_STACK, "a stack"), (_MEANS, "its mean"), (_DIFFERENCES, "digit − mean"), (_DISTANCES, "distance")):
        picture.text(x, 62, words, 30, "soft")
    picture.text(_DIFFERENCES, 688, "red: too much ink; blue: too little", 26, "soft")


def draw_mean_row(picture: Picture, kind: str, stack: Tensor, mean: Tensor, digit: Tensor) -> None:
    """For the stack [n, 28, 28] of "3" or "7" and its mean [28, 28]."""
    top = _TOPS[kind]
    _draw_stack(picture, stack[-_CARDS:], top)
    name = {"3": "three", "7": "seven"}[kind]
    picture.text(_STACK, top + 258, f"{len(stack)} {name}{'s' * (len(stack) > 1)}", 28)
    picture.arrow(_STACK + 234, top + 164, _MEANS - 8, top + 164, "soft")
    picture.pixels(mean, _MEANS, top, _SIDE, _SIDE)
    picture.pixels(digit - mean, _DIFFERENCES, top, _SIDE, _SIDE, signed=True)


def draw_distance(picture: Picture, kind: str, distance: float, nearer: bool) -> None:
    _draw_bar(picture, _TOPS[kind] + 70, distance, "orange" if nearer else "blue", nearer, "nearer" if nearer else "")


def draw_own_distance(picture: Picture, kind: str, distance: float, nearer: bool) -> None:
    _draw_bar(picture, _TOPS[kind] + 190, distance, "purple", nearer, "yours")


def _draw_stack(picture: Picture, images: Tensor, top: float) -> None:
    """The last images of a stack as cards without their margins, the newest in front, the others fading."""
    for behind, image in reversed(list(enumerate(images.flip(0)))):
        shift = _FAN * (_CARDS - 1 - behind)
        picture.pixels(image[4:24, 4:24] * (1 - behind / 7), _STACK + shift, top + shift, _CARD, _CARD)


def _draw_bar(picture: Picture, y: float, distance: float, color: str, bold: bool, word: str) -> None:
    told = f"{distance:.4f}" if abs(distance) < 10 else f"{distance:.3g}"
    picture.text(_DISTANCES, y, minus(told), 38, color, bold=bold)
    picture.text(_RIGHT, y, word, 26, color, "end")
    picture.box(_DISTANCES, y + 16, (_RIGHT - _DISTANCES) * min(max(0, distance) / _LONGEST, 1), 24, color)  # 0 for NaN
