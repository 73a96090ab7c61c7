"""Two equal models, one of which clears its gradients: what `backward` adds to what is there."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import nn
from torch.nn.functional import mse_loss

from course_lib.demos import zero_grad_view
from course_lib.demos.controls import Choose, Press, Slide
from course_lib.demos.demo import Demo
from course_lib.demos.line_by_line import KEPT, Points, Trainee, line_model, place, stored
from course_lib.demos.picture import Picture

RIGHT, TOO_SOON, LAST, NEVER = "clear, backward, step", "backward, clear, step", "backward, step, clear", "backward, step"
_LINES = {
    RIGHT: ("forward", "clear", "backward", "step"),
    TOO_SOON: ("forward", "backward", "clear", "step"),
    LAST: ("forward", "backward", "step", "clear"),
    NEVER: ("forward", "clear", "backward", "step"),  # its clearing is left out, but keeps its place
}
_A_LINE, _A_STEP = "a line", "a whole step"


class ZeroGrad(Demo):
    """`ZeroGrad(train_step)` lets your own `train_step` train a third model."""

    title = "Clearing the gradients"
    own_name = "train_step"
    controls = {
        "order": Choose("the other model", NEVER, tuple(_LINES)),
        "slip": Slide("forgets in step (0: in none)", 0, 0, 30, whole=True),
        "forget": Press("Forget once, now", "forget_once"),
        "by": Choose("go on by", _A_STEP, (_A_LINE, _A_STEP)),
        "rate": Slide("learning rate", 0.05, 0.01, 0.6, log=True),
        "weight": Slide("start: weight", -0.7, -2.0, 5.0),
        "bias": Slide("start: bias", 2.0, -3.0, 4.0),
    }
    presets = {
        "Never cleared, it never rests": {"order": NEVER},
        "Forgotten once: a detour": {"order": RIGHT, "slip": 2, "rate": 0.25},
        "Cleared too soon: it stands": {"order": TOO_SOON, "by": _A_LINE},
        "Cleared first or last: the same": {"order": LAST, "by": _A_LINE, "rate": 0.2},
    }
    keys = {
        "ArrowLeft": "start with a smaller weight", "ArrowRight": "with a larger one", "ArrowDown": "start with a smaller bias",
        "ArrowUp": "with a larger one", "f": "forget once, now",
    }
    quiet = frozenset({"by", "slip"})
    held = False  # whether the mouse holds the start

    def begin(self) -> None:
        self.points = Points.noisy(torch.Generator().manual_seed(self.seed))
        self.first, self.other = (Trainee(self._model(), _LINES[order], self.rate) for order in (RIGHT, self.order))
        self.number, self.row = 0, None  # of the step under way, and of the line in it that ran last
        self.forgetting = self.left_out = False  # whether the next clearing is to be left out, and whether this step's was
        self.highest = 0.0  # stored gradient so far
        self.theirs, self.their_trail, self.their_stored = self._model(), [place(self._model())], (0.0, 0.0)

    def _model(self) -> nn.Linear:
        return line_model(self.weight, self.bias)

    def step(self) -> None:
        self._run_line()
        while self.by == _A_STEP and not self.done:
            self._run_line()

    def _run_line(self) -> None:
        if self.row in (None, 3):
            self.number, self.row, self.left_out = self.number + 1, 0, False
        else:
            self.row += 1
        self.first.run(self.first.lines[self.row], self.points)
        self._run_other(self.other.lines[self.row])
        self.highest = max(self.highest, *map(abs, (*self.first.stored, *self.other.stored)))
        if self.done and self.own:
            self.own.tried(self._train_theirs, like=0.0)

    def _run_other(self, line: str) -> None:
        if line == "clear" and self.leaves_out:
            self.left_out, self.forgetting = True, False
        else:
            self.other.run(line, self.points)

    @property
    def leaves_out(self) -> bool:
        """Whether the other model won't clear when it comes to it."""
        return self.order == NEVER or self.forgetting or 0 < self.slip == self.number

    @property
    def done(self) -> bool:
        """Whether the step under way has come to its end."""
        return self.row == 3

    @property
    def steps(self) -> int:
        """How many are done."""
        return self.number if self.done else max(0, self.number - 1)

    def _train_theirs(self, function: Callable) -> float:
        loss = function(self.theirs, self.points.x.clone(), self.points.y.clone(), mse_loss, self.rate)
        self.their_trail = [*self.their_trail, place(self.theirs)][-KEPT:]
        self.their_stored = stored(self.theirs)
        return loss

    # what is done to it

    def forget_once(self) -> None:
        """Leave out the next clearing."""
        self.forgetting = True

    def press(self, x: float, y: float) -> None:
        self.held = zero_grad_view.MAP.holds(x, y)
        self.drag(x, y)

    def drag(self, x: float, y: float) -> None:
        if self.held:
            self._start(*zero_grad_view.MAP.back(x, y))

    def key(self, name: str) -> None:
        if name == "f":
            return self.forget_once()
        across, up = {"ArrowLeft": (-1, 0), "ArrowRight": (1, 0), "ArrowDown": (0, -1), "ArrowUp": (0, 1)}[name]
        self._start(self.weight + 0.1 * across, self.bias + 0.1 * up)

    def _start(self, weight: float, bias: float) -> None:
        self.set(**{name: min(max(place, self.controls[name].low), self.controls[name].high)
                    for name, place in (("weight", weight), ("bias", bias))})

    # what is shown of it

    def numbers(self) -> dict:
        found = {"steps": self.steps, "row": self.row}
        for name, model in (("first", self.first), ("other", self.other)):
            found |= {f"{name} place": model.place, f"{name} stored": model.stored, f"{name} added": model.fresh,
                      f"{name} loss": model.loss(self.points)}
        found["apart"] = math.dist(self.first.place, self.other.place)
        return {**found, "own place": self.their_trail[-1], "own apart": self.own_apart} if self.own else found

    @property
    def own_apart(self) -> float:
        return math.dist(self.their_trail[-1], self.first.place)

    def told(self) -> str:
        return zero_grad_view.told(self)

    def draw(self, picture: Picture) -> None:
        zero_grad_view.draw(picture, self)
