"""The notebooks of an assignment as students got them: what every submission is held against."""

import functools
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course_lib.grading.failure import GradingError


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


@functools.lru_cache(maxsize=32)
def _read(path: Path, changed: int) -> NotebookNode:
    return nbformat.read(path, as_version=4)
