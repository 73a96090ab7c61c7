"""Target, yours and the difference, side by side: gray pictures for images, grids of numbers for small tensors."""

import base64
import io
from html import escape

import torch
from torch import Tensor

from course_lib.checking.likeness import Mismatch

LONGER_SIDE, SHORTEST_SIDE = 150, 10  # pixels on the page
MAX_GRID = 36  # numbers in a grid; a larger tensor is drawn
MAX_SIDE = 512
TITLE = "opacity:.75;font-size:.93em"
# JupyterLab stripes tables; every row and cell says otherwise for itself.
TABLE = ("border:1px solid #808080;border-radius:4px;border-collapse:separate;border-spacing:0;"
         "margin:.15em 0 0;font-size:.93em")
CELL = "padding:.1em .55em;text-align:right;background:none;border:none;font-variant-numeric:tabular-nums"
IMAGE = "image-rendering:pixelated;border:1px solid #808080;margin:.15em 0 0;max-width:none"


def sides_html(mismatch: Mismatch) -> str:
    """Both sides of a mismatch drawn, where both are tensors that can be and do not look alike; else nothing."""
    expected, yours = mismatch.expected, mismatch.returned
    if mismatch.kind not in ("value", "shape", "dtype") or not (_drawable(expected) and _drawable(yours)):
        return ""
    if max(expected.numel(), yours.numel()) < 2:
        return ""
    drawn = _compared(expected.double(), yours.double()) if expected.shape == yours.shape else _apart(expected, yours)
    return f'<div style="display:flex;flex-wrap:wrap;gap:.8em 1.6em;margin:.6em 0 .2em">{drawn}</div>' if drawn else ""


def _drawable(side: object) -> bool:
    if not isinstance(side, Tensor) or not side.numel() or side.is_complex():
        return False
    return side.ndim > 0 and max(side.shape[-2:]) <= MAX_SIDE


def _compared(expected: Tensor, yours: Tensor) -> str:
    """Two tensors of one shape, where they first differ, and by how much."""
    wrong = ~torch.isclose(yours, expected, rtol=1e-4, atol=1e-5, equal_nan=True)
    if not wrong.any():
        return ""
    position = wrong.nonzero()[0].tolist()
    (title, expected), (_, yours), (_, wrong) = (_sheet(side, position) for side in (expected, yours, wrong))
    difference = (yours - expected).abs()
    if expected.numel() > MAX_GRID:
        span = _span(expected, yours)
        return (_picture(f"expected{title}", expected, span) + _picture(f"yours{title}", yours, span)
                + _picture("difference", difference, _span(difference)))
    digits, some = _digits(expected, yours), not wrong.all()
    return (_grid(f"expected{title}", expected, digits)
            + _grid(f"yours{title}{', wrong numbers underlined' if some else ''}", yours, digits, wrong & some)
            + _grid("difference", difference, _digits(difference)))


def _apart(expected: Tensor, yours: Tensor) -> str:
    """Two tensors of different shapes."""
    sheets = [_sheet(side.double(), [0] * side.ndim) for side in (expected, yours)]
    panels = [(name + place, sheet) for name, (place, sheet) in zip(("expected", "yours"), sheets, strict=True)]
    if max(sheet.numel() for _, sheet in panels) > MAX_GRID:
        span = _span(*(sheet for _, sheet in panels))
        return "".join(_picture(title, sheet, span) for title, sheet in panels)
    return "".join(_grid(title, sheet, _digits(sheet)) for title, sheet in panels)


def _sheet(side: Tensor, position: list[int]) -> tuple[str, Tensor]:
    """The matrix of a stack in which the position lies, and how Python would ask for it."""
    place = position[:max(0, side.ndim - 2)]
    matrix = side[tuple(place)]
    return (f"[{', '.join(map(str, place))}]" if place else ""), matrix.reshape(-1, matrix.shape[-1])


def _digits(*sheets: Tensor) -> str:
    """One format for all numbers, so that their points stand below each other."""
    numbers = torch.cat([sheet.flatten() for sheet in sheets])
    numbers = numbers[numbers.isfinite()]
    largest = float(numbers.abs().max()) if len(numbers) else 0.0
    if (numbers == numbers.round()).all() and largest < 1e6:
        return ".0f"
    if not 1e-3 <= largest < 1e4:
        return ".3g"
    return f".{max(1, 4 - len(str(int(largest)).lstrip('0')))}f"


def _grid(title: str, sheet: Tensor, digits: str, marked: Tensor | None = None) -> str:
    marked = torch.zeros_like(sheet) if marked is None else marked
    rows = "".join(f'<tr style="background:none">{_row(*row, digits)}</tr>'
                   for row in zip(sheet.tolist(), marked.tolist(), strict=True))
    return _figure(title, f'<table style="{TABLE}"><tbody>{rows}</tbody></table>')


def _row(values: list[float], marks: list[float], digits: str) -> str:
    texts = [f"<u><b>{value:{digits}}</b></u>" if mark else f"{value:{digits}}"
             for value, mark in zip(values, marks, strict=True)]
    return "".join(f'<td style="{CELL}">{text}</td>' for text in texts)


def _picture(title: str, sheet: Tensor, span: tuple[float, float]) -> str:
    low, high = span
    height, width = (max(SHORTEST_SIDE, round(side * LONGER_SIDE / max(sheet.shape))) for side in sheet.shape)
    values = f"{sheet.min():.4g} to {sheet.max():.4g}"
    alt = (f"{title}: {sheet.shape[0]} by {sheet.shape[1]}, from {values}"
           f", {int((sheet != 0).sum())} of {sheet.numel()} not zero")
    return _figure(f"{title}, {values}",
                   f'<img alt="{escape(alt)}" width="{width}" height="{height}" style="{IMAGE}" '
                   f'src="data:image/png;base64,{_png((sheet - low) / (high - low))}">')


def _figure(title: str, inside: str) -> str:
    return f'<figure style="margin:0"><figcaption style="{TITLE}">{escape(title)}</figcaption>{inside}</figure>'


def _span(*sheets: Tensor) -> tuple[float, float]:
    """What black and white stand for: 0, or the smallest number below it, and the largest."""
    numbers = torch.cat([sheet.flatten() for sheet in sheets])
    numbers = numbers[numbers.isfinite()]
    low, high = (min(0.0, float(numbers.min())), float(numbers.max())) if len(numbers) else (0.0, 1.0)
    return (low, high) if high > low else (low, low + 1)


def _png(unit: Tensor) -> str:
    from PIL import Image  # only a drawn report needs it

    pixels = (unit.nan_to_num(0).clamp(0, 1) * 255).round().to(torch.uint8)
    stream = io.BytesIO()
    Image.fromarray(pixels.numpy()).save(stream, format="PNG")
    return base64.b64encode(stream.getvalue()).decode()
