"""What nbgrader must not open is put aside before it looks: it would follow links and copy all that lies there.

It is moved, not removed.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from course_lib.grading.intake import LIMITS

def set_aside(folder: Path, home: Path) -> list[str]:
    """Move links, pipes and devices out of a submission's folder, to `home`; sentences on what was moved."""
    for place in (folder.parent, folder):
        if place.is_symlink():
            _move(place, home)
            folder.mkdir(parents=True)
            return ["The folder that was handed in is a link to somewhere else. It was not followed."]
    return [_moved(path, folder, home, why) for path, why in list(_unwanted(folder))]


def _unwanted(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files and folders that nbgrader must not meet, each with what is wrong with it."""
    files = size = 0
    for place, folders, names in os.walk(folder):
        for path in (Path(place, name) for name in sorted((*folders, *names))):
            about = os.lstat(path)
            if stat.S_ISLNK(about.st_mode):
                yield path, "a link"
            elif stat.S_ISDIR(about.st_mode):
                if path.suffix == ".ipynb":
                    yield path, "a folder with a notebook's name"
            elif not stat.S_ISREG(about.st_mode):
                yield path, "no ordinary file"
            elif path.suffix != ".ipynb":  # notebooks are bounded where they are read
                files, size = files + 1, size + about.st_size
                if about.st_size > LIMITS.file_bytes or size > LIMITS.all_files_bytes or files > LIMITS.files:
                    files, size = files - 1, size - about.st_size
                    yield path, "too large, or one too many"


def _moved(path: Path, folder: Path, home: Path, why: str) -> str:
    _move(path, home)
    return f"`{path.relative_to(folder).as_posix()}` is {why}. It was set aside and not opened."


def _move(path: Path, home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    target, count = home / path.name, 1
    while os.path.lexists(target):
        target, count = home / f"{path.name}.{count}", count + 1
    path.rename(target)
