"""A place for what can be made again: found there whole, or made; never met half made."""

import functools
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from course_lib.mnist.shipped import DataError


def find_or_make(
    name: str, is_whole: Callable[[Path], bool], make: Callable[[Path], object], folder: Path | None = None
) -> Path:
    """Return where the file or folder `name` lies whole, after `make(path)` if it is missing or damaged.

    It lies in `folder`; without one, in `$COURSE_LIB_CACHE` or the user's cache folder, and where that cannot be
    written, in a temporary folder that goes when the process ends. Any number of processes may ask at once.
    Raises `DataError` where nothing can be written.
    """
    for place in _places() if folder is None else [folder]:
        path = place / name
        try:
            if not is_whole(path):
                _make_in_place(path, is_whole, make)
            return path
        except OSError as error:
            trouble = error
    way_out = "set COURSE_LIB_CACHE to a folder that can" if folder is None else "choose another folder"
    raise DataError(path, f"cannot be written ({trouble.strerror or trouble})", way_out) from trouble


def _places() -> Iterator[Path]:
    if os.environ.get("COURSE_LIB_CACHE"):
        yield Path(os.environ["COURSE_LIB_CACHE"])
    elif os.environ.get("XDG_CACHE_HOME"):
        yield Path(os.environ["XDG_CACHE_HOME"], "course-lib")
    else:
        with suppress(RuntimeError):  # in a sandbox a user may have no home
            yield Path.home() / ".cache" / "course-lib"
    yield Path(_temporary_folder().name)


@functools.cache
def _temporary_folder() -> tempfile.TemporaryDirectory:
    return tempfile.TemporaryDirectory(prefix="course-lib-", ignore_cleanup_errors=True)


def _make_in_place(path: Path, is_whole: Callable[[Path], bool], make: Callable[[Path], object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # beside its place, because a rename is all or nothing only within one disk
    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as workshop:
        made = Path(workshop, path.name)
        make(made)
        _move_in(made, path, is_whole)


def _move_in(made: Path, path: Path, is_whole: Callable[[Path], bool]) -> None:
    if not _is_in_place(made, path, is_whole):
        with suppress(FileNotFoundError):  # another process may be clearing the damaged one away, too
            path.rename(made.with_name("damaged"))
        if not _is_in_place(made, path, is_whole):
            raise OSError(f"not whole when just made: {path}")


def _is_in_place(made: Path, path: Path, is_whole: Callable[[Path], bool]) -> bool:
    with suppress(OSError):  # refused by a folder with something in it: damaged, or another process was faster
        made.replace(path)
    return is_whole(path)
