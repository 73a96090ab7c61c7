"""A digit and its numbers: 784 of them, as bytes or as floats, and three times as many in colour."""

from __future__ import annotations

from functools import cache

import torch
from torch import Tensor

from course_lib.demos.controls import Choose, Press, Slide, Tick
from course_lib.demos.demo import Demo
from course_lib.demos.drawn_digit import MOVES, POINTING, SIDE, DrawnDigit
from course_lib.demos.picture import Picture
from course_lib.demos.pixel_lens import Lens, told
from course_lib.mnist.data import mnist
from course_lib.mnist.images import invert, solid_color

_X, _Y, _SIZE = 70, 90, 672
_INKS = {"sky blue": (80, 180, 255), "red": (255, 0, 0), "violet": (160, 60, 255), "white": (255, 255, 255)}
_GRAY_LENS = Lens(x=850, y=130, across=11, down=11, width=64, height=48)
_COLOUR_LENSES = [Lens(x=1010, y=130 + 176 * channel, across=7, down=3, width=76, height=50) for channel in range(3)]
_BELOW, _THUMB = 690, 130  # the negatives


class Pixels(Demo):
    """`Pixels(invert)` shows what your own `invert` makes of the digit, beside the reference."""

    title = "A digit is numbers"
    own_name = "invert"
    controls = {
        "digit": Choose("digit", "3", [str(digit) for digit in range(10)]),
        "another": Press("another one", "take_another"),
        "empty": Press("empty paper", "take_empty"),
        "mouse": Choose("the mouse", "points", ["points", "draws", "wipes"]),
        "divided": Tick("divide by 255"),
        "plus": Slide("add", 0, 0, 255, whole=True),
        "channels": Choose("channels", "gray", ["gray", "colour"]),
        "ink": Choose("colour of the ink", "sky blue", list(_INKS)),
    }
    presets = {
        "A digit is 784 numbers": {},
        "Divide by 255: 0 to 1": {"divided": True},
        "uint8 wraps round at 256": {"plus": 130},
        "Floats don't wrap": {"plus": 130, "divided": True},
        "Colour is three pictures": {"channels": "colour"},
    }
    keys = {**POINTING, "Enter": "draw here", "Backspace": "wipe here"}
    hovers = True

    def begin(self) -> None:
        self.pad, self._pressed = DrawnDigit(torch.zeros(SIDE, SIDE, dtype=torch.uint8), _X, _Y, _SIZE), False
        self._take_digit(self.seed)

    def changed(self, names: frozenset[str]) -> None:
        if "digit" in names:
            self._take_digit(self.place)

    def take_another(self) -> None:
        self._take_digit(self.place + 1)

    def take_empty(self) -> None:
        self.pad.image, self.drawn = torch.zeros_like(self.pad.image), True

    def step(self) -> None:
        """On to the next number, as memory holds them."""
        place = (self.pad.row * SIDE + self.pad.column + 1) % SIDE**2
        self.pad.row, self.pad.column = divmod(place, SIDE)

    def hover(self, x: float, y: float) -> None:
        if self.pad.holds(x, y):
            self.pad.point(x, y)

    def press(self, x: float, y: float) -> None:
        self.pad.lift()
        self._pressed = self.pad.holds(x, y)
        self.drag(x, y)

    def drag(self, x: float, y: float) -> None:
        if self._pressed:
            self.pad.point(x, y)
            if self.mouse != "points":
                self.pad.stroke(x, y, wipe=self.mouse == "wipes")
                self.drawn = True

    def release(self) -> None:
        self.pad.lift()

    def key(self, name: str) -> None:
        if name in MOVES:
            self.pad.move(name)
        else:
            self.pad.dab(wipe=name == "Backspace")
            self.drawn = True

    def numbers(self) -> dict:
        shown, negative, yours = self.shown(), invert(self.stored()), self._your_negative()
        row, column = self.pad.row, self.pad.column
        found = {
            "row": row, "column": column, "value": shown[..., row, column].tolist(), "stored": self.stored()[..., row, column].tolist(),
            "dtype": str(shown.dtype), "shape": list(shown.shape), "bytes": shown.nbytes, "lowest": shown.min().item(),
            "highest": shown.max().item(), "sum": shown.sum().item(), "inverted": negative[..., row, column].tolist(),
        }
        if yours is not None:
            found |= {"own inverted": yours[..., row, column].tolist(), "own differs at": int((yours != negative).sum())}
        return found

    def told(self) -> str:
        found = self.numbers()
        what = "A drawing" if self.drawn else f"A {self.digit}"
        told = (f"{what} as {found['dtype'][6:]} of shape {found['shape']}, {found['bytes']} bytes: {self._equation()}. Its values go from "
                f"{_told(found['lowest'])} to {_told(found['highest'])}. Inverted, the digit holds {_told(found['inverted'])} here.")
        if "own inverted" not in found:
            return told
        differs = found["own differs at"]
        same = f"and {differs} of your numbers differ" if differs else "and agrees everywhere"
        return f"{told} Yours gives {_told(found['own inverted'])}, {same}."

    def draw(self, picture: Picture) -> None:
        shown = self.shown()
        self._draw_words(picture, shown)
        self._draw_digit(picture, shown)
        lenses = [_GRAY_LENS] if shown.dim() == 2 else _COLOUR_LENSES
        lenses[0].draw_window(picture, self.pad, lenses)
        lenses[0].draw_heads(picture, self.pad.column)
        for channel, (lens, values) in enumerate(zip(lenses, shown.view(-1, SIDE, SIDE))):
            if shown.dim() == 3:
                _draw_plane(picture, values, channel, lens)
            lens.draw(picture, values, self.pad.row, self.pad.column)
        self._draw_negatives(picture)

    def stored(self) -> Tensor:
        """The digit as a file holds it: uint8 [28, 28], or [3, 28, 28] in colour."""
        if self.channels == "gray":
            return self.pad.image
        paint = solid_color(SIDE, SIDE, _INKS[self.ink])  # (3, 28, 28)
        return (paint.float() * self.pad.image / 255).round().to(torch.uint8)

    def shown(self) -> Tensor:
        """What is made of it by dividing and adding."""
        return self.stored() / 255 + self.plus / 255 if self.divided else self.stored() + self.plus

    def _take_digit(self, place: int) -> None:
        images = _images_of(int(self.digit))
        self.pad.image, self.place, self.drawn = images[place % len(images)], place, False

    def _your_negative(self) -> Tensor | None:
        stored = self.stored()
        return self.own.tried(lambda function: function(stored.clone()), like=stored)

    def _equation(self) -> str:
        """The number that is pointed at, and how it came about."""
        row, column, shown = self.pad.row, self.pad.column, self.shown()
        value = _told(shown[..., row, column].tolist())
        if shown.dim() == 3:
            return f"image[:, {row}, {column}] = {value}"
        stored, each = self.pad.image[row, column].item(), " / 255" if self.divided else ""
        terms = [f"{stored}{each}", *([f"{self.plus}{each}"] if self.plus else [])]
        return " = ".join([f"image[{row}, {column}]", *([" + ".join(terms)] if self.divided or self.plus else []), value])

    def _draw_words(self, picture: Picture, shown: Tensor) -> None:
        picture.text(_X, 62, self._equation(), 32, bold=True, mono=True)
        picture.text(1555, 62, f"{str(shown.dtype)[6:]}, shape {list(shown.shape)}, {shown.nbytes:,} bytes", 30, "soft", "end")

    def _draw_digit(self, picture: Picture, shown: Tensor) -> None:
        picture.pixels(_light(shown), _X, _Y, _SIZE, _SIZE)
        x, y = self.pad.corner(self.pad.row + 0.5, self.pad.column + 0.5)
        picture.text(_X - 10, y + 9, self.pad.row, 26, "orange", "end", bold=True)
        picture.text(x, _Y + _SIZE + 32, self.pad.column, 26, "orange", "middle", bold=True)

    def _draw_negatives(self, picture: Picture) -> None:
        stored, place = self.stored(), (..., self.pad.row, self.pad.column)
        negative, yours = invert(stored), self._your_negative()
        told = _told(negative[place].tolist())
        sum_ = f"255 − {stored[place].item()} = {told}" if stored.dim() == 2 else told
        _draw_negative(picture, 800, negative, ["invert", sum_], "ink")
        if yours is not None:
            differs = int((yours != negative).sum())
            words = f"{differs} differ" if differs else "all agree"
            _draw_negative(picture, 1190, yours, ["your invert", _told(yours[place].tolist()), words], "purple")


def _draw_negative(picture: Picture, x: float, image: Tensor, words: list[str], color: str) -> None:
    picture.pixels(_light(image), x, _BELOW, _THUMB, _THUMB, edge=color)
    for line, word in enumerate(words):
        picture.text(x + _THUMB + 20, _BELOW + 34 + 44 * line, word if len(word) < 18 else "out of range", 28, color, bold=not line)


def _draw_plane(picture: Picture, values: Tensor, channel: int, lens: Lens) -> None:
    """One channel by itself, in its light, at the left of its lens."""
    size = lens.down * lens.height
    light = torch.zeros(SIDE, SIDE, 3)
    light[..., channel] = values if values.is_floating_point() else values / 255
    picture.pixels(light, lens.x - 60 - size, lens.y, size, size)


def _told(value: float | list) -> str:
    return f"({', '.join(map(told, value))})" if isinstance(value, list) else told(value)


@cache
def _images_of(digit: int) -> Tensor:
    digits = mnist()
    return digits.train_images[digits.train_labels == digit][:1000]


def _light(image: Tensor) -> Tensor:
    """As the picture wants it: 0 to 1, colours last."""
    light = image if image.is_floating_point() else image / 255
    return light.permute(1, 2, 0) if light.dim() == 3 else light
