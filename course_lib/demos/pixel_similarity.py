"""Pixel similarity: a stack of digits fades into its mean, and a digit is the kind whose mean is nearer."""

from __future__ import annotations

from functools import lru_cache

import torch
from torch import Tensor

from course_lib.demos.controls import Choose, Press, Slide
from course_lib.demos.cut_out import threes_and_sevens
from course_lib.demos.demo import Demo
from course_lib.demos.drawn_digit import MOVES, POINTING, SIDE, DrawnDigit
from course_lib.demos.mean_row import draw_distance, draw_heads, draw_mean_row, draw_own_distance
from course_lib.demos.misread import draw_misread, draw_own_count, misread, moved, picked, stacks, validation
from course_lib.demos.picture import Picture, minus
from course_lib.mnist.similarity import archetype, pixel_distance

_X, _Y, _SIZE = 40, 92, 392  # of the digit
_MOST = 6265  # images of a kind; there are 6131 threes


class PixelSimilarity(Demo):
    """`PixelSimilarity(pixel_distance)` measures with your own `pixel_distance` beside the reference's."""

    title = "Pixel similarity"
    own_name = "pixel_distance"
    controls = {
        "images": Slide("images in each mean", _MOST, 1, _MOST, whole=True),
        "kind": Choose("digit", "3", ["3", "7", "drawing"]),
        "number": Slide("which of them", 205, 0, 1027, whole=True),
        "right": Slide("move all right", 0, -4, 4, whole=True),
        "down": Slide("move all down", 0, -4, 4, whole=True),
        "mouse": Choose("the mouse", "draws", ["draws", "wipes"]),
        "empty": Press("empty paper", "take_empty"),
        "next_wrong": Press("next wrong one", "take_next_wrong"),
    }
    presets = {
        "The nearer mean decides": {},
        "One image in place of a mean": {"images": 1},
        "A 3 that reads as a 7": {"number": 15},
        "A 7 that reads as a 3": {"kind": "7", "number": 68},
        "Down by 4: worse than guessing": {"down": 4},
    }
    keys = {**POINTING, "Enter": "draw here", "Backspace": "wipe here", "n": "next wrong one", "+": "more images", "-": "fewer images"}

    def begin(self) -> None:
        self.pad, self._drawing = DrawnDigit(torch.zeros(SIDE, SIDE), _X, _Y, _SIZE), False
        self._take_digit()
        self._average()
        self._measure()

    def changed(self, names: frozenset[str]) -> None:
        if names & {"kind", "number"}:
            self._take_digit()
        if names & {"images", "right", "down"}:
            self._average()
        self._measure()

    def step(self) -> None:
        """A fifth more images, and after the last of them one again."""
        self.move(images=1 if self.images == _MOST else self._more())

    def _more(self) -> int:
        return min(_MOST, max(self.images + 1, self.images * 6 // 5))

    def take_empty(self) -> None:
        self.set(kind="drawing")

    def take_next_wrong(self) -> None:
        wrong = [("3", place) for place in self.wrong.threes] + [("7", place) for place in self.wrong.sevens]
        if wrong:
            kind, number = next((one for one in wrong if one > (self.kind, self.number)), wrong[0])
            self.set(kind=kind, number=number)

    def press(self, x: float, y: float) -> None:
        self.pad.lift()
        self._drawing = self.pad.holds(x, y)
        if self._drawing:
            self.drag(x, y)
        elif one := picked(self.wrong, x, y):
            self.set(kind=one[0], number=one[1])

    def drag(self, x: float, y: float) -> None:
        if self._drawing:
            self.pad.point(x, y)
            self._mark(x, y, wipe=self.mouse == "wipes")

    def release(self) -> None:
        self.pad.lift()

    def key(self, name: str) -> None:
        if name in MOVES:
            self.pad.move(name)
        elif name == "n":
            self.take_next_wrong()
        elif name in "+-":
            self.set(images=self._more() if name == "+" else max(1, self.images * 5 // 6))
        else:
            self.pad.lift()
            self._mark(*self.pad.corner(self.pad.row + 0.5, self.pad.column + 0.5), wipe=name == "Backspace")
            self.pad.lift()

    def numbers(self) -> dict:
        found = {
            "images": [len(stack) for stack in self.stacks], "distances": self.distances.tolist(), "reads as": _nearer(self.distances),
            "digit": self.kind, "number": self.number, "ink": self.seen().sum().item(),
            "wrong threes": len(self.wrong.threes), "wrong sevens": len(self.wrong.sevens), "accuracy": self._accuracy(),
        }
        if self.theirs is not None:
            found |= {"own distances": self.theirs.tolist(), "own reads as": _nearer(self.theirs),
                      "own wrong threes": len(self.their_wrong.threes), "own wrong sevens": len(self.their_wrong.sevens)}
        return found

    def told(self) -> str:
        (to3, to7), (threes, sevens) = self.distances.tolist(), (len(stack) for stack in self.stacks)
        told = (f"{self._name()} is {to3:.4f} from the mean 3 (stack of {threes}) and {to7:.4f} from the mean 7 (stack of {sevens}), so it "
                f"reads as a {_nearer(self.distances)}. {self._told_move()}{len(self.wrong.threes)} of the validation threes and "
                f"{len(self.wrong.sevens)} of the sevens go wrong: {self._accuracy():.1%} are right.")
        if self.theirs is None:
            return told
        same = "agrees" if torch.allclose(self.theirs.double(), self.distances.double(), atol=1e-5) else "differs"
        own3, own7 = self.theirs.tolist()
        return f"{told} Yours {same}: {own3:.4f} and {own7:.4f}, and {sum(map(len, self.their_wrong))} digits go wrong by it."

    def _told_move(self) -> str:
        if not (self.right or self.down):
            return ""
        return minus(f"All digits are moved by {self.right} to the right and {self.down} down. ")

    def seen(self) -> Tensor:
        """The digit as it is measured: moved, float [28, 28]."""
        return moved(self.pad.image, self.right, self.down) / 255

    def _take_digit(self) -> None:
        stack = stacks().get(self.kind, torch.zeros(1, SIDE, SIDE))
        self.pad.image = (stack[min(self.number, len(stack) - 1)] * 255).round().to(torch.uint8)

    def _average(self) -> None:
        """The means, and which digits they misread."""
        self.stacks = [stack[: self.images] for stack in _shuffled(self.seed)]
        self.means = torch.stack([archetype(stack) for stack in self.stacks])  # (2, 28, 28)
        digits = validation(self.right, self.down)[:, None]  # (2038, 1, 28, 28)
        distances = pixel_distance(digits, self.means)  # (2038, 2)
        theirs = self._measured_by_own(digits, distances)
        self.wrong, self.their_wrong = misread(distances), None if theirs is None else misread(theirs)

    def _measure(self) -> None:
        self.distances = pixel_distance(self.seen(), self.means)  # (2,)
        self.theirs = None if self.their_wrong is None else self._measured_by_own(self.seen(), self.distances)

    def _measured_by_own(self, digits: Tensor, like: Tensor) -> Tensor | None:
        return self.own.tried(lambda function: function(digits.clone(), self.means.clone()), like=like)

    def _mark(self, x: float, y: float, wipe: bool) -> None:
        """Draw at a place where the digit is seen, which is moved."""
        self.kind = "drawing"
        self.pad.stroke(x - self.right * self.pad.pixel, y - self.down * self.pad.pixel, wipe)
        self._measure()

    def _accuracy(self) -> float:
        return 1 - sum(map(len, self.wrong)) / sum(map(len, stacks().values()))

    def _name(self) -> str:
        return "The drawing" if self.kind == "drawing" else f"Validation {self.kind} number {self._place()}"

    def _place(self) -> int:
        return min(self.number, len(stacks()[self.kind]) - 1)

    def draw(self, picture: Picture) -> None:
        self._draw_digit(picture)
        draw_heads(picture)
        for row, kind in enumerate("37"):
            draw_mean_row(picture, kind, self.stacks[row], self.means[row], self.seen())
            draw_distance(picture, kind, self.distances[row].item(), _nearer(self.distances) == kind)
            if self.theirs is not None:
                draw_own_distance(picture, kind, self.theirs[row].item(), _nearer(self.theirs) == kind)
        draw_misread(picture, self.wrong, (self.kind, self.number), self.right, self.down)
        if self.their_wrong:
            draw_own_count(picture, self.their_wrong)

    def _draw_digit(self, picture: Picture) -> None:
        picture.text(_X, 62, "a drawing" if self.kind == "drawing" else f"a {self.kind}, number {self._place()}", 34, bold=True)
        picture.pixels(self.seen(), _X, _Y, _SIZE, _SIZE)
        picture.box(*self.pad.corner(self.pad.row, self.pad.column), self.pad.pixel, self.pad.pixel, "none", "orange", 4, round=0)
        read = _nearer(self.distances)
        right = "" if self.kind == "drawing" else ": right" if read == self.kind else ": wrong"
        picture.text(_X, 546, f"reads as a {read}{right}", 34, "red" if right == ": wrong" else "ink", bold=True)
        if self.theirs is not None:
            picture.text(_X, 596, f"by yours as a {_nearer(self.theirs)}", 30, "purple")
        picture.text(_X, 646, f"{self._accuracy():.1%} of 2038 right", 30)


def _nearer(distances: Tensor) -> str:
    return "3" if distances[0] < distances[1] else "7"


@lru_cache(maxsize=2)
def _shuffled(seed: int) -> list[Tensor]:
    """The training 3s and 7s, each in the seed's order."""
    generator = torch.Generator().manual_seed(seed)
    digits = threes_and_sevens()
    return [stack[torch.randperm(len(stack), generator=generator)] for stack in (digits.train_threes, digits.train_sevens)]
