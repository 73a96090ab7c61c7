"""The sigmoid: from scores to probabilities, and what is left of the slope far out."""

from __future__ import annotations

import math
from dataclasses import replace

import torch
from torch import Tensor

from course_lib.demos.controls import Slide
from course_lib.demos.demo import Demo
from course_lib.demos.frame import Frame
from course_lib.demos.one_number_digits import COUNT, one_number_digits
from course_lib.demos.picture import Picture
from course_lib.demos.sigmoid_panel import OVER_INPUT, draw_digit, draw_over_input, draw_score
from course_lib.mnist.activations import sigmoid, sigmoid_slope
from course_lib.mnist.gradients import gradient
from course_lib.mnist.losses import mnist_loss
from course_lib.mnist.metrics import batch_accuracy

_FAR = 12.0  # of the scores shown
_PROBABILITY = Frame(130, 90, 880, 350, across=(-_FAR, _FAR), up=(-0.06, 1.06))
_SLOPE = Frame(130, 540, 880, 200, across=(-_FAR, _FAR), up=(-0.02, 0.28))
_BOTH_SIGNS = replace(_SLOPE, up=(-0.28, 0.28))
_FLAT = 0.01  # a slope below is as good as none
_BORDER = math.log((1 + math.sqrt(1 - 4 * _FLAT)) / (1 - math.sqrt(1 - 4 * _FLAT)))  # the score that has it
_EACH = 20  # digits of each label
_RATE = 4.0
_WEIGHT, _BIAS, _INPUT = 6.0, 6.0, 2.0  # at most, to both sides
_GRID = torch.linspace(-_FAR, _FAR, 161, dtype=torch.float64)


