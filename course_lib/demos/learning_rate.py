"""SGD on the simplest valley there is: what the learning rate does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import torch

from course_lib.demos.controls import Slide, Tick
from course_lib.demos.demo import Demo
from course_lib.demos.frame import Frame
from course_lib.demos.picture import Picture, minus
from course_lib.mnist.sgd import sgd_step

_VALLEY = Frame(130, 70, 860, 700, across=(-3.2, 3.2), up=(0.0, 10.0))
_RATES = Frame(1090, 560, 470, 90, across=(0.01, 2.0), up=(0.0, 1.0), log=True)
_FAR = 1e6  # beyond, a ball is lost
_KEPT = 60  # steps of its trail


@dataclass
class Ball:
    """A parameter on its way down x², moved by `step`, which is `sgd_step` or a student's."""

    rate: float
    trail: list[float] = field(default_factory=list)

    @property
    def x(self) -> float:
        return self.trail[-1]

    @property
    def lost(self) -> bool:
        return not abs(self.x) < _FAR

    def roll(self, step: Callable) -> None:
        w = torch.tensor(self.x, requires_grad=True)
        (w * w).backward()
        step([w], self.rate)
        self.trail = [*self.trail, w.item()][-_KEPT:]


class LearningRate(Demo):
    """`learning_rate(sgd_step)` lets your own `sgd_step` roll beside the reference's."""

    title = "SGD and the learning rate"
    own_name = "sgd_step"
    controls = {
        "rate": Slide("learning rate", 0.1, 0.01, 2.0, log=True),
        "start": Slide("start", -2.8, -3.0, 3.0),
        "race": Tick("race three rates"),
    }
    presets = {
        "Too small crawls": {"rate": 0.01},
        "Just right": {"rate": 0.3},
        "Past a half, it bounces": {"rate": 0.85},
        "Past one, it flies away": {"rate": 1.05, "start": 0.5},
        "Three rates race": {"race": True},
    }
    keys = {"ArrowLeft": "start further left", "ArrowRight": "start further right"}

    def begin(self) -> None:
        rates = (0.02, 0.3, 0.95) if self.race else (self.rate,)
        self.balls = [Ball(rate, [self.start]) for rate in rates]
        self.theirs = Ball(self.rate, [self.start]) if self.own else None
        self.steps = 0

    def step(self) -> None:
        self.steps += 1
        for ball in self.balls:
            if not ball.lost:
                ball.roll(sgd_step)
        if self.theirs and not self.theirs.lost:
            self.own.tried(lambda function: self.theirs.roll(function))

    def press(self, x: float, y: float) -> None:
        if _VALLEY.holds(x, y):
            self.drag(x, y)

    def drag(self, x: float, y: float) -> None:
        self.set(start=min(max(_VALLEY.back(x, y)[0], -3.0), 3.0))

    def key(self, name: str) -> None:
        self.set(start=min(max(self.start + (0.1 if name == "ArrowRight" else -0.1), -3.0), 3.0))

    def numbers(self) -> dict:
        found = {"steps": self.steps, "positions": [ball.x for ball in self.balls], "slopes": [2 * ball.x for ball in self.balls]}
        return {**found, "own position": self.theirs.x} if self.theirs else found

    def told(self) -> str:
        if self.race:
            places = ", ".join(f"rate {ball.rate:g} at x = {ball.x:.3g}" for ball in self.balls)
            return f"After {self.steps} steps: {places}."
        ball = self.balls[0]
        where = "is out of sight" if ball.lost else f"stands at x = {ball.x:.3g}, where the slope is {2 * ball.x:.3g}"
        told = f"Learning rate {self.rate:.3g}, {_behaviour(self.rate)}. After {self.steps} steps the ball {where}."
        return f"{told} Yours stands at x = {self.theirs.x:.3g}." if self.theirs else told

    def draw(self, picture: Picture) -> None:
        _VALLEY.draw(picture, "the parameter x", "the loss, x²")
        _VALLEY.curve(picture, ((x, x * x) for x in _VALLEY.steps(121)), "soft", 5)
        with _VALLEY.inside(picture):
            for ball, color in zip(self.balls, ("blue", "green", "orange")):
                _draw_trail(picture, ball, color)
            if self.theirs:
                _draw_trail(picture, self.theirs, "purple")
            if not self.race:
                _draw_slope(picture, self.balls[0])
        _draw_zones(picture, [(ball.rate, color) for ball, color in zip(self.balls, ("blue", "green", "orange"))])
        self._draw_words(picture)

    def _draw_words(self, picture: Picture) -> None:
        left, colors = 1080, ("blue", "green", "orange")
        picture.text(left, 110, f"step {self.steps}", 40, bold=True)
        for place, (ball, color) in enumerate(zip(self.balls, colors)):
            place = 180 + 60 * place
            picture.dot(left + 12, place - 10, 12, color)
            words = "out of sight" if ball.lost else f"x = {ball.x:.4f}"
            picture.text(left + 40, place, minus(f"rate {ball.rate:.3g}:  {words}"), 32)
        if self.theirs:
            picture.dot(left + 12, 350, 12, "purple")
            picture.text(left + 40, 360, minus(f"your sgd_step:  x = {self.theirs.x:.4f}"), 32, "purple")
        if not self.race and not self.balls[0].lost:
            x = self.balls[0].x
            sum_ = f"x - {self.rate:.3g} · {2 * x:.3g} = {x - self.rate * 2 * x:.3g}"
            picture.text(left, 430, minus(sum_), 26, mono=True)


