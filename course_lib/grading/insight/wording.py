"""How numbers, times and what others wrote are told."""

import re
import unicodedata
from html import escape


def number(points: float) -> str:
    """Points as people write them: 2, 0.5."""
    return f"{points:g}"


def duration(seconds: float) -> str:
    """A time in two digits or so: 34 ms, 1.2 s, 47 s, 3 min."""
    if seconds < 0.9995:
        return f"{1000 * seconds:.0f} ms"
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def counted(count: int, noun: str) -> str:
    """`1 submission`, `2 submissions`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def visible(text: str) -> str:
    """A text of foreign making with its hidden characters spelt out.

    An escape sequence would take over a terminal, a mark of direction would show code in another order than it has.
    """
    return re.sub(r"[^\n\t -~]", lambda found: _spelt(found[0]), text)


def escaped(text: object) -> str:
    """Such a text for a page."""
    return escape(visible(str(text)))


def _spelt(character: str) -> str:
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")
    return character.encode("unicode_escape").decode() if hidden else character
