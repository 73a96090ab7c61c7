"""Shapes as people type and read them."""

import re
from collections.abc import Sequence

MOST_AXES, LARGEST = 4, 9999


def shape_in(text: str, unknown: bool = False) -> tuple[int, ...]:
    """The shape that "4, 1", "[4, 1]" or "4 1" names; `ValueError` says what is wrong. With `unknown`, a -1 is a size, too."""
    words = re.sub(r"[\[\](),]|(?<=[\d ])[x×](?=[\d ])", " ", text).replace("−", "-").split()
    if len(words) > MOST_AXES:
        raise ValueError(f"{len(words)} axes; this demo takes up to {MOST_AXES}")
    return tuple(_size_in(word, unknown) for word in words)


def in_brackets(shape: Sequence[int]) -> str:
    """As torch writes it: "[4, 1]"."""
    return f"[{', '.join(map(str, shape))}]".replace("-", "−")


def counted(number: int) -> str:
    """A count that fits into a line."""
    return f"{number:,}" if number < 10**7 else f"{number:.1e}"


def _size_in(word: str, unknown: bool) -> int:
    if unknown and word == "-1":
        return -1
    if not (word.isascii() and word.isdecimal()):
        raise ValueError(f"“{word[:12]}” is no size; a shape is whole numbers, such as 4, 1")
    if not 1 <= int(word) <= LARGEST:
        raise ValueError(f"size {word[:12]}; this demo takes 1 to {LARGEST}")
    return int(word)
