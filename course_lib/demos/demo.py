"""What every demo is: numbers in, numbers and a picture out, with no page needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from course_lib.demos.controls import Control, Press
from course_lib.demos.own import Own
from course_lib.demos.picture import HEIGHT, WIDTH, Picture


class Demo:
    """A demo's Python face: `set`, `step`, `reset`, `press`, `drag` and `key` change its state, `numbers`, `told` and
    `picture` show it. In a notebook its last line shows it with its controls.

    A demo subclasses this, gives `title`, `controls`, `presets` and `own_name`, and writes `begin`, `draw`, `told` and
    `numbers`, and what it needs of `step`, `changed`, `press`, `drag`, `hover` and `key`. Controls are attributes: `self.rate`.
    """

    title: ClassVar[str]
    own_name: ClassVar[str]  # of the exercise whose function can be plugged in
    controls: ClassVar[Mapping[str, Control]] = {}
    presets: ClassVar[Mapping[str, Mapping[str, Any]]] = {}  # named after the point they make
    keys: ClassVar[Mapping[str, str]] = {}  # of the picture, as a browser names them, and what they do
    plays: ClassVar[bool] = True  # whether there is anything to play
    hovers: ClassVar[bool] = False  # whether the mouse matters without a button
    quiet: ClassVar[frozenset[str]] = frozenset()  # controls that only change the picture

    def __init__(self, own: Callable | None = None, *, seed: int = 0, **values):
        self.own, self.seed, self._wished = Own(own, self.own_name), _whole(seed), {}
        self._wish({name: control.value for name, control in self.controls.items() if not isinstance(control, Press)})
        self._wish(values)
        self.begin()

    # what a demo writes

    def begin(self) -> None:
        """Begin anew, from the controls and the seed."""

    def step(self) -> None:
        """Go on by one."""

    def changed(self, names: frozenset[str]) -> None:
        """Some controls were set."""
        if not names <= self.quiet:
            self.begin()

    def press(self, x: float, y: float) -> None:
        """The mouse button went down, or a finger, at a place of the sheet; what a click does, and a drag begins with."""

    def drag(self, x: float, y: float) -> None:
        """It moved there."""

    def release(self) -> None:
        """It went up."""

    def hover(self, x: float, y: float) -> None:
        """The mouse is there, without a button."""

    def key(self, name: str) -> None:
        """One of `keys` was pressed."""

    def draw(self, picture: Picture) -> None:
        raise NotImplementedError

    def told(self) -> str:
        """The present state in a sentence or two; all that a screen reader gets."""
        raise NotImplementedError

    def numbers(self) -> dict[str, Any]:
        """The present state as numbers."""
        raise NotImplementedError

    # what all demos do

    def set(self, **values) -> None:
        """Set controls; `ValueError` for a value, `TypeError` for a name that there is not."""
        self._wish(values)
        self.changed(frozenset(values))

    def move(self, **values) -> None:
        """Set controls in a step, so that `reset` takes them back to what was set by hand."""
        self._take(values)
        self.changed(frozenset(values))

    def use(self, preset: str) -> None:
        """Begin anew with what a preset sets."""
        if preset not in self.presets:
            raise ValueError(f"there is no preset {preset!r}; there are {', '.join(map(repr, self.presets))}")
        self._wish({name: control.value for name, control in self.controls.items() if not isinstance(control, Press)})
        self._wish(self.presets[preset])
        self.reset()

    def reset(self) -> None:
        """Begin anew, with the controls as they were set; an own function that took too long gets another chance."""
        self._take(self._wished)
        self.own.again()
        self.begin()

    def reseed(self, seed: int) -> None:
        """Begin anew with another seed."""
        self.seed = _whole(seed)
        self.begin()

    def picture(self) -> Picture:
        """All that is to be seen, with what is wrong with an own function at its foot."""
        picture = Picture()
        self.draw(picture)
        if self.own.trouble:
            _warn(picture, self.own.trouble)
        return picture

    def line(self) -> str:
        """What is told, and what is wrong with an own function."""
        told = self.told()  # which may be what calls it
        return f"{told} Note: {self.own.trouble}." if self.own.trouble else told

    def words(self) -> str:
        """The title and the line: all of the demo for whoever cannot see it."""
        return f"{self.title}: {self.line()}"

    def _wish(self, values: Mapping[str, Any]) -> None:
        self._take(values)
        self._wished |= values

    def _take(self, values: Mapping[str, Any]) -> None:
        known = {name for name, control in self.controls.items() if not isinstance(control, Press)}
        for name in values:
            if name not in known:
                raise TypeError(f"{type(self).__name__} has no {name!r}; it has {', '.join(sorted(known))}, seed")
        for name, value in {name: self.controls[name].clean(value) for name, value in values.items()}.items():
            setattr(self, name, value)

    def _ipython_display_(self) -> None:
        from course_lib.demos.stage import show

        show(self)


def _whole(seed: Any) -> int:
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**32:
        raise ValueError(f"a seed is a whole number from 0 to {2**32 - 1}, got {seed!r}")
    return seed


def _warn(picture: Picture, trouble: str) -> None:
    lines = _broken(trouble)
    top = HEIGHT - 40 * len(lines) - 34
    picture.box(20, top, WIDTH - 40, HEIGHT - top - 12, "ground", "red", thick=4)
    for place, line in enumerate(lines):
        picture.text(44, top + 42 + 40 * place, line, 28, "red")


def _broken(text: str, most: int = 98) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [line[:most] for line in lines][:3]
