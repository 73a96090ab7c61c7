"""An attack: one student's submission that tries to cheat, break, hang, spy or escape.

It is the release notebook with two right answers around an answer that is wrong, and the attack.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from course_lib import exercises

ASSIGNMENT = "02_tensors"
NOTEBOOK = f"{ASSIGNMENT}.ipynb"
NEIGHBOURS = {
    "q04_long_words": """\
def long_words(words, min_length):
    return [word.upper() for word in words if len(word) >= min_length]""",
    "q12_broadcast_shape": """\
def broadcast_shape(a, b):
    longest = max(len(a), len(b))
    a, b = (1,) * (longest - len(a)) + tuple(a), (1,) * (longest - len(b)) + tuple(b)
    if any(x != y and 1 not in (x, y) for x, y in zip(a, b)):
        raise ValueError("the shapes do not fit")
    return tuple(y if x == 1 else x for x, y in zip(a, b))""",
}

# Stands before what would harm the machine if a grader ran it in the open: then the attack stops here, and the others tell.
CAGED = """
import os
if os.path.exists("@course@"):
    raise SystemExit("this is no sandbox")
"""


@dataclass(frozen=True)
class Attack:
    """What is handed in, and what must come of it.

    `answer` stands in the cell of `exercise`, after a wrong answer where it does not give one itself; `before` is a
    cell of the student's own before it, `after` one behind its graded cell. `change` edits the notebook, `beside` works
    on the folder once the notebook lies in it. In all of them `@course@`, `@port@` and the like stand for canaries.

    At most `at_most` points are earned by the exercise, none by those without an answer, and `neighbours` by each
    of the two that were answered rightly; None where the attack destroys them on purpose. What it prints holds
    `shows`, by which one sees that it ran; its cells may end in the errors named in `ends_in`, and in no other.
    `slow`: its time must run out. `unprotected`: it gains points where nothing but the notebook's own `check` stands
    against it.
    """

    kind: str
    name: str
    promise: str
    answer: str = ""
    before: str = ""
    after: str = ""
    exercise: str = "q09_rmse"
    change: Callable[[NotebookNode], None] | None = None
    beside: Callable[[Path], None] | None = None
    at_most: float = 0.0
    neighbours: float | None = 2.0
    shows: str = ""
    ends_in: tuple[str, ...] = ()
    slow: bool = False
    unprotected: bool = False

    def __str__(self) -> str:
        return self.name

    def notebook(self, release: NotebookNode) -> NotebookNode:
        """The release with the attack in it; the longer given cells are left out, which nobody has to hand in."""
        notebook = nbformat.from_dict({**release, "cells": [cell for cell in release.cells if _needed(cell)]})
        for grade_id, text in NEIGHBOURS.items():
            graded_cell(notebook, grade_id).source = text
        graded_cell(notebook, self.exercise).source = self._answer()
        if self.before:
            insert(notebook, self.exercise, self.before)
        if self.after:
            insert(notebook, f"{self.exercise}_check", self.after, offset=1)
        if self.change:
            self.change(notebook)
        return notebook

    def expected(self) -> dict[str, float]:
        """The points of each neighbour that must survive."""
        survivors = [grade_id for grade_id in NEIGHBOURS if grade_id != self.exercise]
        return {} if self.neighbours is None else dict.fromkeys(survivors, self.neighbours)

    def _answer(self) -> str:
        exercise = exercises.find(self.exercise)
        if re.search(rf"\b{exercise.name}\b( =|\()", self.answer):
            return self.answer
        return f"def {exercise.signature}:\n    return -1\n\n{self.answer}".strip()


def graded_cell(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    """The cell that nbgrader knows by this name."""
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def insert(notebook: NotebookNode, grade_id: str, source: str, offset: int = 0) -> None:
    """Put a cell of the student's own before that one, or `offset` cells behind."""
    place = next(i for i, cell in enumerate(notebook.cells) if cell is graded_cell(notebook, grade_id))
    notebook.cells.insert(place + offset, new_code_cell(source.strip()))


def _needed(cell: NotebookNode) -> bool:
    return "nbgrader" in cell.metadata
