"""How much comes out of an archive, counted as it comes out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

_MIB = 2**20


class Refused(Exception):
    """An archive that is not unpacked; the message says why."""


class Damaged(Exception):
    """A member of an archive that can't be read; the others may be whole."""


@dataclass(frozen=True)
class ArchiveLimits:
    """Bounds for one archive that a student or a platform made, with all archives within it."""

    archive_bytes: int = 512 * _MIB  # of the file itself: a platform puts a whole class into one
    unpacked_bytes: int = 2_048 * _MIB
    inner_bytes: int = 256 * _MIB  # out of one archive in another, which is one student's
    inner_members: int = 2_000
    member_bytes: int = 64 * _MIB
    members: int = 20_000
    ratio: int = 200  # of what comes out to what lies there; a notebook full of outputs reaches 30
    ratio_matters_from: int = 16 * _MIB
    folder_depth: int = 12
    archive_depth: int = 3  # the platform's, the student's, and one more
    index_bytes: int = 4 * _MIB  # a zip file's table of contents, which is read as a whole

    def against(self, size: int, packed: int) -> str | None:
        """Why a member that says to have this size is not unpacked; the libraries give no more than it says."""
        if size > self.member_bytes:
            return f"it has more than {self.member_bytes / _MIB:.0f} MB"
        if size > self.ratio_matters_from and size > self.ratio * max(packed, 1):
            return f"it grows to more than {self.ratio} times its size"
        return None


ARCHIVE_LIMITS = ArchiveLimits()


class Budget:
    """What may still come out of an archive and of those within it."""

    def __init__(self, limits: ArchiveLimits) -> None:
        self.limits = limits
        self.bytes_left = self.bytes = limits.unpacked_bytes
        self.members_left = self.members = limits.members

    def inner(self) -> "Budget":
        """What may come out of an archive within this one."""
        size, count = min(self.bytes_left, self.limits.inner_bytes), min(self.members_left, self.limits.inner_members)
        return Budget(replace(self.limits, unpacked_bytes=size, members=count))

    def charge(self, inner: "Budget") -> None:
        """Count what came out of an archive within this one."""
        self.bytes_left -= inner.bytes - inner.bytes_left
        self.members_left -= inner.members - inner.members_left

    def count_member(self) -> None:
        """Refuse where there are too many."""
        self.members_left -= 1
        if self.members_left < 0:
            raise Refused(f"it has more than {self.limits.members} members")

    def counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The chunks of one member, as long as not too much comes out of the archive as a whole."""
        for chunk in _undamaged(chunks):
            self.bytes_left -= len(chunk)
            if self.bytes_left < 0:
                raise Refused(f"more than {self.limits.unpacked_bytes / _MIB:.0f} MB come out of it")
            yield chunk


def _undamaged(chunks: Iterable[bytes]) -> Iterator[bytes]:
    try:
        yield from chunks
    except (Refused, GeneratorExit):
        raise
    except Exception as error:  # a wrong checksum, a stream that breaks off
        raise Damaged(f"it is damaged ({type(error).__name__})") from error


class BoundedFile:
    """A file that refuses to be read in larger pieces than an honest archive needs, or further than it may."""

    def __init__(self, file: BinaryIO, largest_read: int, most_bytes: int | None = None) -> None:
        self._file, self._largest, self._left = file, largest_read, most_bytes

    def read(self, size: int = -1) -> bytes:
        """As a file's; Refused where it would be too much."""
        data = self._file.read(self._largest + 1 if size is None or size < 0 else min(size, self._largest + 1))
        if len(data) > self._largest:
            raise Refused(f"its table of contents has more than {self._largest / _MIB:.0f} MB")
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                raise Refused("it grows far beyond its size")
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """As a file's."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """As a file's."""
        return self._file.tell()

    def seekable(self) -> bool:
        """As a file's."""
        return self._file.seekable()
