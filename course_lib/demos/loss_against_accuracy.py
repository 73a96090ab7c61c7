"""Loss and accuracy over one weight: one has a slope everywhere, the other is a staircase."""

from __future__ import annotations

import math

import torch

from course_lib.demos.controls import Choose, Press, Slide
from course_lib.demos.demo import Demo
from course_lib.demos.frame import Frame
from course_lib.demos.one_weight import SIDE, one_weight
from course_lib.demos.one_weight_pictures import draw_nearest_stair, draw_weights
from course_lib.demos.own_loss import loss_and_slope, losses
from course_lib.demos.picture import Picture, minus

_MOST = 8.0  # of the weight, to both sides
_STRONG = 4.0  # a weight drawn in full colour
_RATE = 10.0
_GRID = 81  # places of a curve
_LOSS, _RIGHT = (160, 80, 840, 290), (160, 480, 840, 290)  # x, y, width, height
_WEIGHTS = (1060, 445, 250)  # x, y, side
_DIGIT = (1330, 445, 250)


class LossAgainstAccuracy(Demo):
    """`LossAgainstAccuracy(mnist_loss)` draws your own `mnist_loss` beside the reference's, and steps down it."""

    title = "Loss against accuracy"
    own_name = "mnist_loss"
    controls = {
        "weight": Slide("weight", -5.0, -_MOST, _MOST, step=0.01),
        "zoom": Slide("zoom", 1.0, 1.0, 200.0, log=True),
        "stair": Press("to the next stair", "to_next_stair"),
        "guide": Choose("steps follow", "loss", ("loss", "accuracy")),
        "digits": Slide("digits", 60, 10, 1000, step=10, whole=True),
        "row": Slide("row of the pixel", 13, 0, SIDE - 1, whole=True),
        "column": Slide("column", 15, 0, SIDE - 1, whole=True),
    }
    presets = {
        "A slope against a staircase": {},
        "Zoom into a stair": {"weight": -1.06, "zoom": 100.0},
        "Steps by accuracy stand still": {"guide": "accuracy"},
        "More digits, smaller stairs": {"digits": 1000},
    }
    keys = {"ArrowLeft": "weight down", "ArrowRight": "weight up", "ArrowUp": "zoom in", "ArrowDown": "zoom out",
            "s": "to the next stair"}

    def begin(self) -> None:
        self.model = one_weight(self.row, self.column, self.digits, self.seed)
        self._place()
        self._look()

    def step(self) -> None:
        self.steps += 1
        up = self.model.slope(self.w) if self.guide == "loss" else -self.model.accuracy_slope(self.w)
        self.w = self.weight = _kept(self.w - _RATE * up)
        if self.their_slope is not None:
            self.their_w = _kept(self.their_w - _RATE * self.their_slope)
        self._follow()

    def changed(self, names: frozenset[str]) -> None:
        if names & {"digits", "row", "column"}:
            return self.begin()
        if names & {"weight", "guide"}:
            self._place()
        self._look() if "zoom" in names else self._follow()

    def to_next_stair(self) -> None:
        """Stand right before the next stair to the right; after the last one, before the first."""
        before = (self.high - self.low) / 16
        places = [max(stair.weight - before, -_MOST) for stair in self.model.stairs if abs(stair.weight) < _MOST]
        if places:
            self.set(weight=next((place for place in places if place > self.w + 1e-9), places[0]))

    def press(self, x: float, y: float) -> None:
        left, top, side = _WEIGHTS
        if 0 <= x - left < side and 0 <= y - top < side:
            self.set(row=int((y - top) * SIDE / side), column=int((x - left) * SIDE / side))
        elif any(frame.holds(x, y) for frame in self._frames()):
            self.drag(x, y)

    def drag(self, x: float, y: float) -> None:
        if x <= _WEIGHTS[0] - 30:  # what begins at the weights chooses a pixel
            self.set(weight=self._frames()[0].back(x, y)[0])

    def key(self, name: str) -> None:
        if name == "s":
            self.to_next_stair()
        elif name in ("ArrowUp", "ArrowDown"):
            self.set(zoom=min(max(self.zoom * (1.5 if name == "ArrowUp" else 1 / 1.5), 1.0), 200.0))
        else:
            aside = (self.high - self.low) / 80
            self.set(weight=_kept(self.w + (aside if name == "ArrowRight" else -aside)))

    def numbers(self) -> dict:
        w, model = self.w, self.model
        found = {"steps": self.steps, "weight": w, "loss": model.loss(w).item(), "loss slope": model.slope(w),
                 "accuracy": model.right(w) / self.digits, "accuracy slope": model.accuracy_slope(w), "stairs in sight": len(self.flats) - 1}
        own = {"own weight": self.their_w, "own loss": self.their_loss, "own slope": self.their_slope}
        return {**found, **own} if self.own else found

    def told(self) -> str:
        at = self.numbers()
        told = (f"At weight {at['weight']:.4g}, after {self.steps} steps by {self.guide}: the loss is {at['loss']:.4f} with slope {at['loss slope']:.3g}; "
                f"{self.model.right(self.w)} of {self.digits} digits are right, with slope {at['accuracy slope']:.3g}. "
                f"Stairs in sight: {at['stairs in sight']}.")
        if self.their_loss is None:
            return told
        slope = "it has no slope to follow" if self.their_slope is None else f"its slope is {self.their_slope:.3g}"
        return f"{told} Your loss at weight {self.their_w:.4g} {self._compared()}: {self.their_loss:.4f}, and {slope}."

    # what follows from the state

    def _place(self) -> None:
        self.w = self.their_w = self.weight
        self.steps = 0

    def _follow(self) -> None:
        """Bring the window and the student's numbers up to the weight."""
        if not self.low <= self.w <= self.high:
            return self._look()
        self._ask_own()

    def _look(self) -> None:
        """Take the window around the weight, and what is to be seen in it."""
        half = _MOST / self.zoom
        middle = min(max(self.w, half - _MOST), _MOST - half)
        self.low, self.high = middle - half, middle + half
        self.grid = torch.linspace(self.low, self.high, _GRID, dtype=torch.float64).tolist()
        self.losses = [self.model.loss(w).item() for w in self.grid]
        self.flats = self.model.flats(self.low, self.high)
        self._ask_own()
        self.their_losses = losses(self.own, self.model, self.grid) if self.their_loss is not None else []

    def _ask_own(self) -> None:
        self.their_loss, self.their_slope = loss_and_slope(self.own, self.model, self.their_w)

    def _compared(self) -> str:
        near = math.isclose(self.their_loss, self.model.loss(self.their_w).item(), abs_tol=1e-5)
        return "agrees with the reference" if near else f"differs from the reference's {self.model.loss(self.their_w).item():.4f}"

    # the picture

    def _frames(self) -> tuple[Frame, Frame]:
        across, counts = (self.low, self.high), [right for _, _, right in self.flats]
        low, high = min(self.losses), max(self.losses)
        wide = high - low
        theirs = [min(max(loss, low - wide), high + wide) for _, loss in self.their_losses if math.isfinite(loss)]
        low, high = min([low, *theirs]), max([high, *theirs])
        return (Frame(*_LOSS, across, _with_room(low, high, 1e-5)),
                Frame(*_RIGHT, across, _with_room(min(counts), max(counts), 1.6)))

    def draw(self, picture: Picture) -> None:
        loss, right = self._frames()
        loss.draw(picture, "", "loss")
        right.draw(picture, "weight of the ringed pixel", f"digits told right, of {self.digits}")
        loss.curve(picture, zip(self.grid, self.losses), "blue", 6)
        loss.curve(picture, self.their_losses, "purple", 5, dashed=True)
        right.curve(picture, [(w, count) for start, end, count in self.flats for w in (start, end)], "blue", 5)
        aside, slope, count = (self.high - self.low) / 9, self.model.slope(self.w), self.model.right(self.w)
        _draw_place(picture, loss, self.w, self.model.loss(self.w).item(), slope, aside)
        _draw_place(picture, right, self.w, count, 0.0, aside)
        if self.their_loss is not None:
            _draw_theirs(picture, loss, self.their_w, self.their_loss)
        self._draw_numbers(picture)
        draw_weights(picture, *_WEIGHTS, (self.row, self.column), self.w / _STRONG)
        draw_nearest_stair(picture, *_DIGIT, self.model, self.w)

    def _draw_numbers(self, picture: Picture) -> None:
        left = _WEIGHTS[0]
        picture.text(left, 108, f"w = {minus(f'{self.w:.4f}')}", 40, bold=True)
        picture.text(1580, 108, f"step {self.steps}", 30, "soft", "end")
        picture.text(1580, 168, "slope", 28, "soft", "end")
        slope = self.model.accuracy_slope(self.w)
        rows = [("loss", f"{self.model.loss(self.w).item():.4f}", f"{self.model.slope(self.w):.4f}", "blue"),
                ("accuracy", f"{self.model.right(self.w)}/{self.digits}", "jump" if slope else "0", "blue")]
        if self.their_loss is not None:
            slope = "none" if self.their_slope is None else f"{self.their_slope:.4f}"
            rows.append(("your loss", f"{self.their_loss:.4f}", slope, "purple"))
        for place, (name, value, slope, color) in enumerate(rows):
            place = 216 + 52 * place
            picture.text(left, place, name, 32, color, bold=True)
            picture.text(left + 345, place, minus(value), 32, anchor="end")
            picture.text(1580, place, minus(slope), 32, "orange", "end", bold=True)
        if self.their_loss is not None:
            picture.text(left, 358, f"at w = {minus(f'{self.their_w:.4f}')}", 26, "purple")


def _with_room(low: float, high: float, least: float) -> tuple[float, float]:
    room = max(0.1 * (high - low), least)
    return low - room, high + room


def _draw_place(picture: Picture, frame: Frame, w: float, value: float, slope: float, aside: float) -> None:
    """The weight's place on a curve, and the slope there."""
    with frame.inside(picture):
        x, y = frame.at(w, value)
        picture.line(x, y, x, frame.y + frame.height, "orange", 3, dashed=True)
        picture.line(*frame.at(w - aside, value - slope * aside), *frame.at(w + aside, value + slope * aside), "orange", 7)
        picture.dot(x, y, 15, "orange", "ground")


def _draw_theirs(picture: Picture, frame: Frame, w: float, loss: float) -> None:
    x, y = frame.at(w, loss)
    if frame.holds(x, y):
        return picture.dot(x, y, 10, "purple", "ground")
    where = "no number" if math.isnan(loss) else "above" if y < frame.y else "below" if y > frame.y + frame.height else "beside"
    picture.text(frame.x + frame.width - 16, frame.y + 42, f"yours is {where}", 28, "purple", "end")


def _kept(w: float) -> float:
    return min(max(w, -_MOST), _MOST)
