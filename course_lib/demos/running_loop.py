"""The training loop as text that runs a line at a time: what is shown is what is done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import torch
from torch import Tensor

from course_lib.mnist.linear import linear
from course_lib.mnist.loader import MiniLoader
from course_lib.mnist.parameters import init_params
from course_lib.mnist.sgd import sgd_step

BATCH = 64
LOOP = (
    f"dl = MiniLoader(digits, {BATCH}, shuffle=True)",
    "for xb, yb in dl:",
    "preds = linear(xb, w, b)",
    "loss = ((preds - yb) ** 2).mean()",
    "loss.backward()",
    "sgd_step([w, b], lr)",
    "w.grad = b.grad = None",
)
DEAL, NEXT, PREDICT, LOSE, BACK, STEP, CLEAR = range(len(LOOP))
BREAKAGES = {  # the line that is broken, and what stands there
    "no zeroing": (CLEAR, "# w.grad = b.grad = None"),
    "wrong sign": (STEP, "sgd_step([w, b], -lr)"),
    "rate × 100": (STEP, "sgd_step([w, b], 100 * lr)"),
    "shape bug": (LOSE, "loss = ((preds - yb[:, 0]) ** 2).mean()"),
    "no shuffle": (DEAL, f"dl = MiniLoader(digits, {BATCH})"),
}
_SPREAD = 0.005  # of the first weights


class RunningLoop:
    """A linear model in training; `names` are the loop's variables, `ran` is the line that ran last, None at first.

    `broken` is a name out of BREAKAGES or "nothing", and may change at any time.
    """

    def __init__(self, digits: Sequence[tuple[Tensor, Tensor]], rate: float, seed: int):
        weights, order = torch.Generator().manual_seed(seed), torch.Generator().manual_seed(seed)
        self.names = {
            "digits": digits,
            "lr": rate,
            "w": init_params((784, 1), std=_SPREAD, generator=weights),
            "b": init_params((1,), std=_SPREAD, generator=weights),
            "MiniLoader": partial(MiniLoader, generator=order),
            "linear": linear,
            "sgd_step": sgd_step,
        }
        self.ran: int | None = None
        self.epoch, self.batch, self.batches = 0, 0, 0  # of this epoch
        self._left, self._broken = 0, "nothing"

    @property
    def broken(self) -> str:
        return self._broken

    @broken.setter
    def broken(self, name: str) -> None:
        if "no shuffle" in (name, self._broken) and name != self._broken:
            self._left = 0  # the batches are dealt anew, once this one is done
        self._broken = name

    @property
    def epoch_is_done(self) -> bool:
        return self.ran == CLEAR and not self._left

    def text(self) -> list[str]:
        """The lines as they stand, the broken one broken."""
        place, words = BREAKAGES.get(self.broken, (None, ""))
        return [words if number == place else line for number, line in enumerate(LOOP)]

    def run_line(self) -> None:
        """Run the next line; after the last comes the next batch, and after the last batch the next epoch."""
        self.ran = self._next()
        if self.ran == NEXT:
            self.names["xb"], self.names["yb"] = next(self._dealt)
            self._left, self.batch = self._left - 1, self.batch + 1
            return
        exec(self.text()[self.ran], self.names)
        if self.ran == DEAL:
            self._dealt, self.batches = iter(self.names["dl"]), len(self.names["dl"])
            self._left, self.batch, self.epoch = self.batches, 0, self.epoch + 1

    def _next(self) -> int:
        if self.ran is None or self.ran in (DEAL, CLEAR) and not self._left:
            return DEAL
        return NEXT if self.ran == CLEAR else self.ran + 1
