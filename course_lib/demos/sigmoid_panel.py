"""The right side of the sigmoid's sheet: one point in numbers, the digit that it is, and the sigmoid over the input."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from course_lib.demos.frame import Frame
from course_lib.demos.one_number_digits import COUNT, image_of, one_number_digits
from course_lib.demos.picture import Picture, minus
from course_lib.mnist.activations import sigmoid

if TYPE_CHECKING:
    from course_lib.demos.sigmoid import Sigmoid

OVER_INPUT = Frame(1130, 540, 440, 200, across=(-2.0, 2.0), up=(-0.06, 1.06))
_LEFT, _SIDE = 1080, 190


def draw_score(picture: Picture, demo: Sigmoid) -> None:
    """The way from the input to the probability, line by line."""
    sign = "−" if demo.b < 0 else "+"
    picture.text(_LEFT, 76, f"{_told(demo.w)} · {_told(demo.x)} {sign} {abs(demo.b):.2f} = {_told(demo.score)}", 28, mono=True)
    rows = [(f"sigmoid({_told(demo.score)})", demo.probability, "blue"), ("slope there", demo.slope, "blue")]
    if demo.their_probability is not None:
        rows.append(("your sigmoid", demo.their_probability, "purple"))
        rows.append(("your slope", demo.their_slope, "purple"))
    for place, (name, value, color) in enumerate(rows):
        picture.text(_LEFT, 128 + 46 * place, name, 30, color, bold=True)
        picture.text(1570, 128 + 46 * place, _told(value, 4), 32, color, "end", bold=True)


def draw_digit(picture: Picture, demo: Sigmoid) -> None:
    """The digit whose input is nearest to the point's."""
    nearest = int((one_number_digits()[0] - demo.x).abs().argmin())
    picture.pixels(1 - image_of(nearest).numpy(), _LEFT, 306, _SIDE, _SIDE)
    left, is_three, says_three = _LEFT + _SIDE + 24, nearest < COUNT // 2, demo.probability > 0.5
    share = demo.probability if says_three else 1 - demo.probability
    picture.text(left, 336, f"x = {_told(demo.x)}: a {3 if is_three else 7}", 30)
    picture.text(left, 374, f"told {share:.1%} a {3 if says_three else 7}", 30)
    picture.text(left, 412, "right" if says_three == is_three else "wrong", 30, "green" if says_three == is_three else "red", bold=True)
    numbers = demo.numbers()
    picture.text(left, 458, f"step {demo.steps}: {numbers['right']} right,", 28)
    picture.text(left, 494, f"{numbers['saturated']} saturated, of {numbers['digits']}", 28)


def draw_over_input(picture: Picture, demo: Sigmoid) -> None:
    """The probability over the input: a larger weight makes it steeper, the bias shifts it."""
    OVER_INPUT.draw(picture, "over the input x", "", 4)
    inputs = torch.tensor(OVER_INPUT.steps(81), dtype=torch.float64)
    OVER_INPUT.curve(picture, zip(inputs.tolist(), sigmoid(demo.w * inputs + demo.b).tolist()), "blue", 5)
    picture.dot(*OVER_INPUT.at(demo.x, demo.probability), 13, "ink", "ground")


def _told(value: float | None, digits: int = 2) -> str:
    return "none" if value is None else minus(f"{round(value, digits) + 0.0:.{digits}f}")
