"""Does a release give a solution away? Line by line, what an author wrote as a solution against what a student sees.

A line gives something away if it stands whole in the release, and says enough that it can't stand there by chance: in
code four words or signs that mean something (`return 255 - image`, not `total = 0`), in prose five words. Imports and
lines that open a block are structure and don't count.
"""

import keyword
import re
from collections.abc import Iterator

from nbformat import NotebookNode

from course_lib.authoring.text import Cell, Text

_SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)
_TOKEN = re.compile(r"\w+|[^\s\w.,:()\[\]{}=]+")
_WORDS_OF_CODE, _WORDS_OF_PROSE = 4, 5


def leaked(text: Text, release: NotebookNode) -> list[tuple[str, str]]:
    """Each line of a solution, model answer or mark scheme that the release shows, behind its exercise or question."""
    shown = {_plain(line) for cell in release.cells for line in cell.source.split("\n")}
    secrets = ((cell.name, line) for cell in text.cells for line in _secret_lines(cell))
    return [(name, line) for name, line in secrets if line in shown]


def _secret_lines(cell: Cell) -> Iterator[str]:
    if cell.role == "answer":
        lines = "\n".join(_SOLUTION.findall(cell.source)).split("\n")
        yield from (line for line in map(_plain, lines) if _says_something(line))
    elif cell.role == "written":
        yield from (line for line in map(_plain, cell.source.split("\n")) if len(line.split()) >= _WORDS_OF_PROSE)


def _plain(line: str) -> str:
    return " ".join(line.split())


def _says_something(line: str) -> bool:
    if line.endswith(":") or line.startswith(("import ", "from ")):
        return False
    if line.startswith("#"):
        return len(line.split()) > _WORDS_OF_PROSE
    words = [word for word in _TOKEN.findall(line) if not keyword.iskeyword(word)]
    # A short return is often the whole solution (`return len(shape)`), and stands nowhere else by chance.
    return len(words) + 2 * line.startswith("return ") >= _WORDS_OF_CODE
