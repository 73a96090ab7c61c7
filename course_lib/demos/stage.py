"""A demo on a page: its picture among the widgets that set it."""

from __future__ import annotations

import secrets
from typing import Any

import ipywidgets

from course_lib.demos.controls import Press, Slide
from course_lib.demos.demo import Demo
from course_lib.demos.still import shown
from course_lib.demos.surface import Surface

_WIDE = ipywidgets.Layout(width="auto", flex="1 1 22rem", max_width="36rem")
_ROW = ipywidgets.Layout(flex_flow="row wrap", align_items="center", grid_gap="4px 12px")


class Stage:
    """Puts what is done on the page into the demo, and what comes of it onto the page."""

    def __init__(self, demo: Demo):
        self.demo, self._catching_up = demo, False
        self.surface = Surface(name=secrets.token_hex(8), title=demo.title, heeded=list(demo.keys), hovers=demo.hovers)
        self.surface.on_msg(self._on_message)
        self.settings = {name: self._setting(name) for name in demo.controls}
        self.view = ipywidgets.VBox([self._top_row(), self.surface, self._rows()])
        self.refresh()

    def refresh(self) -> None:
        """Draw anew, and bring the widgets up to what the demo says; the picture first, for that is what is waited for."""
        with self.surface.hold_sync():
            self.surface.picture, self.surface.line = self.demo.picture().svg(), self.demo.line()
        self._catching_up = True
        try:
            for name, widget in self.settings.items():
                if not isinstance(self.demo.controls[name], Press) and not self._settled(name, widget.value):
                    widget.value = getattr(self.demo, name)
            self.seed.value = self.demo.seed
        finally:
            self._catching_up = False

    def _top_row(self) -> ipywidgets.Widget:
        presets = [self._button(name, self._using(name), "what this preset shows") for name in self.demo.presets]
        reset = self._button("Reset", self.demo.reset, "begin anew (r)")
        self.seed = ipywidgets.BoundedIntText(value=self.demo.seed, min=0, max=2**32 - 1, description="seed", layout={"width": "11rem"})
        self.seed.observe(self._on_seed, "value")
        playing = [*self._player()] if self.demo.plays else []
        row = ipywidgets.Box([*playing, reset, self.seed], layout=_ROW)
        if not presets:
            return row
        chosen = ipywidgets.Box(presets, layout=_ROW)
        chosen.add_class("course-demo-presets")
        return ipywidgets.VBox([chosen, row])

    def _player(self) -> list[ipywidgets.Widget]:
        self.play = ipywidgets.ToggleButton(value=False, description="Play", tooltip="play or pause (space)", layout={"width": "6rem"})
        speed = ipywidgets.IntSlider(value=5, min=1, max=30, description="speed", layout={"width": "17rem"})
        self.play.observe(self._on_play, "value")
        speed.observe(lambda change: setattr(self.surface, "pause", 1000.0 / change.new), "value")
        return [self.play, self._button("Step", self.demo.step, "one step (.)"), speed]

    def _rows(self) -> ipywidgets.Widget:
        return ipywidgets.Box(list(self.settings.values()), layout=_ROW)

    def _setting(self, name: str) -> ipywidgets.Widget:
        control = self.demo.controls[name]
        if isinstance(control, Press):
            return self._button(control.label, getattr(self.demo, control.does), control.label)
        widget = control.widget(getattr(self.demo, name))
        widget.style = {"description_width": "initial"}
        if isinstance(control, Slide):
            widget.layout = _WIDE
        widget.observe(lambda change: self._on_setting(name, change.new), "value")
        return widget

    def _button(self, words: str, does, tooltip: str) -> ipywidgets.Button:
        button = ipywidgets.Button(description=words, tooltip=tooltip, layout={"width": "auto"})
        button.on_click(lambda _: self._do(does))
        return button

    def _using(self, preset: str):
        return lambda: self.demo.use(preset)

    def _do(self, what, *arguments) -> None:
        try:
            what(*arguments)
        finally:
            self.refresh()

    def _on_setting(self, name: str, value: Any) -> None:
        if self._catching_up or self._settled(name, value):
            return
        control = self.demo.controls[name]
        if isinstance(control, Slide):  # a power of ten may come out a hair beyond its bound
            value = min(max(value, control.low), control.high)
        self._do(lambda: self.demo.set(**{name: value}))

    def _settled(self, name: str, value: Any) -> bool:
        control, now = self.demo.controls[name], getattr(self.demo, name)
        return control.settled(value, now) if isinstance(control, Slide) else value == now

    def _on_seed(self, change) -> None:
        if not self._catching_up:
            self._do(self.demo.reseed, change.new)

    def _on_play(self, change) -> None:
        self.surface.playing = change.new
        self.play.description = "Pause" if change.new else "Play"

    def _on_message(self, widget, message: dict, buffers) -> None:
        if message.get("kind") == "nudge":
            return
        try:
            self._heed(message)
        finally:
            self.surface.frame += 1

    def _heed(self, message: dict) -> None:
        match message:
            case {"kind": "press" | "drag" | "hover" as kind, "x": x, "y": y}:
                self._do(getattr(self.demo, kind), float(x), float(y))
            case {"kind": "release"}:
                self._do(self.demo.release)
            case {"kind": "key", "key": name} if name in self.demo.keys:
                self._do(self.demo.key, name)
            case {"kind": "tick" | "step"} if self.demo.plays:
                self._do(self.demo.step)
            case {"kind": "reset"}:
                self._do(self.demo.reset)
            case {"kind": "play"} if self.demo.plays:
                self.play.value = not self.play.value


def show(demo: Demo) -> None:
    """Display the still picture and the live one, which hides the other: a page without a kernel keeps the still one."""
    from IPython.display import display

    stage = Stage(demo)
    still = shown(demo, stage.surface.name)
    display(still, raw=True)
    display({**stage.view._repr_mimebundle_(), "text/plain": still["text/plain"]}, raw=True)
