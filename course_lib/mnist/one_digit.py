"""Two digits side by side are told, not read as one."""

from torch import Tensor

from course_lib.mnist.failure import NoDigit

_TRACE = 0.1
_TALL, _HEAVY = 0.7, 0.2  # of the whole: of MNIST's 70,000 digits two fall apart into such parts


def require_one_digit(ink: Tensor) -> None:
    """Raise `NoDigit` where two tall parts of ink [h, w] stand side by side, with a gap between them."""
    height = _height(ink)
    parts = [ink[:, start:end] for start, end in _runs((ink > _TRACE).any(dim=0).tolist())]
    digits = [part for part in parts if _height(part) >= _TALL * height and part.sum() >= _HEAVY * ink.sum()]
    if len(digits) > 1:
        raise NoDigit(f"shows {len(digits)} digits side by side; cut out one")


def _height(ink: Tensor) -> int:
    rows = (ink > _TRACE).any(dim=1).nonzero()
    return int(rows[-1] - rows[0]) + 1 if len(rows) else 0


def _runs(inked: list[bool]) -> list[tuple[int, int]]:
    """Where neighbouring inked columns start and end."""
    edges = [place for place, (one, next_one) in enumerate(zip([False, *inked], [*inked, False])) if one != next_one]
    return list(zip(edges[::2], edges[1::2], strict=True))
