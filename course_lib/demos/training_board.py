"""How a training is shown: its code with the line that runs, the weights, the curves and the mistakes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from course_lib.demos.frame import Frame
from course_lib.demos.picture import Picture, minus
from course_lib.demos.running_loop import BREAKAGES, DEAL, NEXT, RunningLoop

_CODE_TOP, _LINE_HEIGHT, _LETTER = 76, 50, 28
_FOOT = 588, 206  # top and height of the curves
_HIGH = 2  # of the losses shown; 1 is what always answering 0 gives
_MOST_POINTS = 240
_SHOWN = 6  # wrong digits of each kind


def draw_code(picture: Picture, loop: RunningLoop, broken: str) -> None:
    """The loop; the line that ran last bears a triangle and what it gave stands below."""
    place_broken, _ = BREAKAGES.get(broken, (None, ""))
    picture.text(30, 50, f"epoch {loop.epoch}, batch {loop.batch} of {loop.batches}" if loop.epoch else "before the first epoch", 32)
    if broken != "nothing":
        picture.text(800, 50, f"broken: {broken}", 32, "red", "end", bold=True)
    picture.box(24, _CODE_TOP, 786, _LINE_HEIGHT * len(loop.text()) + 16)
    for number, line in enumerate(loop.text()):
        top = _CODE_TOP + 8 + _LINE_HEIGHT * number
        if number == loop.ran:
            picture.box(24, top, 786, _LINE_HEIGHT, "ground", "orange", 4)
            picture.curve([(34, top + 14), (52, top + 25), (34, top + 36)], "none", fill="orange", closed=True)
        color = "red" if number == place_broken else "ink"
        picture.text(62 + (0 if number in (DEAL, NEXT) else 64), top + 34, line, _LETTER, color, bold=number == place_broken, mono=True)
    picture.text(30, 494, _outcome(loop), 28, "orange", mono=True)


def draw_weights(picture: Picture, names: dict[str, Any], difference: Tensor, likeness: float, theirs: Any) -> None:
    """The weights of the pixels, large; beside them the gradient, and what they come to look like, or a student's."""
    w, gradient = names["w"].detach(), names["w"].grad
    _draw_signed(picture, w, 846, 76, 400, f"weights w, up to ±{w.abs().max():.2g}")
    picture.text(846, 510, "red says 3, blue says 7", 28, "soft")
    _draw_signed(picture, gradient, 1310, 76, 170, "w.grad")
    if gradient is None:
        picture.text(1395, 172, "None", 30, "soft", "middle", mono=True)
    if theirs is None:
        _draw_signed(picture, difference, 1310, 306, 170, "mean 3 − mean 7")
        picture.text(1310, 510, minus(f"likeness {likeness:.2f}"), 28)
    else:
        _draw_signed(picture, theirs.w, 1310, 306, 170, "your weights", "purple")
        picture.text(1310, 510, f"{theirs.accuracy:.1%}, loss {theirs.loss:.3g}", 26, "purple")


def draw_curves(picture: Picture, history: Sequence, theirs: Sequence, breaks: Sequence[tuple[int, str]]) -> None:
    """Loss and accuracy over the steps; where the loop is broken, a red bar runs along the foot."""
    now = history[-1]
    for left, high, name, told in ((84, _HIGH, "loss", "{:.3g}"), (526, 1, "accuracy", "{:.1%}")):
        frame = Frame(left, _FOOT[0], 344, _FOOT[1], (0, max(64, len(history) - 1)), (0, high))
        frame.draw(picture, _foot(breaks), f"{name} {told.format(getattr(now, name))}", ticks=4)
        _draw_breaks(picture, frame, breaks, len(history) - 1)
        _draw_curve(picture, frame, [getattr(one, name) for one in history], "blue")
        if theirs:
            _draw_curve(picture, frame, [getattr(one, name) for one in theirs], "purple", dashed=True)


