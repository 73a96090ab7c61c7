"""Files of a submission opened without trust: no link is followed, nothing but a regular file is read."""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# Non-blocking: a pipe that took a file's place since it was looked at must not hold up the class.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_CHUNK = 2**20


@contextlib.contextmanager
def opened_folder(folder: Path, name: str = ".") -> Iterator[int]:
    """A descriptor of the folder `name` below `folder`; OSError where one of them is a link or no folder."""
    descriptor = os.open(folder, _FOLDER)
    try:
        for part in PurePosixPath(name).parts:
            inner = os.open(part, _FOLDER, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = inner
        yield descriptor
    finally:
        os.close(descriptor)


def read_regular(folder: Path, name: str, limit: int) -> bytes:
    """The file `name` below `folder`, its first `limit` bytes at most; OSError for anything but a regular file."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise OSError(f"{name} does not lie in the folder")
    with opened_folder(folder, str(path.parent)) as parent:
        descriptor = os.open(path.name, _FILE, dir_fd=parent)
    with open(descriptor, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{name} is no regular file")
        return b"".join(_chunks(file, limit))


def _chunks(file, limit: int) -> Iterator[bytes]:
    while limit > 0 and (chunk := file.read(min(limit, _CHUNK))):
        limit -= len(chunk)
        yield chunk