def _behaviour(rate: float) -> str:
    if rate in (0.5, 1.0):
        return "exactly on a border"
    return "which converges" if rate < 0.5 else "which bounces and converges" if rate < 1 else "which diverges"


def _draw_trail(picture: Picture, ball: Ball, color: str) -> None:
    places = [_VALLEY.at(x, x * x) for x in ball.trail]
    picture.curve(places, color, 3, dashed=True)
    for place in places[:-1]:
        picture.dot(*place, 7, color)
    picture.dot(*places[-1], 17, color, "ground")


def _draw_slope(picture: Picture, ball: Ball) -> None:
    x = ball.x
    if ball.lost:
        return
    picture.line(*_VALLEY.at(x - 0.8, x * x - 1.6 * x), *_VALLEY.at(x + 0.8, x * x + 1.6 * x), "orange", 5)
    after = x - ball.rate * 2 * x
    picture.arrow(*_VALLEY.at(x, x * x), *_VALLEY.at(after, x * x), "ink", 5)


def _draw_zones(picture: Picture, rates: list[tuple[float, str]]) -> None:
    zones = ((0.01, 0.5, "green", "converges"), (0.5, 1.0, "yellow", "bounces"), (1.0, 2.0, "red", "diverges"))
    picture.text(_RATES.x, _RATES.y - 44, "what the rate will do", 30)
    for place, (low, high, color, words) in enumerate(zones):
        left, right = _RATES.at(low, 0)[0], _RATES.at(high, 0)[0]
        picture.box(left, _RATES.y, right - left, _RATES.height, color, "ground", round=0)
        picture.box(_RATES.x, 735 + 46 * place, 28, 28, color)
        picture.text(_RATES.x + 44, 760 + 46 * place, f"{words}, {low:g} to {high:g}", 28)
    for power in (0.01, 0.1, 0.5, 1.0, 2.0):
        picture.text(_RATES.at(power, 0)[0], _RATES.y + _RATES.height + 36, f"{power:g}", 26, "soft", "middle")
    for rate, color in rates:
        x = _RATES.at(rate, 0)[0]
        picture.line(x, _RATES.y - 14, x, _RATES.y + _RATES.height + 6, "ink", 8)
        picture.dot(x, _RATES.y - 14, 12, color, "ink")