class Sigmoid(Demo):
    """`Sigmoid(sigmoid)` draws your own `sigmoid` beside the reference's, and its slope by autograd."""

    title = "Sigmoid"
    own_name = "sigmoid"
    controls = {
        "weight": Slide("weight", 2.0, -_WEIGHT, _WEIGHT),
        "bias": Slide("bias", 0.0, -_BIAS, _BIAS),
        "x": Slide("the point's x", 0.8, -_INPUT, _INPUT),
    }
    presets = {
        "A score becomes a probability": {},
        "A small weight cannot decide": {"weight": 0.3},
        "The bias moves the border": {"bias": -4.0},
        "A large weight is always sure": {"weight": 6.0, "x": 1.2},
        "Sure and wrong: it hardly learns": {"weight": -6.0, "x": 1.2},
    }
    keys = {"ArrowLeft": "the point further left", "ArrowRight": "the point further right", "ArrowUp": "weight up",
            "ArrowDown": "weight down", "b": "bias up", "v": "bias down"}

    def begin(self) -> None:
        self.w, self.b, self.steps = self.weight, self.bias, 0
        generator = torch.Generator().manual_seed(self.seed)
        drawn = [torch.randperm(COUNT // 2, generator=generator)[:_EACH] for _ in range(2)]
        self.digits = torch.cat([drawn[0], drawn[1] + COUNT // 2])
        self.inputs, self.targets = (numbers[self.digits] for numbers in one_number_digits())
        self.their_curves = self._own_curves(_GRID)
        self._ask_own()

    def step(self) -> None:
        """SGD on the weight and the bias, with the digits as one batch."""
        self.steps += 1
        now = torch.tensor([self.w, self.b], dtype=torch.float64)
        w, b = (now - _RATE * gradient(self._loss, now)).tolist()
        self.w, self.b = min(max(w, -_WEIGHT), _WEIGHT), min(max(b, -_BIAS), _BIAS)
        self._ask_own()

    def changed(self, names: frozenset[str]) -> None:
        if names == {"x"}:
            return self._ask_own()  # the training goes on
        self.begin()

    def press(self, x: float, y: float) -> None:
        if any(frame.holds(x, y) for frame in (_PROBABILITY, _SLOPE, OVER_INPUT)):
            self.drag(x, y)

    def drag(self, x: float, y: float) -> None:
        if x >= OVER_INPUT.x - 60:
            self._move(OVER_INPUT.back(x, y)[0])
        elif abs(self.w) > 1e-6:  # with no weight all inputs have one score
            self._move((_PROBABILITY.back(x, y)[0] - self.b) / self.w)

    def key(self, name: str) -> None:
        if name in ("ArrowLeft", "ArrowRight"):
            self._move(self.x + (0.05 if name == "ArrowRight" else -0.05))
        elif name in ("ArrowUp", "ArrowDown"):
            self.set(weight=min(max(self.w + (0.2 if name == "ArrowUp" else -0.2), -_WEIGHT), _WEIGHT))
        else:
            self.set(bias=min(max(self.b + (0.2 if name == "b" else -0.2), -_BIAS), _BIAS))

    def numbers(self) -> dict:
        slopes = sigmoid_slope(self._scores())
        found = {"steps": self.steps, "weight": self.w, "bias": self.b, "score": self.score, "probability": self.probability,
                 "slope": self.slope, "saturated": int((slopes < _FLAT).sum()), "digits": len(self.digits),
                 "right": round(batch_accuracy(self._scores(), self.targets).item() * len(self.digits)),
                 "loss": mnist_loss(self._scores(), self.targets).item()}
        own = {"own probability": self.their_probability, "own slope": self.their_slope}
        return {**found, **own} if self.own else found

    def told(self) -> str:
        now = self.numbers()
        told = (f"Weight {self.w:.3g}, bias {self.b:.3g}, after {self.steps} steps: the point x = {self.x:.3g} has the score {self.score:.3g}, "
                f"the probability {self.probability:.3g} and the slope {self.slope:.2g}. {now['saturated']} of {now['digits']} digits are saturated, "
                f"{now['right']} are right, and the loss is {now['loss']:.3f}.")
        if self.their_probability is None:
            return told
        return f"{told} Your sigmoid gives {self.their_probability:.3g}; over all scores it {'agrees with' if self.agrees else 'differs from'} the reference."

    # what follows from the state

    @property
    def score(self) -> float:
        return self.w * self.x + self.b

    @property
    def probability(self) -> float:
        return sigmoid(torch.tensor(self.score, dtype=torch.float64)).item()

    @property
    def slope(self) -> float:
        return sigmoid_slope(torch.tensor(self.score, dtype=torch.float64)).item()

    @property
    def agrees(self) -> bool:
        return self.their_curves is not None and torch.allclose(self.their_curves[0], sigmoid(_GRID), atol=1e-5)

    def _scores(self) -> Tensor:
        return self.w * self.inputs + self.b

    def _loss(self, weight_and_bias: Tensor) -> Tensor:
        return mnist_loss(weight_and_bias[0] * self.inputs + weight_and_bias[1], self.targets)

    def _move(self, x: float) -> None:
        self.set(x=min(max(x, -_INPUT), _INPUT))

    def _ask_own(self) -> None:
        found = self._own_curves(torch.tensor([self.score], dtype=torch.float64))
        self.their_probability, self.their_slope = (None, None) if found is None else (curve.item() for curve in found)
        if self.their_slope is not None and math.isnan(self.their_slope):
            self.their_slope = None

    def _own_curves(self, scores: Tensor) -> tuple[Tensor, Tensor] | None:
        """The values of the own sigmoid, and its slopes, not a number where autograd finds none."""
        given = scores.clone().requires_grad_()
        values = self.own.tried(lambda own: own(given * 1), like=scores)  # times 1: it may change its argument
        if values is None:
            return None
        slopes = self.own.tried(lambda _: torch.autograd.grad(values.sum(), given)[0]) if values.requires_grad else None
        return values.detach().double(), torch.full_like(scores, torch.nan) if slopes is None else slopes

    # the picture

    def draw(self, picture: Picture) -> None:
        falls = self.their_curves is not None and (self.their_curves[1] < -0.01).any()
        slope = _BOTH_SIGNS if falls else _SLOPE
        _PROBABILITY.draw(picture, "", "probability = sigmoid(score)")
        slope.draw(picture, "score = weight · x + bias", "slope")
        _draw_saturation(picture)
        for place, (frame, curve) in enumerate(((_PROBABILITY, sigmoid(_GRID)), (slope, sigmoid_slope(_GRID)))):
            frame.curve(picture, zip(_GRID.tolist(), curve.tolist()), "blue", 6)
            if self.their_curves is not None:
                frame.curve(picture, zip(_GRID.tolist(), self.their_curves[place].tolist()), "purple", 5, dashed=True)
        self._draw_digits(picture)
        self._draw_point(picture, slope)
        draw_score(picture, self)
        draw_digit(picture, self)
        draw_over_input(picture, self)

    def _draw_digits(self, picture: Picture) -> None:
        for place, (name, fill, edge) in enumerate((("3", "orange", "orange"), ("7", "ground", "blue"))):
            picture.dot(900 + 70 * place, 62, 10, fill, edge, 4)
            picture.text(922 + 70 * place, 72, name, 28)
        scores = self._scores().clamp(-_FAR, _FAR)
        with _PROBABILITY.inside(picture):
            for score, p, target in zip(scores.tolist(), sigmoid(scores).tolist(), self.targets.tolist()):
                picture.dot(*_PROBABILITY.at(score, p), 9, "orange" if target else "ground", "orange" if target else "blue", 4)

    def _draw_point(self, picture: Picture, slope: Frame) -> None:
        score = min(max(self.score, -_FAR), _FAR)
        for frame, height in ((_PROBABILITY, self.probability), (slope, self.slope)):
            x, y = frame.at(score, height)
            picture.line(x, y, x, frame.y + frame.height, "ink", 3, dashed=True)
            picture.line(x, y, frame.x, y, "ink", 3, dashed=True)
            picture.dot(x, y, 15, "ink", "ground")


def _draw_saturation(picture: Picture) -> None:
    """Grey where the slope is as good as none."""
    for left, right in ((-_FAR, -_BORDER), (_BORDER, _FAR)):
        x, end = _PROBABILITY.at(left, 0)[0], _PROBABILITY.at(right, 0)[0]
        for frame in (_PROBABILITY, _SLOPE):
            picture.box(x, frame.y, end - x, frame.height, "faint", round=0)
    for place, words in enumerate(("saturated:", f"slope below {_FLAT}")):  # where no dashed line comes
        picture.text((x + end) / 2, _SLOPE.y + 48 + 36 * place, words, 26, "soft", "middle")
