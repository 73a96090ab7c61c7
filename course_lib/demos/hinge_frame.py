"""The frame below the sum, with each hinge in it: its bend and the end of the chosen one are there to be dragged."""

from __future__ import annotations

import math

import torch

from course_lib.demos.frame import Frame
from course_lib.demos.hinges import Hinges
from course_lib.demos.picture import Picture, minus
from course_lib.demos.target_curves import GRID

FRAME = Frame(100, 576, 960, 220, across=(-1, 1), up=(-1, 1))  # its height follows the hinges
_SCALES = (0.5, 1.0, 2.0, 5.0, 10.0)  # what is higher ends at the edge
_NEAR = 45  # units of the sheet


def frame_of(hinges: Hinges) -> Frame:
    """The lower frame, as high as the highest hinge asks for."""
    highest = max(abs(y) for corners in shapes(hinges) for _, y in corners)
    scale = next((scale for scale in _SCALES if scale >= highest), _SCALES[-1])
    return Frame(FRAME.x, FRAME.y, FRAME.width, FRAME.height, FRAME.across, (-scale, scale))


def shapes(hinges: Hinges) -> list[list[tuple[float, float]]]:
    """Where each hinge, times its height, begins, bends and ends."""
    left, right = (hinges.after(GRID[[0, -1]]) * hinges.a).tolist()
    middles = [[(bend, 0.0)] if abs(bend) < 1 and hinges.bent else [] for bend in hinges.bends.tolist()]
    return [[(-1.0, first), *middle, (1.0, last)] for first, middle, last in zip(left, middles, right)]


def end(hinges: Hinges, place: int) -> float:
    """The edge to which a hinge rises or falls."""
    return 1.0 if hinges.w[place] > 0 else -1.0


def height_for(hinges: Hinges, place: int, y: float) -> float:
    """The `a` with which a hinge's end is at y; one that hardly bends up to the edge counts as bending before it."""
    reach = hinges.before(torch.tensor([end(hinges, place)], dtype=torch.float64))[0, place].item()
    return y / max(reach, 0.05)


def grasped(frame: Frame, hinges: Hinges, chosen: int, x: float, y: float) -> tuple[str | None, int]:
    """What lies at a place of the lower frame: the chosen hinge's "end", or the nearest "bend" and whose."""
    handle = _handle(frame, hinges, chosen)
    if abs(handle[0] - x) < _NEAR and abs(handle[1] - y) < _NEAR:
        return "end", chosen
    if FRAME.holds(x, y):
        return "bend", int((hinges.bends - FRAME.back(x, y)[0]).abs().argmin())
    return None, chosen


def formula(hinges: Hinges, place: int) -> str:
    """A hinge as a line of maths."""
    w, b, a = (round(numbers[place].item(), 2) + 0.0 for numbers in (hinges.w, hinges.b, hinges.a))
    inside = f"{w:.2f}·x" + (f" {'+' if b >= 0 else '−'} {abs(b):.2f}" if hinges.bias else "")
    return minus(f"{a:.2f} · {'relu' if hinges.bent else ''}({inside})")


def draw(picture: Picture, frame: Frame, hinges: Hinges, chosen: int) -> None:
    frame.draw(picture, "x", ticks=4)
    picture.text(frame.x, frame.y - 18, f"each hinge; number {chosen + 1}:", 28)
    picture.text(frame.x + 370, frame.y - 18, formula(hinges, chosen), 28, "orange", mono=True)
    curves = shapes(hinges)
    for corners in curves:
        frame.curve(picture, corners, "blue", 3)
    frame.curve(picture, curves[chosen], "orange", 8)
    bends = [bend if abs(bend) <= 1 else math.nan for bend in hinges.bends.tolist()]
    for bend in bends:
        picture.dot(*frame.at(bend, 0), 8, "blue", "ground", 2)
    picture.dot(*frame.at(bends[chosen], 0), 13, "orange", "ground")
    x, y = _handle(frame, hinges, chosen)
    picture.box(x - 13, y - 13, 26, 26, "orange", "ground", round=4)


def _handle(frame: Frame, hinges: Hinges, chosen: int) -> tuple[float, float]:
    """Where the end of the chosen hinge is drawn."""
    x, y = shapes(hinges)[chosen][-1 if end(hinges, chosen) > 0 else 0]
    return frame.at(x, min(max(y, frame.up[0]), frame.up[1]))
