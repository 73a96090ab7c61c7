"""docs/errata.md: where well-known answers are wrong or loose, each with the cell that proves it, from the notebooks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course_lib.authoring.course import Course
from course_lib.authoring.text import Cell

PAGE = Path("docs") / "errata.md"
NOTE = "**Mind the difference.**"

_HEAD = """\
# Where well-known answers are wrong or loose

The forty questions have answers that went round the world, and not all of them are so. Each note below stands in its
question's section, beside the code that proves it; the code runs every time the notebook does. This page is built from
the notebooks by `course-lib build`.
"""


@dataclass(frozen=True)
class Erratum:
    """A note, the heading of its question, and the code that proves it."""

    assignment: str
    question: str
    note: str
    proof: str


def errata(course: Course) -> list[Erratum]:
    """All notes of the course, in its order."""
    return [erratum for name in course.assignments() for erratum in _in_text(name, course.text(name).cells)]


def errata_page(course: Course) -> dict[Path, bytes]:
    """The page by its path; nothing for a course that has no such note."""
    found = errata(course)
    page = _HEAD + "".join(f"\n{_section(erratum)}" for erratum in found)
    return {PAGE: page.encode("utf-8")} if found else {}


def _in_text(assignment: str, cells: tuple[Cell, ...]) -> Iterator[Erratum]:
    question = ""
    for place, cell in enumerate(cells):
        if cell.role != "markdown":
            continue
        if heading := re.search(r"^## (.+)$", cell.source, re.MULTILINE):
            question = heading.group(1)
        if NOTE in cell.source:
            note = re.split(r"^#", cell.source.split(NOTE, 1)[1], flags=re.MULTILINE)[0].strip()
            proof = next((later.source for later in cells[place + 1 :] if later.role == "given"), "")
            yield Erratum(assignment, question, note, proof)


def _section(erratum: Erratum) -> str:
    return f"## {erratum.question}\n\n{erratum.note}\n\n```python\n{erratum.proof}\n```\n\n<sub>{erratum.assignment}</sub>\n"
