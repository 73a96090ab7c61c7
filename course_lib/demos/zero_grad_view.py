"""How the two models are shown: their paths over the valley, their lines of code, and the gradients they keep."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch

from course_lib.demos.frame import Frame
from course_lib.demos.line_by_line import CODE, Points, Trainee
from course_lib.demos.picture import Picture, minus

if TYPE_CHECKING:
    from course_lib.demos.zero_grad import ZeroGrad

MAP = Frame(100, 90, 730, 680, across=(-2.0, 5.0), up=(-3.0, 4.0))
_LEFTS = {"first": 900, "other": 1250}
_WIDE = 320  # of a column
_SCALES = (5.0, 10.0, 15.0, 20.0, 30.0, 50.0, 100.0, 200.0, 500.0, 1000.0)
LEVELS = (0.15, 0.6, 1.4, 2.6, 4.2, 6.4, 9.4, 13.0)  # above the lowest loss
_TURN = [2 * math.pi * part / 48 for part in range(49)]


def told(demo: ZeroGrad) -> str:
    first, other = demo.first, demo.other
    words = (f"{_counted(demo.steps)} done. The model that clears is at {_place(first.place)}, loss {first.loss(demo.points):.3g}; "
             f"the other ({_manner(demo)}) at {_place(other.place)}, loss {other.loss(demo.points):.3g}: "
             f"{math.dist(first.place, other.place):.3g} apart. Stored gradients: {_pair(first.stored)}, and {_pair(other.stored)}.")
    if demo.row is not None and not demo.done:
        words = f"{words} The lines that ran last: {CODE[first.lines[demo.row]]}, and {_line_told(demo)}."
    if not demo.own:
        return words
    agrees = "agrees with the first" if demo.own_apart < 1e-6 else f"is {demo.own_apart:.3g} from the first"
    return f"{words} Yours {agrees}, at {_place(demo.their_trail[-1])}."


def draw(picture: Picture, demo: ZeroGrad) -> None:
    _draw_map(picture, demo)
    _draw_legend(picture, demo)
    scale = next((scale for scale in _SCALES if scale >= 1.05 * demo.highest), _SCALES[-1])
    picture.text(_LEFTS["first"] - 16, 298, "stored gradient", 30, bold=True)
    picture.line(_LEFTS["other"] + 40, 288, _LEFTS["other"] + 90, 288, "ink", 6)
    picture.text(_LEFTS["other"] + 106, 298, "last added", 28)
    for name, color in (("first", "blue"), ("other", "orange")):
        _draw_code(picture, demo, name, color)
        _draw_gradients(picture, _LEFTS[name], getattr(demo, name), color, scale)
        picture.text(_LEFTS[name], 740, f"loss {_short(getattr(demo, name).loss(demo.points))}", 32, color, bold=True)
    picture.text(_LEFTS["first"], 800, f"step {demo.steps}", 32, bold=True)
    picture.text(_LEFTS["other"], 800, f"apart {_short(math.dist(demo.first.place, demo.other.place))}", 32)
    if demo.own:
        picture.text(_LEFTS["first"], 852, f"yours: stored {_pair(demo.their_stored)}", 30, "purple")


def _draw_map(picture: Picture, demo: ZeroGrad) -> None:
    MAP.draw(picture, "weight", "", ticks=7)
    picture.text(22, 56, "bias", 28)
    for ring in rings(demo.points):
        MAP.curve(picture, ring, "soft", 2)
    with MAP.inside(picture):
        if demo.own:
            _draw_trail(picture, demo.their_trail, "purple", 12)
        _draw_trail(picture, demo.other.trail, "orange", 5)
        _draw_trail(picture, demo.first.trail, "blue", 5)
        if demo.own:
            picture.dot(*MAP.at(*demo.their_trail[-1]), 24, "none", "purple", 7)
        x, y = MAP.at(*demo.other.place)
        picture.box(x - 20, y - 20, 40, 40, "orange", "ground", round=4)
        picture.dot(*MAP.at(*demo.first.place), 14, "blue", "ground")


def rings(points: Points) -> list[list[tuple[float, float]]]:
    """Lines of equal loss."""
    lowest, bowl = points.valley()
    axes = torch.linalg.inv(torch.linalg.cholesky(bowl)).T  # from a circle to a line of equal loss
    circle = torch.tensor([[math.cos(turn), math.sin(turn)] for turn in _TURN], dtype=torch.float64)
    return [(lowest + math.sqrt(level) * circle @ axes.T).tolist() for level in LEVELS]


def _draw_trail(picture: Picture, trail: list[tuple[float, float]], color: str, thick: float) -> None:
    places = [MAP.at(*place) for place in trail]
    picture.curve(places, color, thick)
    for place in places:
        picture.dot(*place, thick + 2, color)


def _draw_legend(picture: Picture, demo: ZeroGrad) -> None:
    left = MAP.x + 30
    picture.dot(left + 14, 46, 13, "blue")
    picture.text(left + 38, 56, "clears", 28, "blue")
    picture.box(left + 165, 33, 26, 26, "orange", round=4)
    picture.text(left + 203, 56, _manner(demo), 28, "orange")
    if demo.own:
        picture.dot(left + 555, 46, 13, "none", "purple", 6)
        picture.text(left + 580, 56, "yours", 28, "purple")


def _draw_code(picture: Picture, demo: ZeroGrad, name: str, color: str) -> None:
    left, model = _LEFTS[name], getattr(demo, name)
    picture.box(left - 16, 20, _WIDE, 224, "panel", color, thick=3)
    for row, line in enumerate(model.lines):
        top = 32 + 50 * row
        if row == demo.row:
            picture.box(left - 8, top, _WIDE - 16, 48, "ground", color, thick=4)
        left_out = line == "clear" and name == "other" and (demo.left_out or demo.leaves_out)
        picture.text(left + 2, top + 34, CODE[line] if line != "forward" else "loss = mse(…)", 28, "soft" if left_out else "ink", mono=True)
        if left_out:
            picture.line(left, top + 25, left + 255, top + 25, "red", 5)


def _draw_gradients(picture: Picture, left: float, model: Trainee, color: str, scale: float) -> None:
    frame = Frame(left + 50, 330, _WIDE - 80, 290, across=(0, 2), up=(-scale, scale))
    picture.box(frame.x, frame.y, frame.width, frame.height, "panel", "faint", thick=2, round=4)
    for value in (-scale, 0, scale):
        height = frame.at(0, value)[1]
        picture.line(frame.x, height, frame.x + frame.width, height, "soft" if value == 0 else "faint", 2)
        picture.text(frame.x - 10, height + 9, minus(f"{value:g}"), 26, "soft", "end")
    for place, (name, kept, added) in enumerate(zip(("weight", "bias"), model.stored, model.fresh)):
        _draw_bar(picture, frame, place, kept, added, color)
        middle = frame.at(place + 0.5, 0)[0]
        picture.text(middle, 652, name, 26, "soft", "middle")
        picture.text(middle, 688, _short(kept), 30, color, "middle", bold=True)


def _draw_bar(picture: Picture, frame: Frame, place: int, kept: float, added: float, color: str) -> None:
    low, high = min(0, kept), max(0, kept)
    x, top = frame.at(place + 0.2, min(high, frame.up[1]))
    width, foot = frame.width * 0.3, frame.at(0, max(low, frame.up[0]))[1]
    picture.box(x, top, width, foot - top, color, round=0)
    height = frame.at(0, min(max(added, frame.up[0]), frame.up[1]))[1]
    picture.line(x - 10, height, x + width + 10, height, "ink", 6)


def _manner(demo: ZeroGrad) -> str:
    if demo.order == "backward, step":
        return "never clears"
    when = {"clear, backward, step": "clears first", "backward, clear, step": "clears too soon", "backward, step, clear": "clears last"}[demo.order]
    return f"forgets in step {demo.slip}" if demo.slip else when


def _line_told(demo: ZeroGrad) -> str:
    line = demo.other.lines[demo.row]
    return f"{CODE[line]}{', left out' if line == 'clear' and demo.left_out else ''}"


def _counted(steps: int) -> str:
    return f"{steps} step{'s' * (steps != 1)}"


def _place(place: tuple[float, float]) -> str:
    return f"weight {_short(place[0])} and bias {_short(place[1])}"


def _pair(numbers: tuple[float, float]) -> str:
    return f"{_short(numbers[0])} and {_short(numbers[1])}"


def _short(number: float) -> str:
    return minus(f"{round(number, 2) + 0.0:.2f}" if abs(number) < 1e4 else f"{number:.2g}")
