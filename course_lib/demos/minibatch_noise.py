"""Mini-batches: many small steps by noisy gradients against few large ones by the true gradient."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from course_lib.demos.controls import Choose, Press, Slide
from course_lib.demos.demo import Demo
from course_lib.demos.frame import Frame
from course_lib.demos.minibatch_panels import CLOUD, MOST, SIZES, SPREADS, draw_cloud, draw_legend, draw_spreads
from course_lib.demos.one_number_digits import COUNT, best_weight, gradients, one_number_digits
from course_lib.demos.picture import Picture
from course_lib.mnist.sgd import minibatches

_PATHS = 5  # of mini-batches, each with a shuffle of its own
_AT_ONCE = 64  # digits a step of the demo sees; a larger batch in one go
_KEPT = 12  # epochs of the paths
_LOW, _HIGH = -0.25, 1.25  # of the weight


class MinibatchNoise(Demo):
    """`MinibatchNoise(batch_gradients)` lets your own `batch_gradients` lead a path of its own."""

    title = "Mini-batch noise"
    own_name = "batch_gradients"
    controls = {
        "batch": Choose("batch size", "16", tuple(map(str, SIZES))),
        "order": Choose("order", "shuffled", ("shuffled", "sorted by label")),
        "reshuffle": Press("reshuffle", "shuffle_anew"),
        "rate": Slide("learning rate", 0.1, 0.01, 0.3, log=True),
        "start": Slide("start", 1.0, _LOW, _HIGH),
    }
    presets = {
        "A noisy path, soon there": {},
        "One digit a batch: all noise": {"batch": "1"},
        "All digits: sure, but slow": {"batch": str(COUNT)},
        "Sorted: it forgets the 3s": {"batch": "64", "order": "sorted by label"},
    }
    keys = {"ArrowLeft": "smaller batches", "ArrowRight": "larger batches", "ArrowUp": "start higher", "ArrowDown": "start lower",
            "s": "sorted or shuffled", "n": "reshuffle"}

    def begin(self) -> None:
        self.generator = torch.Generator().manual_seed(self.seed)
        self.seen, self.full, self.theirs = 0, self.start, self.start
        self.weights = torch.full((_PATHS,), self.start, dtype=torch.float64)
        self.trail = [self._now()]
        self._shuffle()
        self._ask_all()

    def step(self) -> None:
        count, first = max(1, _AT_ONCE // self.size), self.seen % COUNT // self.size
        batches = self.batches[:, first : first + count]  # (paths, count, size)
        for batch in batches.unbind(1):
            self.weights -= self.rate * gradients(self.weights[:, None], batch).mean(1)
        if self.their_gradients is not None:
            walked = self.own.tried(lambda own: self._walked(own, batches[0].clone()))
            self.theirs = self.theirs if walked is None else walked
        self.seen += count * self.size
        if self.seen % COUNT == 0:
            self.full -= self.rate * gradients(self.full, torch.arange(COUNT)).mean().item()
            self._shuffle()
        self.trail = [*self.trail, self._now()][-_KEPT * COUNT // max(_AT_ONCE, self.size) :]
        self._ask_all()

    def shuffle_anew(self) -> None:
        """Begin anew with the next seed."""
        self.reseed((self.seed + 1) % 2**32)

    def press(self, x: float, y: float) -> None:
        if SPREADS.holds(x, y) or self._frame().holds(x, y):
            self.drag(x, y)

    def drag(self, x: float, y: float) -> None:
        if x < CLOUD.x - 100:
            self.set(start=self._frame().back(x, y)[1])
        elif y > CLOUD.y + CLOUD.height:
            wanted = SPREADS.back(x, y)[0]
            self.set(batch=str(min(SIZES, key=lambda size: abs(math.log(size / wanted)))))

    def key(self, name: str) -> None:
        if name == "n":
            self.shuffle_anew()
        elif name == "s":
            self.set(order="shuffled" if self.is_sorted else "sorted by label")
        elif name in ("ArrowLeft", "ArrowRight"):
            place = SIZES.index(self.size) + (1 if name == "ArrowRight" else -1)
            self.set(batch=str(SIZES[min(max(place, 0), len(SIZES) - 1)]))
        else:
            self.set(start=min(max(self.start + (0.05 if name == "ArrowUp" else -0.05), _LOW), _HIGH))

    def numbers(self) -> dict:
        found = {"epochs": self.seen / COUNT, "weights": self.weights.tolist(), "full weight": self.full, "best weight": best_weight(),
                 "gradients": self.gradients.tolist(), "gradient of all": self.true, "wrong way": self.wrong_way, "spreads": self.spreads}
        if not self.own:
            return found
        theirs = self.their_gradients
        return {**found, "own weight": self.theirs, "own gradients": None if theirs is None else theirs.tolist()}

    def told(self) -> str:
        told = (f"Batches of {self.size}, {self.order}, after {self.seen / COUNT:.3g} epochs: the mini-batch weight is {self.weights[0]:.3f}, "
                f"that of the full batch {self.full:.3f}, the best one {best_weight():.3f}. "
                f"The gradient of all digits is {self.true:.3f}")
        if self.size < COUNT:
            told += (f"; those of the {len(self.gradients)} batches have a spread of {self.spreads[self.size]:.3g}, "
                     f"and {self.wrong_way:.0%} of them point the wrong way")
        if self.their_gradients is None:
            return f"{told}."
        agree = torch.allclose(self.their_gradients, self.gradients[:MOST], atol=1e-4)
        return f"{told}. Your gradients {'agree with' if agree else 'differ from'} the reference's; your weight is {self.theirs:.3f}."

    # what follows from the state

    @property
    def size(self) -> int:
        return int(self.batch)

    @property
    def is_sorted(self) -> bool:
        return self.order != "shuffled"

    def _now(self) -> tuple[float, float, float, list[float]]:
        return self.seen / COUNT, self.full, self.theirs, self.weights.tolist()

    def _shuffle(self) -> None:
        """The batches of the epoch, for each path: [paths, batches, size]."""
        if self.is_sorted:
            self.batches = torch.arange(COUNT).view(1, -1, self.size).expand(_PATHS, -1, -1)
        else:
            self.batches = torch.stack([torch.stack(minibatches(COUNT, self.size, self.generator)) for _ in range(_PATHS)])

    def _ask_all(self) -> None:
        """What each batch of the epoch says at the weight of the first path."""
        w = self.weights[0].item()
        each = gradients(w, self.batches.flatten(1))  # (paths, digits)
        self.gradients = each[0].view(-1, self.size).mean(1)
        self.true = each[0].mean().item()
        self.wrong_way = (self.gradients * self.true < 0).double().mean().item()
        self.spreads = {size: each.view(_PATHS, -1, size).mean(2).var(1).mean().sqrt().item() for size in SIZES[:-1]}
        found = self.own.tried(lambda own: own(*_given(), w, list(self.batches[0, :MOST].clone())), like=self.gradients[:MOST])
        self.their_gradients = None if found is None else found.detach().double()

    def _walked(self, own, batches: Tensor) -> float:
        (x, y), w = _given(), self.theirs
        for batch in batches:
            w -= self.rate * float(own(x, y, w, [batch])[0])
        return w

    def _frame(self) -> Frame:
        last = max(3.0, self.seen / COUNT)
        return Frame(140, 140, 790, 590, across=(last - _KEPT if last > _KEPT else -0.08, last), up=(_LOW, _HIGH))

    # the picture

    def draw(self, picture: Picture) -> None:
        frame = self._frame()
        steps = COUNT // self.size
        picture.text(140, 70, f"{_counted(self.size, 'digit')} a batch, {_counted(steps, 'step')} an epoch", 40, bold=True)
        draw_legend(picture, {"full batch": "blue", "mini-batches": "orange", "best": "green", **({"yours": "purple"} if self.own else {})})
        frame.draw(picture, "epochs: how often all digits were seen", "weight")
        frame.curve(picture, [(edge, best_weight()) for edge in frame.across], "green", 4, dashed=True)
        for path in reversed(range(_PATHS)):
            frame.curve(picture, ((epochs, weights[path]) for epochs, _, _, weights in self.trail), "orange", 6 if path == 0 else 2)
        self._draw_full(picture, frame)
        if self.their_gradients is not None:
            frame.curve(picture, ((epochs, theirs) for epochs, _, theirs, _ in self.trail), "purple", 5, dashed=True)
        picture.dot(*frame.at(self.seen / COUNT, self.weights[0].item()), 13, "orange", "ground")
        draw_cloud(picture, self.gradients, self.true, self.wrong_way, self.their_gradients)
        draw_spreads(picture, self.spreads, self.size, self.their_gradients)

    def _draw_full(self, picture: Picture, frame: Frame) -> None:
        """Flat until all digits are seen, then one step."""
        corners = [self.trail[0][:2]]
        for epochs, full, _, _ in self.trail[1:]:
            if full != corners[-1][1]:
                corners.append((epochs, corners[-1][1]))
                picture.dot(*frame.at(epochs, full), 9, "blue")
            corners.append((epochs, full))
        frame.curve(picture, corners, "blue", 5)


def _given() -> tuple[Tensor, Tensor]:
    """Copies, for a student's function may change them."""
    x, y = one_number_digits()
    return x.clone(), y.clone()


def _counted(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
