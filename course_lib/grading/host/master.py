"""The notebooks of an assignment as students got them: what every submission is held against."""

import functools
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course_lib import exercises
from course_lib.grading.failure import GradingError
from course_lib.grading.judging.plan import Check, is_judged, plan


def masters(course: Path, assignment: str) -> dict[str, NotebookNode]:
    """The release notebooks of an assignment by name; `GradingError` where there are none."""
    folder = course / "release" / assignment
    paths = sorted(folder.glob("*.ipynb"))
    if not paths:
        raise GradingError(
            f"there is no notebook in release/{assignment}, against which submissions are held; "
            "'course-lib build' makes it, and so does 'nbgrader generate_assignment'"
        )
    return {path.stem: _read(path, path.stat().st_mtime_ns) for path in paths}


def inside_of(course: Path, assignment: str) -> str:
    """Whose sandbox an assignment runs in: its own, or, where an instructor has mixed one, that of its earliest exercise.

    It holds the answers that were asked for before.
    """
    order = list(exercises.ASSIGNMENTS)
    if assignment in order:
        return assignment
    asked = {step.exercise for notebook in masters(course, assignment).values() for step in plan(notebook) if isinstance(step, Check)}
    homes = [name for name in order if asked & {exercise.id for exercise in exercises.of_assignment(name)}]
    return homes[0] if homes else order[-1]


def given_cells(course: Path, assignment: str) -> tuple[tuple[str, ...], ...]:
    """The code cells of each notebook as students got it, but for those that are judged; none where there is no release."""
    paths = sorted((course / "release" / assignment).glob("*.ipynb"))
    notebooks = [_read(path, path.stat().st_mtime_ns) for path in paths]
    return tuple(tuple(cell.source for cell in notebook.cells if cell.cell_type == "code" and not is_judged(cell)) for notebook in notebooks)


@functools.lru_cache(maxsize=32)
def _read(path: Path, changed: int) -> NotebookNode:
    return nbformat.read(path, as_version=4)
