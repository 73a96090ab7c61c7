"""The numbers of a tensor as memory holds them: one after the other, whatever the shape."""

from torch import Tensor

from course_lib.demos.picture import Picture
from course_lib.demos.tensor_board import short

_LEFT, _TOP, _WIDTH, _HEIGHT, _MOST = 40, 766, 1512, 52, 24


def draw_memory(picture: Picture, stored: Tensor, marked: list[int]) -> None:
    """Those around the first marked one; the marked ones are yellow, and have their place written below."""
    first = max(0, min(marked[0] - _MOST // 2, len(stored) - _MOST))
    width = _WIDTH / _MOST
    for place, number in enumerate(stored[first : first + _MOST].tolist()):
        x, here = _LEFT + width * place, first + place in marked
        picture.box(x + 1, _TOP, width - 2, _HEIGHT, "yellow" if here else "panel", "black" if here else "faint", 2, 3)
        picture.text(x + width / 2, _TOP + 36, short(number), 26, "black" if here else "ink", "middle", bold=here, mono=True)
        if here or place in (0, _MOST - 1):
            picture.text(x + width / 2, _TOP + _HEIGHT + 32, first + place, 24, "ink" if here else "soft", "middle", bold=here)
