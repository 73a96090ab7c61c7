"""The text of a notebook: what an author writes in notebooks/, in jupytext's py:percent format.

A line that starts with `# %%` opens a cell, and what follows it is the cell's role:

    # %% [markdown]               text
    # %%                          code that is given to the student
    # %% setup                    the first code cell; its content is generated, see `setup_cell`
    # %% answer q01_invert        the solution of an exercise, between ### BEGIN SOLUTION and ### END SOLUTION
    # %% [markdown] written q02   a model answer, followed by its mark scheme
"""

import re
from dataclasses import dataclass, field

from course_lib.authoring.fault import refuse
from course_lib.authoring.written import join_written, split_written

MARKERS = {
    "markdown": "# %% [markdown]",
    "given": "# %%",
    "setup": "# %% setup",
    "answer": "# %% answer {name}",
    "written": "# %% [markdown] written {name}",
}
PROSE = frozenset({"markdown", "written"})  # roles whose lines are comments in the text

_MARKER_LINE = re.compile(r"# %%(?!\S)")
_ROLES = (
    (re.compile(r"# %%\s*\[markdown\]\s*"), "markdown"),
    (re.compile(r"# %%\s*"), "given"),
    (re.compile(r"# %%\s+setup\s*"), "setup"),
    (re.compile(r"# %%\s+answer\s+(?P<name>[A-Za-z]\w*)\s*"), "answer"),
    (re.compile(r"# %%\s*\[markdown\]\s+written\s+(?P<name>[A-Za-z]\w*)\s*"), "written"),
)


@dataclass(frozen=True)
class Cell:
    """One cell: its role, the exercise or question it belongs to, and its content without the marks of a comment.

    Two cells are equal if they say the same. `written_as` keeps the very characters of the file, marker and blank lines
    included, and `line` says where they start.
    """

    role: str
    name: str
    source: str
    written_as: str = field(compare=False, repr=False, default="")
    line: int = field(compare=False, default=0)

    @property
    def label(self) -> str:
        """How an error calls the cell."""
        return self.name or f"the cell at line {self.line}"


@dataclass(frozen=True)
class Text:
    """A whole text: what stands above the first cell, and the cells."""

    header: str
    cells: tuple[Cell, ...]

    def __str__(self) -> str:
        return self.header + "".join(cell.written_as for cell in self.cells)


def read_text(content: str, file: str) -> Text:
    """The cells of a text; `str()` gives back the same characters. Raises CourseError where a line fits no role."""
    lines = content.split("\n")
    starts = [number for number, line in enumerate(lines) if _MARKER_LINE.match(line)]
    pieces = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)])]
    header = lines[: starts[0]] if starts else lines
    written = ["".join(f"{line}\n" for line in piece) for piece in [header, *pieces]]
    written[-1] = written[-1][:-1]  # the last line has no newline of its own: split gave it an empty successor
    cells = (_read_cell(piece, file, start + 1, raw) for piece, start, raw in zip(pieces, starts, written[1:]))
    return Text(written[0], tuple(cells))


def write_cell(role: str, name: str, source: str, file: str) -> Cell:
    """A cell in the form this course likes, with one blank line after it."""
    lines = source.rstrip().split("\n")
    if role in PROSE:
        lines = [f"# {line}" if line else "#" for line in lines]
    for line in lines:
        if _MARKER_LINE.match(line):
            way_out = "write it without '%%' at its start"
            raise refuse(file, name or role, f"the line {line!r} would open a new cell", way_out)
    marker = MARKERS[role].format(name=name)
    return Cell(role, name, source.rstrip(), "\n".join([marker, *(lines if source.strip() else []), "", ""]))


def _read_cell(lines: list[str], file: str, line: int, written_as: str) -> Cell:
    role, name = _role_of(lines[0].rstrip(), file, line)
    body = "\n".join(lines[1:]).rstrip().split("\n")
    if role in PROSE and body != [""]:
        body = [_uncommented(text, file, line + place) for place, text in enumerate(body, start=1)]
    source = "\n".join(body).rstrip()
    if role == "written":
        source = join_written(*split_written(source, file, name))
    if role == "setup" and source:
        way_out = "leave it empty and put the code into a '# %%' cell after it"
        raise refuse(file, f"line {line}", "the setup cell is generated and would lose what stands in it", way_out)
    return Cell(role, name, source, written_as, line)


def _role_of(marker: str, file: str, line: int) -> tuple[str, str]:
    for pattern, role in _ROLES:
        if match := pattern.fullmatch(marker):
            return role, match.groupdict().get("name", "")
    known = ", ".join(f"'{marker.format(name='NAME')}'" for marker in MARKERS.values())
    raise refuse(file, f"line {line}", f"{marker!r} is no role of a cell", f"use one of {known}")


def _uncommented(text: str, file: str, line: int) -> str:
    if not text.startswith("#"):
        fact = "a blank line inside a text cell" if not text.strip() else f"{text!r} stands in a text cell"
        raise refuse(file, f"line {line}", fact, "start each of its lines with '#', or open a code cell with '# %%'")
    return text[2:] if text.startswith("# ") else text[1:]
