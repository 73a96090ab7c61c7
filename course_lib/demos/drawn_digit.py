"""A digit on the sheet that mouse and keys point at, ink and wipe, pixel by pixel."""

from __future__ import annotations

import torch
from torch import Tensor

SIDE = 28  # pixels
MOVES = {"ArrowLeft": (0, -1), "ArrowRight": (0, 1), "ArrowUp": (-1, 0), "ArrowDown": (1, 0)}
POINTING = {"ArrowLeft": "point further left", "ArrowRight": "further right", "ArrowUp": "further up", "ArrowDown": "further down"}
_PEN, _RUBBER = 1.4, 2.4  # pixels from its middle to where it changes nothing


class DrawnDigit:
    """`image`, uint8 [28, 28], on a square of the sheet, and the pixel `row`, `column` that is pointed at."""

    def __init__(self, image: Tensor, x: float, y: float, size: float):
        self.image = image.clone()
        self.x, self.y, self.size = x, y, size
        self.row = self.column = SIDE // 2
        self._last: tuple[float, float] | None = None  # of the stroke under way, in pixels

    @property
    def pixel(self) -> float:
        """How large one is on the sheet."""
        return self.size / SIDE

    def holds(self, x: float, y: float) -> bool:
        return 0 <= x - self.x < self.size and 0 <= y - self.y < self.size

    def corner(self, row: float, column: float) -> tuple[float, float]:
        """Where on the sheet a pixel begins."""
        return self.x + column * self.pixel, self.y + row * self.pixel

    def point(self, x: float, y: float) -> None:
        """Point at the pixel at a place of the sheet, or the nearest one to it."""
        self.row = min(max(int((y - self.y) // self.pixel), 0), SIDE - 1)
        self.column = min(max(int((x - self.x) // self.pixel), 0), SIDE - 1)

    def move(self, key: str) -> None:
        """Point one pixel on, as one of MOVES says."""
        down, right = MOVES[key]
        self.row = min(max(self.row + down, 0), SIDE - 1)
        self.column = min(max(self.column + right, 0), SIDE - 1)

    def stroke(self, x: float, y: float, wipe: bool = False) -> None:
        """Draw from the stroke's last place to this one; a stroke ends with `lift`."""
        here = ((y - self.y) / self.pixel - 0.5, (x - self.x) / self.pixel - 0.5)
        self._mark(self._last or here, here, wipe)
        self._last = here

    def lift(self) -> None:
        self._last = None

    def dab(self, wipe: bool = False) -> None:
        """Put the pen on the pixel that is pointed at."""
        self._mark((self.row, self.column), (self.row, self.column), wipe)

    def _mark(self, start: tuple[float, float], end: tuple[float, float], wipe: bool) -> None:
        ink = (255 * ((_RUBBER if wipe else _PEN) - _away(start, end)).clamp(0, 1)).round().to(torch.uint8)
        self.image = torch.minimum(self.image, 255 - ink) if wipe else torch.maximum(self.image, ink)


def _away(start: tuple[float, float], end: tuple[float, float]) -> Tensor:
    """How far each pixel is from the line between two, [28, 28]."""
    start, end = torch.tensor(start, dtype=torch.float32), torch.tensor(end, dtype=torch.float32)
    places = torch.cartesian_prod(torch.arange(SIDE), torch.arange(SIDE)).float()  # (784, 2)
    way = end - start
    along = ((places - start) @ way / (way @ way).clamp_min(1e-9)).clamp(0, 1)  # (784,)
    return (places - start - along[:, None] * way).norm(dim=1).view(SIDE, SIDE)
