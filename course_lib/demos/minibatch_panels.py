"""What the batches of an epoch say: the cloud of their gradients, and how its width falls with the size of a batch."""

from __future__ import annotations

import math
from collections.abc import Mapping

from torch import Tensor

from course_lib.demos.frame import Frame
from course_lib.demos.picture import Picture, minus

SIZES = (1, 4, 16, 64, 256, 1024)
CLOUD = Frame(1070, 140, 490, 260, across=(-4.0, 4.0), up=(0.0, 1.0))
SPREADS = Frame(1070, 525, 490, 215, across=(0.7, 1500.0), up=(math.log10(0.02), math.log10(4.0)), log=True)
MOST = 200  # batches of the cloud


def draw_legend(picture: Picture, names: Mapping[str, str]) -> None:
    """What the colours of the paths mean, in a row above them."""
    for (name, color), left in zip(names.items(), (290, 480, 715, 830)):
        picture.text(left, 122, name, 28, color, bold=True)


def draw_cloud(picture: Picture, gradients: Tensor, true: float, wrong_way: float, theirs: Tensor | None) -> None:
    """Each batch's gradient, the first batch of the epoch at the top; a line where the gradient of all digits is."""
    picture.text(CLOUD.x, 70, f"{wrong_way:.0%} point the wrong way", 34, bold=True)
    picture.text(CLOUD.x, CLOUD.y - 18, "gradient of each batch", 28)
    picture.text(CLOUD.x + CLOUD.width, CLOUD.y - 18, "of all digits", 28, "blue", "end")
    _panel(picture, CLOUD, {value: minus(f"{value:g}") for value in (-4, -2, 0, 2, 4)}, {0.95: "first", 0.05: "last"})
    line = CLOUD.at(true, 0)[0]
    picture.line(CLOUD.at(0, 0)[0], CLOUD.y, CLOUD.at(0, 0)[0], CLOUD.y + CLOUD.height, "soft", 3)
    picture.line(line, CLOUD.y, line, CLOUD.y + CLOUD.height, "blue", 5)
    _dots(picture, gradients, "orange")
    if theirs is not None:
        _dots(picture, theirs, "purple", 0.6)


def draw_spreads(picture: Picture, spreads: Mapping[int, float], size: int, theirs: Tensor | None) -> None:
    """The standard deviation of the gradients for each size of batch, on the line that √ promises."""
    picture.text(SPREADS.x, SPREADS.y - 18, "their spread, and 1/√batch", 28)
    _panel(picture, SPREADS, {size: str(size) for size in SIZES}, {math.log10(value): f"{value:g}" for value in (0.03, 0.1, 0.3, 1)})
    picture.text(SPREADS.x + SPREADS.width / 2, SPREADS.y + SPREADS.height + 72, "digits in a batch", 28, "ink", "middle")
    SPREADS.curve(picture, [(one, _height(spreads[1] / math.sqrt(one))) for one in (1, 1024)], "blue", 4, dashed=True)
    with SPREADS.inside(picture):
        for one, spread in spreads.items():
            picture.dot(*SPREADS.at(one, _height(spread)), 15 if one == size else 9, "orange", "ink" if one == size else "none", 4)
        if theirs is not None and len(theirs) > 1:
            picture.dot(*SPREADS.at(size, _height(theirs.std().item())), 8, "purple", "ground", 2)


def _dots(picture: Picture, gradients: Tensor, color: str, share: float = 1.0) -> None:
    shown = gradients[:MOST].clamp(*CLOUD.across).tolist()
    radius = share * (4 if len(shown) > 64 else 6 if len(shown) > 16 else 8)
    for place, gradient in enumerate(shown):
        picture.dot(*CLOUD.at(gradient, 1 - (place + 0.5) / len(shown)), radius, color)


def _height(spread: float) -> float:
    return math.log10(max(spread, 1e-9)) if math.isfinite(spread) else spread


def _panel(picture: Picture, frame: Frame, across: Mapping[float, str], up: Mapping[float, str]) -> None:
    picture.box(frame.x, frame.y, frame.width, frame.height, "panel", "faint", thick=2, round=4)
    for value, words in across.items():
        x, _ = frame.at(value, frame.up[0])
        picture.line(x, frame.y, x, frame.y + frame.height, "faint", 2)
        picture.text(x, frame.y + frame.height + 34, words, 26, "soft", "middle")
    for value, words in up.items():
        picture.text(frame.x - 12, frame.at(frame.across[0], value)[1] + 9, words, 26, "soft", "end")
