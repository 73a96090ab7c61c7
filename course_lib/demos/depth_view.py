"""The deep view: each layer folds its input once, and so doubles the straight pieces."""

from __future__ import annotations

from functools import cache

import torch
from torch import Tensor, nn

from course_lib.demos.frame import Frame
from course_lib.demos.own import Own
from course_lib.demos.picture import Picture
from course_lib.mnist.nonlinearity import sawtooth

_DEEPEST = 7
_GRID = torch.linspace(0, 1, 1025, dtype=torch.float64)  # every bend of seven layers lies on it
_BIG = Frame(100, 340, 960, 420, across=(0, 1), up=(0, 1))
_LAYER = Frame(1200, 600, 360, 160, across=(0, 1), up=(0, 1))
_SMALL = [Frame(60 + 214 * place, 70, 190, 130, across=(0, 1), up=(0, 1)) for place in range(_DEEPEST)]


@cache
def net(depth: int) -> nn.Sequential:
    return sawtooth(depth).double()


@cache
@torch.no_grad()
def teeth(depth: int) -> Tensor:
    """The net's output on the grid."""
    return net(depth)(_GRID[:, None])[:, 0]


@torch.no_grad()
def own_teeth(own: Own, depth: int) -> Tensor | None:
    """The same, with a student's relu between the layers."""
    x = _GRID[:, None]
    for layer in net(depth):
        x = own.tried(lambda relu: relu(x), like=x) if isinstance(layer, nn.ReLU) else layer(x)
        if x is None:
            return None
        x = x.double()
    return x[:, 0]


@torch.no_grad()
def path(depth: int, x: float) -> list[float]:
    """x, and what each layer makes of it."""
    return [x, *(net(layers)(torch.tensor([[x]]).double()).item() for layers in range(1, depth + 1))]


def bends(y: Tensor) -> list[int]:
    """Where on the grid a curve changes its slope."""
    return (torch.nonzero(y.diff().diff().abs() > 1e-4)[:, 0] + 1).tolist()


def holds(x: float, y: float) -> bool:
    return any(frame.holds(x, y) for frame in (_BIG, *_SMALL))


def x_at(x: float, y: float) -> float:
    """The x that was pointed at, in the frame that is there or else in the big one."""
    frame = next((frame for frame in _SMALL if frame.holds(x, y)), _BIG)
    return round(frame.back(x, y)[0], 3)


def numbers(depth: int, x: float, theirs: Tensor | None) -> dict:
    found = {"layers": depth, "hinges": 2 * depth, "pieces": 1 + len(bends(teeth(depth))), "pieces if wide": 2 * depth + 1, "path": path(depth, x)}
    if theirs is None:
        return found
    return {**found, "own difference": _apart(depth, theirs)}


def told(depth: int, x: float, theirs: Tensor | None) -> str:
    found = numbers(depth, x, theirs)
    words = (f"{_counted(depth, 'layer')} of 2 hinges each: {found['pieces']} straight pieces; one wide layer of {2 * depth} hinges "
             f"has at most {2 * depth + 1}. x goes {_told_path(depth, x)}.")
    return words if theirs is None else f"{words} Yours {_verdict(depth, theirs)}."


def draw(picture: Picture, depth: int, x: float, theirs: Tensor | None) -> None:
    places = path(depth, x)
    for layers, frame in enumerate(_SMALL, start=1):
        _draw_small(picture, frame, layers, layers <= depth, layers == depth)
        if layers <= depth:
            _draw_net(picture, frame, layers, max(1, 5 - 0.7 * layers))
            picture.dot(*frame.at(x, places[layers]), 10, "orange", "ground")
    _draw_big(picture, depth, x, theirs)
    _draw_layer(picture, places)
    _draw_words(picture, depth, theirs)


def _draw_small(picture: Picture, frame: Frame, layers: int, shown: bool, last: bool) -> None:
    picture.box(frame.x, frame.y, frame.width, frame.height, "panel", "blue" if last else "faint", thick=4 if last else 2, round=4)
    middle = frame.x + frame.width / 2
    picture.text(middle, frame.y - 18, _counted(layers, "layer"), 28, "ink" if last else "soft", "middle", bold=last)
    if shown:
        picture.text(middle, frame.y + frame.height + 38, _counted(1 + len(bends(teeth(layers))), "piece"), 28, "blue", "middle")


def _draw_net(picture: Picture, frame: Frame, depth: int, thick: float) -> None:
    y = teeth(depth)
    corners = [0, *bends(y), len(y) - 1]
    frame.curve(picture, ((_GRID[place].item(), y[place].item()) for place in corners), "blue", thick)


def _draw_big(picture: Picture, depth: int, x: float, theirs: Tensor | None) -> None:
    _BIG.draw(picture, "x", "", ticks=5)
    picture.text(_BIG.x, _BIG.y - 24, f"x  {_told_path(depth, x)}", 28, "orange", bold=True)
    if theirs is not None:
        _BIG.curve(picture, zip(_GRID[::2].tolist(), theirs[::2].tolist()), "purple", 10)
    _draw_net(picture, _BIG, depth, 6 if depth < 6 else 4)
    across, up = _BIG.at(x, path(depth, x)[-1])
    picture.line(across, _BIG.y, across, _BIG.y + _BIG.height, "orange", 3, dashed=True)
    picture.dot(across, up, 14, "orange", "ground")


def _draw_layer(picture: Picture, places: list[float]) -> None:
    _LAYER.draw(picture, "", "each layer, in and out", ticks=2)
    _LAYER.curve(picture, [(0, 0), (0.5, 1), (1, 0)], "blue", 5)
    for entry, result in zip(places, places[1:]):
        picture.dot(*_LAYER.at(entry, result), 9, "orange", "ground", 2)
    if len(places) > 1:
        picture.dot(*_LAYER.at(*places[-2:]), 13, "orange", "ink")


def _draw_words(picture: Picture, depth: int, theirs: Tensor | None) -> None:
    left, pieces = 1130, 1 + len(bends(teeth(depth)))
    picture.text(left, 310, f"{_counted(depth, 'layer')}, {2 * depth} hinges:", 34)
    picture.text(left, 362, f"{pieces} pieces", 44, "blue", bold=True)
    picture.text(left, 422, f"{2 * depth} hinges side by side:", 34)
    picture.text(left, 470, f"at most {2 * depth + 1} pieces", 34, "soft")
    if theirs is not None:
        picture.text(left, 530, f"yours {_verdict(depth, theirs)}", 30, "purple")


def _told_path(depth: int, x: float) -> str:
    return " → ".join(f"{place:.2f}" for place in path(depth, x))


def _apart(depth: int, theirs: Tensor) -> float:
    return (theirs - teeth(depth)).abs().max().item()


def _verdict(depth: int, theirs: Tensor) -> str:
    apart = _apart(depth, theirs)
    return "agrees" if apart < 1e-6 else f"differs by up to {apart:.3g}"


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'s' * (count != 1)}"
