"""A linear model learns to tell 3 from 7, line by line, and can be broken at any time."""

from __future__ import annotations

import functools
import math
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from course_lib.demos.controls import Choose, Press, Slide
from course_lib.demos.cut_out import threes_and_sevens
from course_lib.demos.demo import Demo
from course_lib.demos.own_epochs import OwnEpochs
from course_lib.demos.picture import Picture
from course_lib.demos.running_loop import BATCH, BREAKAGES, CLEAR, STEP, RunningLoop
from course_lib.demos.training_board import draw_code, draw_curves, draw_mistakes, draw_weights
from course_lib.mnist.linear import linear
from course_lib.mnist.loader import MiniLoader
from course_lib.mnist.metrics import batch_accuracy
from course_lib.mnist.similarity import archetype

_EACH = 1024  # 3s, and as many 7s: 32 batches an epoch
_SAME = 1e-3  # of losses; two ways to add up differ by less


class Material(NamedTuple):
    pairs: list[tuple[Tensor, Tensor]]  # flat images and targets [1], all the 3s first: 1 for a 3, -1 for a 7
    valid_x: Tensor  # (2038, 784)
    valid_y: Tensor  # (2038, 1)
    difference: Tensor  # (28, 28): the mean 3 minus the mean 7


class Reached(NamedTuple):
    """Where training stands, on digits that it does not see."""

    loss: float
    accuracy: float
    w: Tensor  # (784, 1)


