"""Target, yours and the difference, side by side: gray pictures for images, grids of numbers for small tensors."""

import base64
import io
from html import escape

import torch
from torch import Tensor

from course_lib.checking.likeness import Mismatch

WIDTH = 150  # pixels on the page
MAX_GRID = 36  # numbers in a grid; a larger tensor is drawn
MAX_SIDE = 512


def sides_html(mismatch: Mismatch) -> str:
    """Both sides of a mismatch drawn, where both are tensors that can be; else nothing."""
    pair = mismatch.expected, mismatch.returned
    if mismatch.kind not in ("value", "shape", "dtype") or not all(isinstance(side, Tensor) for side in pair):
        return ""
    pair = tuple(_sheet(side) for side in pair)
    if any(side is None or not side.numel() for side in pair) or max(side.numel() for side in pair) < 2:
        return ""
    panels = [("expected", pair[0]), ("yours", pair[1])]
    if pair[0].shape == pair[1].shape:
        panels.append(("difference", (pair[1] - pair[0]).abs()))
    small = max(side.numel() for side in pair) <= MAX_GRID
    drawn = "".join(_grid(*panel) if small else _picture(*panel, pair) for panel in panels)
    return f'<div style="display:flex;flex-wrap:wrap;gap:1.4em;margin:.5em 0">{drawn}</div>'


def _sheet(side: Tensor) -> Tensor | None:
    """A tensor as one matrix: the first of a stack stands for it."""
    if side.ndim < 1:
        return None
    while side.ndim > 2 and side.numel():
        side = side[0]
    side = side.double().reshape(-1, side.shape[-1])
    return side if max(side.shape) <= MAX_SIDE else None


def _grid(title: str, sheet: Tensor) -> str:
    cell = "padding:.05em .5em;text-align:right;background:none"
    rows = "".join("<tr style='background:none'>" + "".join(f'<td style="{cell}">{value:.4g}</td>' for value in row)
                   + "</tr>" for row in sheet.tolist())
    caption = f'<figcaption style="opacity:.72">{escape(title)}</figcaption>'
    return f'<figure style="margin:0">{caption}<table style="border:1px solid;margin:0">{rows}</table></figure>'


def _picture(title: str, sheet: Tensor, pair: tuple[Tensor, Tensor]) -> str:
    largest = max(float(side.nan_to_num(0).abs().max()) for side in pair) or 1.0
    alt = (f"{title}: {sheet.shape[0]} by {sheet.shape[1]}, from {sheet.min():.4g} to {sheet.max():.4g}"
           f", {int((sheet != 0).sum())} of {sheet.numel()} not zero")
    return (f'<figure style="margin:0"><figcaption style="opacity:.72">{escape(title)}</figcaption>'
            f'<img alt="{escape(alt)}" width="{WIDTH}" style="image-rendering:pixelated;border:1px solid" '
            f'src="data:image/png;base64,{_png(sheet.abs() / largest)}"></figure>')


def _png(unit: Tensor) -> str:
    from PIL import Image  # only a drawn report needs it

    pixels = (unit.nan_to_num(0).clamp(0, 1) * 255).round().to(torch.uint8)
    stream = io.BytesIO()
    Image.fromarray(pixels.numpy(), mode="L").save(stream, format="PNG")
    return base64.b64encode(stream.getvalue()).decode()