def draw_mistakes(picture: Picture, x: Tensor, y: Tensor, wrong: Tensor) -> None:
    """Some digits on the wrong side, the true 3s above the true 7s."""
    for place, (true, said, sign) in enumerate(((3, 7, 1), (7, 3, -1))):
        chosen = wrong[y[wrong, 0] == sign].tolist()
        top = _FOOT[0] - 18 + 144 * place
        picture.text(930, top, f"{len(chosen):,} of {int((y == sign).sum()):,} {true}s taken for {said}s", 28)
        for column, index in enumerate(chosen[:_SHOWN]):
            picture.pixels(x[index].view(28, 28), 930 + 108 * column, top + 14, 92, 92)


def _outcome(loop: RunningLoop) -> str:
    """What the line that ran last has made."""
    if loop.ran is None:
        return "nothing has run yet"
    return _OUTCOMES[loop.ran](loop, loop.names)


def _told_of_dealing(loop: RunningLoop, names: dict) -> str:
    return f"{len(names['digits']):,} digits in {len(names['dl'])} batches, {'shuffled' if names['dl'].shuffle else 'the 3s first'}"


def _told_of_batch(loop: RunningLoop, names: dict) -> str:
    return f"xb {_shape(names['xb'].shape)}, yb {_shape(names['yb'].shape)}"


def _told_of_preds(loop: RunningLoop, names: dict) -> str:
    preds = names["preds"]
    return minus(f"preds {_shape(preds.shape)}, from {preds.min():.3g} to {preds.max():.3g}")


def _told_of_loss(loop: RunningLoop, names: dict) -> str:
    yb = names["yb"][:, 0] if loop.broken == "shape bug" else names["yb"]
    return f"loss = {names['loss']:.4g}, the mean of {_shape(torch.broadcast_shapes(names['preds'].shape, yb.shape))}"


def _told_of_gradient(loop: RunningLoop, names: dict) -> str:
    return f"w.grad {_shape(names['w'].shape)}, up to ±{names['w'].grad.abs().max():.3g}"


def _told_of_step(loop: RunningLoop, names: dict) -> str:
    return f"w {_shape(names['w'].shape)}, up to ±{names['w'].abs().max():.3g}"


def _told_of_clearing(loop: RunningLoop, names: dict) -> str:
    gradient = names["w"].grad
    return "w.grad is None" if gradient is None else f"w.grad stays, up to ±{gradient.abs().max():.3g}"


# one for each line of the loop
_OUTCOMES = (_told_of_dealing, _told_of_batch, _told_of_preds, _told_of_loss, _told_of_gradient, _told_of_step, _told_of_clearing)


def _shape(shape: Sequence[int]) -> str:
    return f"[{', '.join(map(str, shape))}]"


def _draw_signed(picture: Picture, values: Tensor | None, x: float, y: float, side: float, name: str, color: str = "soft") -> None:
    """[784, 1] or [28, 28] as a picture, as strong as its largest number is."""
    picture.text(x, y - 18, name, 30, "ink" if color == "soft" else color, bold=color != "soft")
    if values is None:
        picture.box(x, y, side, side, "panel", "faint", 2, round=0)
        return
    picture.pixels(values.reshape(28, 28) / values.abs().max().clamp(min=1e-30), x, y, side, side, signed=True, edge=color)
    if not values.isfinite().all():
        picture.text(x + side / 2, y + side / 2 + 12, "not numbers", 26, "red", "middle", bold=True)


def _foot(breaks: Sequence[tuple[int, str]]) -> str:
    return "steps (red: broken)" if any(name != "nothing" for _, name in breaks) else "steps"


def _draw_breaks(picture: Picture, frame: Frame, breaks: Sequence[tuple[int, str]], now: int) -> None:
    ends = [begin for begin, _ in breaks[1:]] + [now]
    for (begin, name), end in zip(breaks, ends):
        if name != "nothing":
            (left, foot), right = frame.at(begin, 0), frame.at(end, 0)[0]
            picture.box(left, foot - 10, right - left, 10, "red", round=0)


def _draw_curve(picture: Picture, frame: Frame, values: Sequence[float], color: str, dashed: bool = False) -> None:
    last = len(values) - 1
    steps = [*range(0, last, math.ceil(len(values) / _MOST_POINTS)), last]
    frame.curve(picture, ((step, values[step]) for step in steps), color, 5, dashed)
    if values[last] <= frame.up[1]:
        picture.dot(*frame.at(last, values[last]), 10, color)
