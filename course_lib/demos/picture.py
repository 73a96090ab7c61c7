"""The picture of a demo: a few kinds of marks on a sheet of 1600 by 900, as SVG in colours that follow the page's theme."""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import escape

import numpy as np
from PIL import Image

WIDTH, HEIGHT = 1600, 900
SMALLEST = 24  # of letters; read from the back row
COLORS = ("ink", "soft", "faint", "ground", "panel", "blue", "orange", "green", "red", "purple", "yellow", "white", "black", "none")


class Picture:
    """Marks in the order in which they are drawn; x runs to the right and y down.

    Colours are names out of COLORS, each with a light and a dark face, or CSS colours such as `#808080`.
    """

    def __init__(self):
        self._parts: list[str] = []

    def svg(self) -> str:
        """The marks, without the `svg` element around them."""
        return "".join(self._parts)

    def box(self, x: float, y: float, width: float, height: float, fill: str = "panel", edge: str = "none", thick: float = 3,
            round: float = 8, dashed: bool = False) -> None:
        self._add("rect", x=x, y=y, width=max(0, width), height=max(0, height), rx=round, fill=_color(fill), **_stroke(edge, thick, dashed))

    def line(self, x1: float, y1: float, x2: float, y2: float, color: str = "ink", thick: float = 4, dashed: bool = False) -> None:
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, **_stroke(color, thick, dashed), stroke_linecap="round")

    def arrow(self, x1: float, y1: float, x2: float, y2: float, color: str = "ink", thick: float = 5) -> None:
        """A line with a head at its second end; a very short one is a dot."""
        length = math.hypot(x2 - x1, y2 - y1)
        if length < thick:
            return self.dot(x2, y2, thick, color)
        head = min(5 * thick, 0.7 * length)
        along, across = ((x2 - x1) / length, (y2 - y1) / length), ((y1 - y2) / length, (x2 - x1) / length)
        foot = (x2 - head * along[0], y2 - head * along[1])
        self.line(x1, y1, foot[0], foot[1], color, thick)
        wings = [(foot[0] + side * head / 2 * across[0], foot[1] + side * head / 2 * across[1]) for side in (1, -1)]
        self.curve([(x2, y2), *wings], color="none", fill=color, closed=True)

    def curve(self, points: Iterable[tuple[float, float]], color: str = "blue", thick: float = 5, fill: str = "none",
              closed: bool = False, dashed: bool = False) -> None:
        """Straight from point to point; a point that is not finite breaks the line there."""
        path, pen = [], "M"
        for x, y in points:
            if not (math.isfinite(x) and math.isfinite(y)):
                pen = "M"
                continue
            path.append(f"{pen}{_short(_near(x))} {_short(_near(y))}")
            pen = "L"
        if path:
            self._add("path", d="".join(path) + "Z" * closed, fill=_color(fill), **_stroke(color, thick, dashed), stroke_linejoin="round")

    def dot(self, x: float, y: float, radius: float = 10, fill: str = "orange", edge: str = "none", thick: float = 3) -> None:
        if math.isfinite(x) and math.isfinite(y):
            self._add("circle", cx=_near(x), cy=_near(y), r=radius, fill=_color(fill), **_stroke(edge, thick, False))

    def text(self, x: float, y: float, words: object, size: float = 30, color: str = "ink", anchor: str = "start", bold: bool = False,
             mono: bool = False) -> None:
        """One line whose foot stands at y; `anchor` is "start", "middle" or "end"."""
        if size < SMALLEST:
            raise ValueError(f"letters of size {size}: below {SMALLEST} the back row reads nothing")
        classes = " ".join(name for name, wanted in (("bold", bold), ("mono", mono)) if wanted)
        look = {"class": classes} if classes else {}
        self._add("text", escape(str(words)), x=x, y=y, font_size=size, fill=_color(color), text_anchor=anchor, **look)

    def pixels(self, values, x: float, y: float, width: float, height: float, signed: bool = False, edge: str = "soft") -> None:
        """A matrix [h, w], or [h, w, 3] in colour, as an image: 0 to 1 from black to white, or `signed`, -1 blue, 0 white, 1 red."""
        png = _png(np.asarray(values, dtype=np.float64), signed)
        self._add("image", x=x, y=y, width=width, height=height, href=f"data:image/png;base64,{png}", preserveAspectRatio="none",
                  style="image-rendering:pixelated")
        if edge != "none":
            self.box(x, y, width, height, "none", edge, thick=2, round=0)

    @contextmanager
    def within(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """What is drawn meanwhile is cut off at the edges of this box."""
        box = " ".join(_short(number) for number in (x, y, width, height))
        size = f'x="{_short(x)}" y="{_short(y)}" width="{_short(width)}" height="{_short(height)}"'
        self._parts.append(f'<svg {size} viewBox="{box}" overflow="hidden">')
        yield
        self._parts.append("</svg>")

    def _add(self, kind: str, inner: str = "", **attributes) -> None:
        told = " ".join(f'{_attribute(name)}="{_short(value)}"' for name, value in attributes.items())
        self._parts.append(f"<{kind} {told}>{inner}</{kind}>")


def _attribute(name: str) -> str:
    return name if name in ("preserveAspectRatio",) else name.replace("_", "-")


def _color(name: str) -> str:
    return f"var(--demo-{name})" if name in COLORS and name != "none" else name


def _stroke(color: str, thick: float, dashed: bool) -> dict:
    if color == "none":
        return {}
    return {"stroke": _color(color), "stroke_width": thick, **({"stroke_dasharray": f"{3 * thick} {2.5 * thick}"} if dashed else {})}


def _near(number: float) -> float:
    """Far outside of the sheet all places are alike, and browsers draw nothing at 1e30."""
    return min(max(number, -1e5), 1e5)


def _short(value: object) -> str:
    if isinstance(value, (int, float, np.number)):
        return f"{float(value):.2f}".rstrip("0").rstrip(".")
    return str(value)


def _png(values: np.ndarray, signed: bool) -> str:
    values = np.nan_to_num(values, posinf=1e6, neginf=-1e6)
    if signed:
        strength = values.clip(-1, 1)[..., None]
        red, blue = np.array([0.80, 0.15, 0.10]), np.array([0.10, 0.30, 0.75])
        values = 1 - np.abs(strength) * (1 - np.where(strength > 0, red, blue))
    levels = (values.clip(0, 1) * 255).round().astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(levels).save(file, "png", compress_level=1)
    return base64.b64encode(file.getvalue()).decode("ascii")


def minus(words: str) -> str:
    """With the sign of mathematics in place of each hyphen."""
    return words.replace("-", "−")
