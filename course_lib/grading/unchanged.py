"""What was graded already: a submission whose files, and all that judges them, are the same is not run again."""

import functools
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import course_lib
from course_lib.grading import records
from course_lib.grading.intake import LIMITS, read_regular

# The parts of the package on which a grade depends.
_JUDGES = ("cells", "checking", "exercises", "mnist", "grading/host", "grading/inside", "grading/intake", "grading/judging")


def fingerprint(course: Path, assignment: str, student: str) -> str:
    """A digest of the submission, of the instructor's notebook and of the code that judges; no link is followed."""
    digest = hashlib.sha256(code_that_judges().encode())
    for folder in (course / "source" / assignment, course / "submitted" / student / assignment):
        for path in _files(folder):
            about, name = os.lstat(path), path.relative_to(folder).as_posix()
            digest.update(f"{name} {about.st_size} {stat.S_IFMT(about.st_mode)}\n".encode(errors="surrogateescape"))
            if stat.S_ISREG(about.st_mode):
                digest.update(_contents(folder, name))
    return digest.hexdigest()


def graded_before(course: Path, assignment: str, student: str) -> bool:
    """Whether this very submission was graded, and its graded notebook is still there."""
    graded = course / "autograded" / student / assignment
    record = records.load(course, assignment, student)
    return graded.is_dir() and record is not None and record.digest == fingerprint(course, assignment, student)


@functools.cache
def code_that_judges() -> str:
    """A digest of the parts of this package on which a grade depends."""
    package = Path(course_lib.__file__).parent
    digest = hashlib.sha256()
    for path in (path for name in _JUDGES for path in _files(package / name) if path.suffix == ".py"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _contents(folder: Path, name: str) -> bytes:
    """Nothing where the file cannot be read, or lies behind a link: intake says so, and that does not change either."""
    with suppress(OSError):
        return read_regular(folder, name, LIMITS.notebook_bytes)
    return b""


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".ipynb_checkpoints")
        yield from (Path(place, name) for name in sorted(names))
