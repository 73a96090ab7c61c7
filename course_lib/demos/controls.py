"""What can be set at a demo, told once: for the Python face, which takes numbers, and for the page, which shows sliders."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Slide:
    """A number between two bounds; `log` moves by factors, `whole` by ones."""

    label: str
    value: float
    low: float
    high: float
    step: float | None = None
    log: bool = False
    whole: bool = False

    def clean(self, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise ValueError(f"{self.label} is a number from {self.low:g} to {self.high:g}, got {value!r}")
        if not self.low <= value <= self.high:
            raise ValueError(f"{self.label} goes from {self.low:g} to {self.high:g}, got {value:g}")
        if self.whole and value != int(value):
            raise ValueError(f"{self.label} is a whole number, got {value:g}")
        return int(value) if self.whole else float(value)

    @property
    def grain(self) -> float:
        """From one place of the slider to the next; of a `log` one, in powers of ten."""
        return self.step or (1 if self.whole else 0.02 if self.log else _round_step((self.high - self.low) / 100))

    def settled(self, value: float, now: float) -> bool:
        """Whether a slider that says `value` says what it can of `now`: it moves to the nearest of its own places."""
        here, there = (math.log10(value), math.log10(now)) if self.log else (value, now)
        return abs(here - there) <= 0.501 * self.grain and not self.whole or value == now

    def widget(self, value: float):
        import ipywidgets

        shared = {"value": value, "step": self.grain, "description": self.label, "continuous_update": True}
        if self.whole:
            return ipywidgets.IntSlider(min=int(self.low), max=int(self.high), **shared)
        if self.log:
            return ipywidgets.FloatLogSlider(min=math.log10(self.low), max=math.log10(self.high), readout_format=".3g", **shared)
        return ipywidgets.FloatSlider(min=self.low, max=self.high, readout_format=".2f" if self.grain >= 0.01 else ".4f", **shared)


@dataclass(frozen=True)
class Choose:
    """One of some names."""

    label: str
    value: str
    names: Sequence[str]

    def clean(self, value: Any) -> str:
        if value not in self.names:
            raise ValueError(f"{self.label} is one of {', '.join(map(repr, self.names))}, got {value!r}")
        return value

    def widget(self, value: str):
        import ipywidgets

        return ipywidgets.Dropdown(options=list(self.names), value=value, description=self.label)


@dataclass(frozen=True)
class Tick:
    """Yes or no."""

    label: str
    value: bool = False

    def clean(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise ValueError(f"{self.label} is True or False, got {value!r}")
        return value

    def widget(self, value: bool):
        import ipywidgets

        return ipywidgets.Checkbox(value=value, description=self.label, indent=False)


@dataclass(frozen=True)
class Type:
    """A line of text, up to so many characters; the demo itself tells what is wrong with it."""

    label: str
    value: str
    most: int = 60

    def clean(self, value: Any) -> str:
        if not isinstance(value, str) or len(value) > self.most:
            raise ValueError(f"{self.label} is a text of at most {self.most} characters, got {value!r}")
        return value

    def widget(self, value: str):
        import ipywidgets

        return ipywidgets.Text(value=value, description=self.label, continuous_update=False)


@dataclass(frozen=True)
class Press:
    """A button; `does` names the demo's method."""

    label: str
    does: str


Control = Slide | Choose | Tick | Type | Press


def _round_step(rough: float) -> float:
    """The next smaller 1, 2 or 5 times a power of ten, so that round numbers can be set."""
    power = 10.0 ** math.floor(math.log10(rough))
    return max(one * power for one in (1, 2, 5) if one * power <= rough * 1.001)
