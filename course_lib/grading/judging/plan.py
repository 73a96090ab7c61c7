"""What a notebook asks to be done, cell by cell: run this, check that."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from course_lib import exercises
from course_lib.grading.failure import GradingError


@dataclass(frozen=True)
class Run:
    """A cell to be run as it is."""

    index: int
    source: str


@dataclass(frozen=True)
class Check:
    """A graded cell: the answer that the expression names is watched, and judged outside."""

    index: int
    source: str
    id: str  # the grade id without `_check`; the exercise's own, where a notebook asks for it once
    exercise: str
    expression: str


def plan(notebook: NotebookNode, only: str | None = None) -> list[Run | Check]:
    """The code cells in their order; `GradingError` for a graded cell that is no check.

    Where an exercise is named by `only`, no other is checked, and what comes after its check is left out.
    """
    steps = [step for step in _steps(notebook) if only is None or isinstance(step, Run) or step.exercise == only]
    while only and steps and isinstance(steps[-1], Run):
        steps.pop()
    return steps


def is_judged(cell: NotebookNode) -> bool:
    """Whether points are given for what the cell says, and it is not the answer itself."""
    marks = cell.metadata.get("nbgrader", {})
    return bool(marks.get("grade") and not marks.get("solution"))


def _steps(notebook: NotebookNode) -> Iterator[Run | Check]:
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        if is_judged(cell):
            name = cell.metadata.nbgrader.grade_id
            yield Check(index, cell.source, name.removesuffix("_check"), *_checked(cell.source, name))
        else:
            yield Run(index, cell.source)


def _checked(source: str, grade_id: str) -> tuple[str, str]:
    try:
        (statement,) = ast.parse(source).body
        call = statement.value
        name, answer = call.args
        if call.func.id == "check" and not call.keywords:
            return exercises.find(name.value).id, ast.unparse(answer)
    except (SyntaxError, ValueError, AttributeError, KeyError):
        pass
    raise GradingError(
        f"the graded cell {grade_id} is not of the form check(\"an exercise's id\", answer), and nothing else can be judged "
        "outside the sandbox; let 'course-lib build' write it"
    )