class LiveTraining(Demo):
    """`LiveTraining(train_epoch)` trains a second model with your own `train_epoch`, from the same weights, on the same batches."""

    title = "Training, line by line"
    own_name = "train_epoch"
    controls = {
        "a_line": Press("run a line", "run_line"),
        "a_batch": Press("run a batch", "run_batch"),
        "an_epoch": Press("run an epoch", "run_epoch"),
        "pace": Choose("Step and Play run", "a batch", ("a line", "a batch", "an epoch")),
        "broken": Choose("break it", "nothing", ("nothing", *BREAKAGES)),
        "rate": Slide("learning rate", 0.01, 0.0005, 0.02, log=True),
    }
    presets = {
        "Noise turns into 3 minus 7": {},
        "One line at a time": {"pace": "a line"},
        "Gradients pile up": {"broken": "no zeroing"},
        "[n, 1] against [n]: no learning": {"broken": "shape bug"},
        "All the 3s, then all the 7s": {"broken": "no shuffle"},
    }
    keys = {"l": "run a line", "b": "run a batch", "e": "run an epoch",
            **{str(place): f"break: {name}" for place, name in enumerate(("nothing", *BREAKAGES))}}
    quiet = frozenset({"pace"})

    def begin(self) -> None:
        self.material = _material()
        self.loop = RunningLoop(self.material.pairs, self.rate, self.seed)
        self.loop.broken = self.broken
        self.history = [_reached(self.loop.names["w"], self.loop.names["b"])]
        self.breaks = [(0, self.broken)]  # from which batch on
        self.theirs = self._own_epochs() if self.own else None

    def changed(self, names: frozenset[str]) -> None:
        self.loop.broken = self.broken
        if self.breaks[-1][1] != self.broken:
            self.breaks.append((self._steps, self.broken))
        super().changed(names - {"broken"})

    def step(self) -> None:
        {"a line": self.run_line, "a batch": self.run_batch, "an epoch": self.run_epoch}[self.pace]()

    def run_line(self) -> None:
        self.loop.run_line()
        if self.loop.ran == STEP:
            self.history.append(_reached(self.loop.names["w"], self.loop.names["b"]))
            if self.theirs:
                self.theirs.reach(self._steps)

    def run_batch(self) -> None:
        """Run on to the end of the loop's body."""
        self.run_line()
        while self.loop.ran != CLEAR:
            self.run_line()

    def run_epoch(self) -> None:
        """Run on until all batches have had their turn."""
        self.run_batch()
        while not self.loop.epoch_is_done:
            self.run_batch()

    def key(self, name: str) -> None:
        if name.isdigit():
            self.set(broken=("nothing", *BREAKAGES)[int(name)])
        else:
            {"l": self.run_line, "b": self.run_batch, "e": self.run_epoch}[name]()

    def numbers(self) -> dict:
        now, gradient = self.history[-1], self.loop.names["w"].grad
        found = {"line": self.loop.ran, "epoch": self.loop.epoch, "batches": self._steps, "loss": now.loss,
                 "accuracy": now.accuracy, "wrong": len(self._wrong()), "likeness": self._likeness(),
                 "largest weight": now.w.abs().max().item(),
                 "largest gradient": 0.0 if gradient is None else gradient.abs().max().item()}
        if self.theirs:
            theirs = self.theirs.at(self._steps)
            found |= {"own loss": theirs.loss, "own accuracy": theirs.accuracy}
        return found

    def told(self) -> str:
        now, ran = self.history[-1], self.loop.ran
        line = f"Line {ran + 1} has run: {self.loop.text()[ran]}." if ran is not None else "Nothing has run yet."
        wrong = f"{len(self._wrong())} of {len(self.material.valid_y):,} other digits wrong"
        state = f"Epoch {self.loop.epoch}, steps so far {self._steps}: loss {_told(now.loss)}, accuracy {now.accuracy:.1%}, {wrong}."
        weights = f"Likeness of the weights to the mean 3 minus the mean 7: {self._likeness():.2f}."
        broken = f" Broken: {self.broken}." if self.broken != "nothing" else ""
        return f"{line} {state} {weights}{broken}{self._told_of_theirs()} Step runs {self.pace}."

    def _told_of_theirs(self) -> str:
        if not self.theirs:
            return ""
        theirs, here = self.theirs.at(self._steps), self.history[-1]
        same = "the same as here" if abs(theirs.loss - here.loss) < _SAME else f"not the {_told(here.loss)} here"
        return f" Your train_epoch, never broken, has loss {_told(theirs.loss)}, {same}, and accuracy {theirs.accuracy:.1%}."

    def draw(self, picture: Picture) -> None:
        theirs = self.theirs.after[: len(self.history)] if self.theirs else []
        draw_code(picture, self.loop, self.broken)
        draw_weights(picture, self.loop.names, self.material.difference, self._likeness(), theirs[-1] if theirs else None)
        draw_curves(picture, self.history, theirs, self.breaks)
        draw_mistakes(picture, self.material.valid_x, self.material.valid_y, self._wrong())

    @property
    def _steps(self) -> int:
        return len(self.history) - 1

    def _own_epochs(self) -> OwnEpochs:
        model = nn.utils.skip_init(nn.Linear, 784, 1)
        with torch.no_grad():
            model.weight.copy_(self.loop.names["w"].T)
            model.bias.copy_(self.loop.names["b"])
        dl = MiniLoader(self.material.pairs, BATCH, shuffle=True, generator=torch.Generator().manual_seed(self.seed))
        return OwnEpochs(self.own, model, dl, self.rate, lambda model: _reached(model.weight.T, model.bias))

    @torch.no_grad()
    def _wrong(self) -> Tensor:
        """The indices of the validation digits on the wrong side of 0."""
        preds = linear(self.material.valid_x, self.loop.names["w"], self.loop.names["b"])
        return ((preds > 0) != (self.material.valid_y > 0)).flatten().nonzero().flatten()

    def _likeness(self) -> float:
        """The cosine between the weights and the mean 3 minus the mean 7."""
        w = self.history[-1].w.double().flatten()
        cosine = torch.cosine_similarity(w / w.abs().max(), self.material.difference.double().flatten(), dim=0).item()
        return cosine if math.isfinite(cosine) else 0.0


def _told(loss: float) -> str:
    return f"{loss:.3g}" if math.isfinite(loss) else "beyond all numbers"


@functools.cache
def _material() -> Material:
    digits = threes_and_sevens()
    x = torch.cat([digits.train_threes[:_EACH], digits.train_sevens[:_EACH]]).flatten(1)  # (2048, 784)
    y = _targets(_EACH, _EACH)
    valid_x = torch.cat([digits.valid_threes, digits.valid_sevens]).flatten(1)
    valid_y = _targets(len(digits.valid_threes), len(digits.valid_sevens))
    return Material(list(zip(x, y)), valid_x, valid_y, archetype(digits.train_threes) - archetype(digits.train_sevens))


def _targets(threes: int, sevens: int) -> Tensor:
    return torch.cat([torch.ones(threes, 1), -torch.ones(sevens, 1)])  # (n, 1)


@torch.no_grad()
def _reached(w: Tensor, b: Tensor) -> Reached:
    material = _material()
    preds = linear(material.valid_x, w, b)
    return Reached(F.mse_loss(preds, material.valid_y).item(), batch_accuracy(preds, material.valid_y).item(), w.detach().clone())
