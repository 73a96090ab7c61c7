"""The release notebook as intake needs it: which cells there must be, and how each can be told."""

import re
from dataclasses import dataclass
from functools import cached_property

from nbformat import NotebookNode

from course_lib.grading.intake.python_text import checked, essence

_DEFINED = re.compile(r"^(?:async\s+)?(?:def|class)\s+(\w+)", re.MULTILINE)


@dataclass(frozen=True, eq=False)
class Place:
    """A cell of the release, which an honest notebook has in the same place."""

    position: int
    cell: NotebookNode
    role: str  # given, answer, written, check, rubric or setup

    @property
    def graded(self) -> bool:
        """Whether nbgrader knows the cell; given cells belong to the student."""
        return self.role != "given"

    @property
    def locked(self) -> bool:
        """Whether the text is the release's, whatever the student wrote."""
        return self.role in ("check", "rubric", "setup")

    @cached_property
    def name(self) -> str:
        """The name by which sentences call the cell."""
        return self.cell.metadata.get("nbgrader", {}).get("grade_id") or f"cell {self.position + 1}"

    @cached_property
    def defines(self) -> str:
        """The function or class that an answer is about, or an empty string."""
        found = _DEFINED.search(self.cell.source) if self.role == "answer" else None
        return found[1] if found else ""

    @cached_property
    def checks(self) -> str:
        """The exercise that a graded cell checks, or an empty string."""
        return checked(self.cell.source) if self.role == "check" else ""

    @cached_property
    def essence(self) -> str:
        """The text without its white space, by which two texts are taken for the same."""
        return essence(self.cell.source)


class Master:
    """The places of a release notebook, in order."""

    def __init__(self, notebook: NotebookNode) -> None:
        self.notebook = notebook
        self.places = [Place(position, cell, _role(cell)) for position, cell in enumerate(notebook.cells)]
        self.graded = [place for place in self.places if place.graded]
        self.by_grade_id = {place.name: place for place in self.graded}
        self.by_id = {place.cell.id: place for place in self.places if place.cell.get("id")}


def _role(cell: NotebookNode) -> str:
    marks = cell.metadata.get("nbgrader", {})
    if not marks.get("grade_id") or not any(marks.get(key) for key in ("grade", "solution", "locked", "task")):
        return "given"
    if marks.get("solution"):
        return "answer" if cell.cell_type == "code" else "written"
    if cell.cell_type != "code":
        return "rubric"
    return "check" if marks.get("grade") else "setup"
