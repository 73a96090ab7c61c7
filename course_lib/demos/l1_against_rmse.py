"""The same errors measured twice: the mean of their magnitudes, and the root of the mean of their squares."""

from __future__ import annotations

import torch
from torch import Tensor

from course_lib.demos.controls import Slide, Tick
from course_lib.demos.demo import Demo
from course_lib.demos.frame import Frame
from course_lib.demos.picture import Picture, minus
from course_lib.mnist.distances import mae, rmse

_COUNT = 16  # pixels
_LEFT, _WIDTH, _ACROSS = 120, 896, (-0.5, _COUNT - 0.5)
_SHARES = Frame(_LEFT, 566, _WIDTH, 230, across=_ACROSS, up=(0, 100))
_WORDS, _ROOM = 1090, 480  # the right side, and how wide its bars may be
_LIMITS = (1, 2, 5, 10, 20)  # that the errors' axis goes up to


class L1AgainstRMSE(Demo):
    """`L1AgainstRMSE(mae)` shows your own `mae` beside the reference's."""

    title = "Mean absolute error against root mean square error"
    own_name = "mae"
    controls = {
        "spread": Slide("pixels that share the error", 16, 1, 16, whole=True),
        "outlier": Slide("outlier times", 1, 1, 16),
        "signs": Tick("both signs", True),
    }
    presets = {
        "Spread evenly, both agree": {},
        "Piled up, only RMSE grows": {"spread": 2},
        "All in one pixel: four times": {"spread": 1},
        "One outlier rules RMSE": {"outlier": 12},
    }
    keys = {"ArrowLeft": "point at the pixel before", "ArrowRight": "point at the next pixel", "ArrowUp": "raise its error",
            "ArrowDown": "lower its error", "0": "make it right"}

    def begin(self) -> None:
        self.errors = [0.0] * _COUNT
        for place in range(self.spread):
            pixel = _nth(place)
            self.errors[pixel] = (-1 if self.signs and pixel % 2 else 1) / self.spread
        self.pixel, self.held = _nth(0), False
        self.errors[self.pixel] *= self.outlier
        self.limit = next(limit for limit in _LIMITS if max(map(abs, self.errors)) <= limit)
        self._measure()

    def step(self) -> None:
        """Pile the same sum of errors up on one pixel less, and after one pixel spread it again."""
        self.move(spread=self.spread - 1 if self.spread > 1 else _COUNT)

    def press(self, x: float, y: float) -> None:
        self.held = self._frame().holds(x, y)
        self.drag(x, y)

    def drag(self, x: float, y: float) -> None:
        if self.held:
            across, error = self._frame().back(x, y)
            self.pixel = min(max(round(across), 0), _COUNT - 1)
            self._put(error)

    def key(self, name: str) -> None:
        if name in ("ArrowLeft", "ArrowRight"):
            self.pixel = min(max(self.pixel + (1 if name == "ArrowRight" else -1), 0), _COUNT - 1)
        elif name == "0":
            self._put(0.0)
        else:
            change = self.limit / 20 * (1 if name == "ArrowUp" else -1)
            self._put(min(max(self.errors[self.pixel] + change, -self.limit), self.limit))

    def numbers(self) -> dict:
        found = {"errors": list(self.errors), "mae": self.mae, "rmse": self.rmse, "pixel": self.pixel,
                 "shares of mae": self.shares[0].tolist(), "shares of rmse": self.shares[1].tolist()}
        return found if self.theirs is None else {**found, "own mae": self.theirs}

    def told(self) -> str:
        wrong = sum(error != 0 for error in self.errors)
        ratio = f"{self.rmse / self.mae:.2f} times as large" if self.mae else "as large"
        error, share = self.errors[self.pixel], [shares[self.pixel].item() for shares in self.shares]
        told = (f"Wrong pixels: {wrong} of {_COUNT}. The mean absolute error is {self.mae:.4f}, RMSE {self.rmse:.4f}, {ratio}. Pixel "
                f"{self.pixel}, wrong by {_told(error)}, has {share[0]:.0%} of the magnitudes and {share[1]:.0%} of the squares.")
        if self.theirs is None:
            return told
        same = "agrees" if abs(self.theirs - self.mae) < 1e-6 else "differs"
        return f"{told} Yours {same}: {_told(self.theirs)}."

    def draw(self, picture: Picture) -> None:
        self._draw_pixels(picture)
        self._draw_errors(picture)
        self._draw_shares(picture)
        longest = max(0.25, self.mae, self.rmse)
        sum_, squares = sum(map(abs, self.errors)), sum(error * error for error in self.errors)
        _draw_measure(picture, 110, "MAE", f"{sum_:.3g} / {_COUNT}", self.mae, longest, "blue")
        _draw_measure(picture, 290, "RMSE", f"√({squares:.3g} / {_COUNT})", self.rmse, longest, "orange")
        if self.theirs is not None:
            _draw_measure(picture, 470, "your mae", "", self.theirs, longest, "purple")
        ratio = f"{self.rmse / self.mae:.2f}" if self.mae else "1"
        picture.text(_WORDS, 690, f"RMSE / MAE = {ratio}", 34, bold=True)
        picture.text(_WORDS, 740, f"from 1 up to √{_COUNT} = 4", 28, "soft")

    def _frame(self) -> Frame:
        return Frame(_LEFT, 176, _WIDTH, 290, across=_ACROSS, up=(-self.limit, self.limit))

    def _put(self, error: float) -> None:
        self.errors[self.pixel] = round(error, 3)
        self._measure()

    def _measure(self) -> None:
        errors = torch.tensor(self.errors, dtype=torch.float64)  # (16,)
        right = torch.zeros_like(errors)
        self.mae, self.rmse = mae(errors, right).item(), rmse(errors, right).item()
        self.shares = _shares(errors.abs()), _shares(errors.square())
        theirs = self.own.tried(lambda function: function(errors, right), like=mae(errors, right))
        self.theirs = None if theirs is None else float(theirs)

    def _draw_pixels(self, picture: Picture) -> None:
        """As they would look: right is a middle gray."""
        picture.text(_LEFT, 44, "the pixels: gray is right, lighter too light, darker too dark", 28)
        picture.pixels([[0.5 + 0.5 * error / self.limit for error in self.errors]], _LEFT, 60, _WIDTH, _WIDTH / _COUNT)

    def _draw_errors(self, picture: Picture) -> None:
        frame = self._frame()
        frame.draw(picture, "", "the error of each pixel")
        for place, error in enumerate(self.errors):
            _draw_bar(picture, frame, place, 0.76, error, "ink")
        self._draw_pointer(picture, frame)
        words = f"pixel {self.pixel}: e = {_told(self.errors[self.pixel])}"
        picture.text(_LEFT + _WIDTH, frame.y - 18, words, 28, "green", "end", bold=True)

    def _draw_shares(self, picture: Picture) -> None:
        _SHARES.draw(picture, "pixel", "its share, %")
        places = zip(self.shares, ("blue", "orange"), (-0.19, 0.19), (370, 700), ("left", "right"), ("|e|", "e²"))
        for shares, color, side, x, hand, of in places:
            for place, share in enumerate(shares.tolist()):
                _draw_bar(picture, _SHARES, place + side, 0.34, 100 * share, color)
            picture.box(x, _SHARES.y - 42, 26, 26, color)
            picture.text(x + 38, _SHARES.y - 18, f"{hand}: {shares[self.pixel].item():.0%} of {of}", 28, color)
        self._draw_pointer(picture, _SHARES)

    def _draw_pointer(self, picture: Picture, frame: Frame) -> None:
        left, right = (frame.at(self.pixel + side, 0)[0] for side in (-0.5, 0.5))
        picture.box(left, frame.y, right - left, frame.height, "none", "green", 3, round=4)


def _nth(place: int) -> int:
    """The pixels in the order in which they share the error: from the middle outwards."""
    return _COUNT // 2 + ((place + 1) // 2) * (-1 if place % 2 else 1)


def _shares(parts: Tensor) -> Tensor:
    return parts / parts.sum() if parts.sum() else parts


def _draw_bar(picture: Picture, frame: Frame, middle: float, width: float, height: float, color: str) -> None:
    (left, top), (right, bottom) = frame.at(middle - width / 2, max(height, 0)), frame.at(middle + width / 2, min(height, 0))
    picture.box(left, top, right - left, bottom - top, color, round=2)


def _draw_measure(picture: Picture, top: float, name: str, formula: str, value: float, longest: float, color: str) -> None:
    picture.text(_WORDS, top, name, 36, color, bold=True)
    picture.text(_WORDS + _ROOM, top, formula, 30, "soft", "end", mono=True)
    picture.box(_WORDS, top + 20, max(3, _ROOM * min(abs(value) / longest, 1)), 44, color, round=4)
    picture.text(_WORDS, top + 110, _told(value), 40, color, mono=True)


def _told(value: float) -> str:
    return minus(f"{value:{'.4f' if abs(value) < 1e4 else '.3g'}}")
