"""Two equal models, one of which clears its gradients: what `backward` adds to what is there."""

from __future__ import annotations

import math

import torch
from torch.nn.functional import mse_loss

from course_lib.demos import zero_grad_view
from course_lib.demos.controls import Choose, Press, Slide
from course_lib.demos.demo import Demo
from course_lib.demos.line_by_line import KEPT, Points, Trainee, line_model, place, stored
from course_lib.demos.picture import Picture
from course_lib.mnist.loop import train_step

RIGHT, TOO_SOON, LAST, NEVER = "clear, backward, step", "backward, clear, step", "backward, step, clear", "backward, step"
_LINES = {
    RIGHT: ("forward", "clear", "backward", "step"),
    TOO_SOON: ("forward", "backward", "clear", "step"),
    LAST: ("forward", "backward", "step", "clear"),
    NEVER: ("forward", "clear", "backward", "step"),  # the clearing is left out, but keeps its place
}
_A_LINE, _A_STEP = "a line", "a whole step"
_LAST_SLIP = 30


class ZeroGrad(Demo):
    """`ZeroGrad(train_step)` lets your own `train_step` train a third model."""

    title = "Clearing the gradients"
    own_name = "train_step"
    controls = {
        "order": Choose("the other model", NEVER, tuple(_LINES)),
        "slip": Slide("forgets in step (0: in none)", 0, 0, _LAST_SLIP, whole=True),
        "forget": Press("Forget once, now", "forget_once"),
        "by": Choose("go on by", _A_STEP, (_A_LINE, _A_STEP)),
        "rate": Slide("learning rate", 0.05, 0.01, 0.6, log=True),
        "weight": Slide("start: weight", -0.7, -2.0, 5.0),
        "bias": Slide("start: bias", 2.0, -3.0, 4.0),
    }
    presets = {
        "Never cleared, it never rests": {"order": NEVER},
        "Forgotten once: a detour": {"order": RIGHT, "slip": 3, "rate": 0.2},
        "Cleared too soon: it stands": {"order": TOO_SOON, "by": _A_LINE},
        "Cleared first or last: the same": {"order": LAST, "by": _A_LINE, "rate": 0.2},
    }
    keys = {
        "ArrowLeft": "start with a smaller weight", "ArrowRight": "with a larger one", "ArrowDown": "start with a smaller bias",
        "ArrowUp": "with a larger one", "f": "forget once, now",
    }
    quiet = frozenset({"by"})

    def begin(self) -> None:
        self.points = Points.noisy(torch.Generator().manual_seed(self.seed))
        self.first, self.other = (Trainee(self._model(), _LINES[order], self.rate) for order in (RIGHT, self.order))
        self.steps, self.line, self.highest = 0, None, 0.0  # the line that ran last, from 0; the largest stored gradient
        self.theirs = self._model() if self.own else None
        self.their_trail, self.their_stored = [place(self._model())], (0.0, 0.0)

    def changed(self, names: frozenset[str]) -> None:
        if names <= {"by", "slip"}:
            return
        self.begin()

    def _model(self):
        return line_model(self.weight, self.bias)

    def step(self) -> None:
        if self.by == _A_LINE:
            return self._run_line()
        self._run_line()
        while self.line != 3:
            self._run_line()

    def _run_line(self) -> None:
        self.line = 0 if self.line in (None, 3) else self.line + 1
        self.first.run(self.first.lines[self.line], self.points)
        line = self.other.lines[self.line]
        if not (line == "clear" and self.left_out):
            self.other.run(line, self.points)
        self.highest = max(self.highest, *map(abs, (*self.first.stored, *self.other.stored)))
        if self.line == 3:
            self.steps += 1
            self._train_theirs()

    @property
    def under_way(self) -> int:
        """The number of the step whose lines run, or ran last."""
        return self.steps + (self.line != 3)

    @property
    def left_out(self) -> bool:
        """Whether the other model doesn't clear in this step."""
        return self.order == NEVER or self.slip == self.under_way

    def _train_theirs(self) -> None:
        if not self.theirs:
            return
        loss = train_step(line_model(*self.their_trail[-1]), self.points.x, self.points.y, mse_loss, self.rate)
        self.own.tried(self._their_step, like=loss)

    def _their_step(self, function):
        loss = function(self.theirs, self.points.x.clone(), self.points.y.clone(), mse_loss, self.rate)
        self.their_trail = [*self.their_trail, place(self.theirs)][-KEPT:]
        self.their_stored = stored(self.theirs)
        return loss

    def forget_once(self) -> None:
        """Leave out the next clearing."""
        clearing = self.other.lines.index("clear")
        still_to_come = self.line is None or self.line == 3 or self.line < clearing
        self.slip = min(self.under_way + (self.line == 3) - (not still_to_come) + (not still_to_come) * 2 - (self.line == 3), _LAST_SLIP)
