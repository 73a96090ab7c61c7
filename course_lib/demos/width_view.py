"""The wide view: a curve to follow, the sum of the hinges, and the error; below them each hinge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_lib.demos import hinge_frame
from course_lib.demos.frame import Frame
from course_lib.demos.hinges import Hinges
from course_lib.demos.picture import Picture, minus
from course_lib.demos.target_curves import GRID, POINTS
from course_lib.mnist.distances import rmse

if TYPE_CHECKING:
    from course_lib.demos.relu_hinges import ReluHinges

SUM = Frame(100, 76, 960, 390, across=(-1, 1), up=(-1.5, 1.5))
_ERROR = Frame(1200, 400, 360, 150, across=(-1, 1), up=(-1, 1))


def numbers(demo: ReluHinges) -> dict:
    hinges = demo.hinges
    found = {"hinges": demo.units, "pieces": hinges.pieces(), "rmse": demo.trail[-1], "steps": len(demo.trail) - 1,
             "bends": hinges.bends.tolist(), "heights": hinges.a.tolist(), "offset": hinges.offset.item() * demo.bias,
             "chosen": demo.chosen + 1}
    if demo.theirs is None:
        return found
    return {**found, "own rmse": rmse(demo.theirs, demo.goal).item(), "own difference": _apart(demo)}


def told(demo: ReluHinges) -> str:
    hinges, count = demo.hinges, f"{demo.units} hinge{'s' * (demo.units > 1)}"
    if not demo.relu:
        words = f"Without ReLU the sum of {count} is the one line {_line(hinges)}"
    else:
        where = "" if demo.bias else " Without bias all bend at x = 0."
        words = f"The sum of {count} has {_pieces(hinges)}.{where} It follows the {demo.target} curve"
    words = f"{words}, with an RMSE of {demo.trail[-1]:.3g}. Hinge {demo.chosen + 1} is {hinge_frame.formula(hinges, demo.chosen)}."
    if demo.arrows == "the target":
        words = f"{words} The arrows move the target's point at x = {POINTS[demo.point]:.2f}, now {demo.goal[5 * demo.point]:.2f} high."
    if demo.theirs is None:
        return words
    apart = _apart(demo)
    return f"{words} Yours {'agrees' if apart < 1e-6 else f'differs by up to {apart:.3g}'}, with an RMSE of {rmse(demo.theirs, demo.goal):.3g}."


def draw(picture: Picture, demo: ReluHinges) -> None:
    SUM.draw(picture)
    _draw_legend(picture, demo)
    _draw_error_bars(picture, demo)
    if demo.theirs is not None:
        SUM.curve(picture, zip(GRID.tolist(), demo.theirs.tolist()), "purple", 9)
    SUM.curve(picture, zip(GRID.tolist(), demo.sum.tolist()), "blue", 6)
    SUM.curve(picture, zip(GRID.tolist(), demo.goal.tolist()), "ink", 3, dashed=True)
    _draw_bends(picture, demo)
    if demo.arrows == "the target":
        _draw_cursor(picture, demo)
    hinge_frame.draw(picture, demo.frame, demo.hinges, demo.chosen)
    _draw_words(picture, demo)
    _draw_error(picture, demo)
    _draw_trail(picture, demo)


def _draw_legend(picture: Picture, demo: ReluHinges) -> None:
    marks = [("ink", "target", True), ("blue", "sum of the hinges", False)]
    left = SUM.x
    for color, words, dashed in [*marks, *([("purple", "with your relu", False)] if demo.theirs is not None else [])]:
        picture.line(left + 4, 40, left + 56, 40, color, 6, dashed)
        picture.text(left + 72, 50, words, 28, color)
        left += 130 + 16 * len(words)


def _draw_error_bars(picture: Picture, demo: ReluHinges) -> None:
    with SUM.inside(picture):
        for x, low, high in zip(GRID[::4].tolist(), demo.goal[::4].tolist(), demo.sum[::4].tolist()):
            picture.line(*SUM.at(x, low), *SUM.at(x, high), "red", 2)


def _draw_bends(picture: Picture, demo: ReluHinges) -> None:
    hinges = demo.hinges
    if not hinges.bent:
        return
    heights = hinges.sum(hinges.after(hinges.bends.nan_to_num(posinf=9, neginf=-9)))
    with SUM.inside(picture):
        for place, (x, y) in enumerate(zip(hinges.bends.tolist(), heights.tolist())):
            if abs(x) <= 1 and place != demo.chosen:
                picture.dot(*SUM.at(x, y), 8, "blue", "ground", 2)
        x, y = hinges.bends[demo.chosen].item(), heights[demo.chosen].item()
        picture.dot(*SUM.at(x, y), 13, "orange", "ground")


def _draw_cursor(picture: Picture, demo: ReluHinges) -> None:
    x = POINTS[demo.point].item()
    across, up = SUM.at(x, demo.goal[5 * demo.point].item())
    picture.line(across, SUM.y, across, SUM.y + SUM.height, "ink", 2)
    picture.dot(across, up, 14, "yellow", "ink")


def _draw_words(picture: Picture, demo: ReluHinges) -> None:
    left, hinges = 1130, demo.hinges
    picture.text(left, 110, f"{demo.units} hinge{'s' * (demo.units > 1)}", 44, bold=True)
    picture.text(left, 166, _pieces(hinges), 34)
    picture.text(left, 222, f"RMSE {demo.trail[-1]:.4f}", 34, "blue", bold=True)
    if demo.theirs is not None:
        picture.text(left, 274, f"yours: RMSE {rmse(demo.theirs, demo.goal):.4f}", 32, "purple")
    if not demo.relu:
        picture.text(left, 326, f"= {_line(hinges)}", 32, mono=True)
    elif demo.bias:
        picture.text(left, 326, minus(f"offset {round(hinges.offset.item(), 2) + 0.0:.2f}"), 30, "soft")
    else:
        picture.text(left, 326, "all bend at x = 0", 32)


def _draw_error(picture: Picture, demo: ReluHinges) -> None:
    _ERROR.draw(picture, "", "error: sum − target", ticks=2)
    points = list(zip(GRID.tolist(), (demo.sum - demo.goal).tolist()))
    with _ERROR.inside(picture):
        picture.curve((_ERROR.at(*point) for point in [(-1, 0), *points, (1, 0)]), "red", 3, fill="red", closed=True)


def _draw_trail(picture: Picture, demo: ReluHinges) -> None:
    trail, last = [min(error, 9.0) for error in demo.trail], len(demo.trail) - 1
    frame = Frame(1200, 660, 360, 136, across=(0, max(5, last)), up=(0, 1.15 * max(0.01, *trail)))
    frame.draw(picture, "step", "RMSE so far", ticks=2)
    few = range(0, last + 1, 1 + last // 200)
    frame.curve(picture, [(place, trail[place]) for place in (*few, last)], "blue", 5)
    picture.dot(*frame.at(last, trail[-1]), 9, "blue", "ground")


def _line(hinges: Hinges) -> str:
    slope, offset = (round(number, 2) + 0.0 for number in hinges.line())
    return minus(f"{slope:.2f}·x {'+' if offset >= 0 else '−'} {abs(offset):.2f}")


def _apart(demo: ReluHinges) -> float:
    """How far the own relu's sum is from the reference's, at most."""
    return (demo.theirs - demo.sum).abs().max().item()


def _pieces(hinges: Hinges) -> str:
    count = hinges.pieces()
    return f"{count} straight piece{'s' * (count > 1)}"
