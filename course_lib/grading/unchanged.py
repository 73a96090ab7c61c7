"""What was graded already: a submission whose files, and all that judges them, are the same is not run again."""

import functools
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import course_lib

_MEMORY = ".grading"  # in the course's folder
_JUDGES = ("cells", "checking", "exercises", "mnist")  # the parts of the package on which a grade depends


def fingerprint(course: Path, assignment: str, student: str) -> str:
    """A digest of the submission, of the instructor's notebook and of the code that judges."""
    digest = hashlib.sha256(_judges().encode())
    for folder in (course / "source" / assignment, course / "submitted" / student / assignment):
        for path in _files(folder):
            digest.update(f"{path.relative_to(folder)} {path.stat().st_size}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def graded_before(course: Path, assignment: str, student: str) -> bool:
    """Whether this very submission was graded, and its graded notebook is still there."""
    graded = course / "autograded" / student / assignment
    remembered = _remembered(course, assignment).get(student)
    return graded.is_dir() and remembered == fingerprint(course, assignment, student)


def remember(course: Path, assignment: str, student: str) -> None:
    """Note that the submission is graded as it is now."""
    path = _path(course, assignment)
    path.parent.mkdir(exist_ok=True)
    all_students = {**_remembered(course, assignment), student: fingerprint(course, assignment, student)}
    unfinished = path.with_suffix(".new")
    unfinished.write_text(json.dumps(all_students, indent=1, sort_keys=True) + "\n")
    unfinished.replace(path)  # a run that is killed here leaves the old file whole


def _remembered(course: Path, assignment: str) -> dict[str, str]:
    try:
        return dict(json.loads(_path(course, assignment).read_text()))
    except (OSError, ValueError):  # none yet, or damaged: then everything is graded again
        return {}


def _path(course: Path, assignment: str) -> Path:
    return course / _MEMORY / f"{assignment}.json"


@functools.cache
def _judges() -> str:
    package = Path(course_lib.__file__).parent
    digest = hashlib.sha256()
    for path in (path for name in _JUDGES for path in _files(package / name) if path.suffix == ".py"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and ".ipynb_checkpoints" not in path.parts)
