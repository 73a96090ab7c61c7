"""What ReLU layers can do: wide, a sum of hinges follows a curve; deep, folds double the pieces."""

from __future__ import annotations

import torch
from torch import Tensor

from course_lib.demos import depth_view, hinge_frame, width_view
from course_lib.demos.controls import Choose, Slide, Tick
from course_lib.demos.demo import Demo
from course_lib.demos.hinges import Hinges
from course_lib.demos.picture import Picture
from course_lib.demos.target_curves import CURVES, DRAWN, GRID, HIGHEST, POINTS, drawn_over, through
from course_lib.mnist.distances import rmse

_WIDE, _DEEP = "wide: add up hinges", "deep: fold again and again"
_SOLVE, _DESCEND, _HAND = "least squares", "gradient steps", "by hand"
_HINGE, _TARGET = "a hinge", "the target"
_EDGE = 0.98  # bends stay this near to 0
_DEEPEST, _MOST = 7, 50


class ReluHinges(Demo):
    """`ReluHinges(relu)` shows what the same net gives with your own `relu`."""

    title = "ReLU: hinges and folds"
    own_name = "relu"
    controls = {
        "view": Choose("view", _WIDE, (_WIDE, _DEEP)),
        "target": Choose("target", "wave", (*CURVES, DRAWN)),
        "units": Slide("hinges", 4, 1, _MOST, whole=True),
        "fit": Choose("fit", _SOLVE, (_SOLVE, _DESCEND, _HAND)),
        "bias": Tick("bias", True),
        "relu": Tick("ReLU", True),
        "arrows": Choose("arrow keys move", _HINGE, (_HINGE, _TARGET)),
        "depth": Slide("layers, when deep", 3, 1, _DEEPEST, whole=True),
    }
    presets = {
        "Many hinges follow a curve": {"units": 30},
        "No ReLU: one line is left": {"units": 6, "target": "step", "relu": False},
        "No bias: all bend at 0": {"units": 6, "target": "bump", "bias": False},
        "Gradients move the bends": {"units": 8, "target": "bump", "fit": _DESCEND},
        "Depth doubles the pieces": {"view": _DEEP, "depth": 4},
    }
    keys = {
        "ArrowLeft": "the hinge, the target's point or x further left", "ArrowRight": "and right",
        "ArrowUp": "the hinge or the target's point up, or a layer more", "ArrowDown": "down, or a layer less",
        "n": "the next hinge", "b": "the hinge before", "PageUp": "offset up", "PageDown": "offset down",
        "t": "arrows move the target, or a hinge again",
    }
    points: Tensor = torch.zeros_like(POINTS)  # heights of the drawn target; they outlast new hinges

    # what is there

    def begin(self) -> None:
        self.chosen, self.point, self.held, self.x = 0, len(POINTS) // 2, None, 0.3
        self.trail: list[float] = []
        self._spread()

    def reset(self) -> None:
        self.points = torch.zeros_like(POINTS)
        super().reset()

    def changed(self, names: frozenset[str]) -> None:
        if names <= {"view", "arrows", "depth"}:
            self._try_own()
        elif names <= {"target", "bias", "relu"} or (names == {"fit"} and self.fit != _DESCEND):
            self._settle()
        else:
            self.begin()

    def _spread(self) -> None:
        """New hinges, evenly over the curve."""
        self.hinges = Hinges.spread(self.units)
        if self.fit == _DESCEND:
            self.hinges.shake(torch.Generator().manual_seed(self.seed))
        self.trail.append(0.0)
        self._settle()

    def _settle(self) -> None:
        """All that follows from the hinges and the target."""
        self.hinges.bias, self.hinges.bent = self.bias, self.relu
        self.goal = through(self.points) if self.target == DRAWN else CURVES[self.target](GRID)
        if self.fit == _SOLVE:
            self.hinges.solve(GRID, self.goal)
        self.sum = self.hinges.sum(self.hinges.after(GRID))
        self.trail[-1] = rmse(self.sum, self.goal).item()
        if self.held != "end":  # its frame would slip away under the mouse
            self.frame = hinge_frame.frame_of(self.hinges)
        self._try_own()

    def _try_own(self) -> None:
        """What the student's relu makes of the same net, or None."""
        if self.view == _DEEP:
            self.theirs = depth_view.own_teeth(self.own, self.depth)
            return
        before = self.hinges.before(GRID)
        activations = self.own.tried(lambda function: function(before), like=before) if self.relu else None
        self.theirs = None if activations is None else self.hinges.sum(activations.detach().double())

    # what is done to it

    def step(self) -> None:
        if self.view == _DEEP:
            return self.move(depth=min(self.depth + 1, _DEEPEST))
        if self.fit == _SOLVE:
            return self._add_hinge()
        self.trail.append(0.0)
        if self.fit == _DESCEND:
            self.hinges.descend(GRID, self.goal)
        else:
            self.hinges.improve(self.chosen, GRID, self.goal)
            self.chosen = (self.chosen + 1) % self.units
        self._settle()

    def _add_hinge(self) -> None:
        if self.units < _MOST:
            self.units += 1
            self._spread()

    def press(self, x: float, y: float) -> None:
        if self.view == _DEEP:
            self.held = "x" if depth_view.holds(x, y) else None
        elif width_view.SUM.holds(x, y):
            self.held = "pen"
            self._begin_drawing()
            self._pen = width_view.SUM.back(x, y)
        else:
            self.held, self.chosen = hinge_frame.grasped(self.frame, self.hinges, self.chosen, x, y)
        self.drag(x, y)

    def drag(self, x: float, y: float) -> None:
        if self.held == "x":
            self.x = depth_view.x_at(x, y)
        elif self.held == "pen":
            before, self._pen = self._pen, width_view.SUM.back(x, y)
            self.points = drawn_over(self.points, before, self._pen)
            self._settle()
        elif self.held == "bend":
            self._bend(hinge_frame.FRAME.back(x, y)[0])
        elif self.held == "end":
            self._raise(hinge_frame.height_for(self.hinges, self.chosen, self.frame.back(x, y)[1]))

    def release(self) -> None:
        self.held, self.frame = None, hinge_frame.frame_of(self.hinges)

    def key(self, name: str) -> None:
        across = {"ArrowLeft": -1, "ArrowRight": 1}.get(name, 0)
        up = {"ArrowDown": -1, "ArrowUp": 1, "PageDown": -1, "PageUp": 1}.get(name, 0)
        if self.view == _DEEP:
            self._fold(across, up if name.startswith("Arrow") else 0)
        elif name == "t":
            self.arrows = _HINGE if self.arrows == _TARGET else _TARGET
        elif name in ("n", "b"):
            self.chosen = (self.chosen + (1 if name == "n" else -1)) % self.units
        elif name.startswith("Page"):
            self._lift(0.05 * up)
        elif self.arrows == _TARGET:
            self._move_point(across, up)
        elif across:
            self._bend(self.hinges.bends[self.chosen].item() + 0.05 * across)
        else:
            self._raise(self.hinges.a[self.chosen].item() + 0.1 * up)

    def _fold(self, across: int, up: int) -> None:
        self.x = min(max(round(self.x + 0.01 * across, 4), 0.0), 1.0)
        if up:
            self.set(depth=min(max(self.depth + up, 1), _DEEPEST))

    def _bend(self, place: float) -> None:
        self.hinges.move(self.chosen, min(max(place, -_EDGE), _EDGE))
        self._settle()

    def _raise(self, height: float) -> None:
        self._by_hand()
        self.hinges.a[self.chosen] = height
        self._settle()

    def _lift(self, change: float) -> None:
        self._by_hand()
        self.hinges.offset += change
        self._settle()

    def _by_hand(self) -> None:
        """Heights that least squares chose would not stay where a hand puts them."""
        self.fit = _HAND if self.fit == _SOLVE else self.fit

    def _begin_drawing(self) -> None:
        if self.target != DRAWN:
            self.points, self.target = self.goal[::5].clamp(-HIGHEST, HIGHEST), DRAWN

    def _move_point(self, across: int, up: int) -> None:
        self.point = min(max(self.point + across, 0), len(POINTS) - 1)
        if up:
            self._begin_drawing()
            self._raise_point(0.1 * up)

    def _raise_point(self, change: float) -> None:
        x, y = POINTS[self.point].item(), self.points[self.point].item() + change
        self.points = drawn_over(self.points, (x, y), (x, y))
        self._settle()

    # what is shown of it

    def numbers(self) -> dict:
        return depth_view.numbers(self.depth, self.x, self.theirs) if self.view == _DEEP else width_view.numbers(self)

    def told(self) -> str:
        return depth_view.told(self.depth, self.x, self.theirs) if self.view == _DEEP else width_view.told(self)

    def draw(self, picture: Picture) -> None:
        if self.view == _DEEP:
            depth_view.draw(picture, self.depth, self.x, self.theirs)
        else:
            width_view.draw(picture, self)
