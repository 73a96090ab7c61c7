"""What lies in the folder of a submission: looked at with lstat alone, nothing opened, no link followed."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from course_lib.grading.intake.limits import Limits
from course_lib.grading.intake.notes import Notes, quoted
from course_lib.grading.intake.opening import opened_folder

_CLUTTER = {
    ".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX",
    "__pycache__", ".ipynb_checkpoints", ".git", ".vscode", ".idea",
}  # fmt: skip
_LONGEST_NAME = 240


@dataclass(frozen=True)
class Entry:
    """A regular file: its name below the folder, with slashes, and its size when it was looked at."""

    name: str
    size: int


def look_around(folder: Path, limits: Limits, notes: Notes) -> list[Entry]:
    """The regular files of a submission, by name; a note about all that is none."""
    walk = _Walk(folder, limits, notes)
    try:
        return sorted(walk.files("", 0), key=lambda entry: entry.name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        notes.tell(f"The folder of the submission could not be opened as a folder ({reason}); nothing in it was read.")
        return []


def companions(
    folder: Path, entries: Iterable[Entry], notebook: str | None, limits: Limits, notes: Notes
) -> dict[str, Path]:
    """The files that may go along with the notebook; no notebooks, and no more than the limits allow."""
    taken: dict[str, Path] = {}
    left = limits.all_files_bytes
    for entry in entries:
        if entry.name == notebook or entry.name.casefold().endswith(".ipynb"):
            continue
        if entry.size > limits.file_bytes:
            notes.about(quoted(entry.name), f"left out, a file may have {limits.file_bytes / 2**20:.0f} MB.")
        elif entry.size > left or len(taken) >= limits.files:
            allowed = f"{limits.files} files and {limits.all_files_bytes / 2**20:.0f} MB"
            notes.about(quoted(entry.name), f"left out, a submission may have {allowed}.")
        else:
            taken[entry.name] = folder / entry.name
            left -= entry.size
    return taken


class _Walk:
    def __init__(self, folder: Path, limits: Limits, notes: Notes) -> None:
        self.folder, self.limits, self.notes = folder, limits, notes
        self.left = limits.entries

    def files(self, inside: str, depth: int) -> Iterator[Entry]:
        for name, status in self._looked_at(inside):
            if name.rpartition("/")[2] in _CLUTTER or "/._" in f"/{name}":
                continue
            if not name.isprintable() or len(name) > _LONGEST_NAME:
                self.notes.about(quoted(name), "left out, the name is not one that can be passed on.")
            elif stat.S_ISREG(status.st_mode):
                yield Entry(name, status.st_size)
            elif not stat.S_ISDIR(status.st_mode):
                self.notes.about(quoted(name), f"left out, {_kind(status.st_mode)} is not read.")
            elif depth >= self.limits.depth:
                self.notes.about(quoted(name), f"left out, folders may lie {self.limits.depth} deep.")
            else:
                yield from self._inner_files(name, depth + 1)

    def _inner_files(self, name: str, depth: int) -> Iterator[Entry]:
        try:
            yield from self.files(name, depth)
        except OSError:  # no permission, or it has changed since it was looked at
            self.notes.about(quoted(name), "left out, the folder could not be opened.")

    def _looked_at(self, inside: str) -> list[tuple[str, os.stat_result]]:
        found = []
        with opened_folder(self.folder, inside or ".") as descriptor, os.scandir(descriptor) as entries:
            for entry in entries:
                if self.left <= 0:
                    many = f"More than {self.limits.entries} files and folders were handed in"
                    self.notes.tell(f"{many}; the rest was not looked at.")
                    break
                self.left -= 1
                name = f"{inside}/{entry.name}" if inside else entry.name
                found.append((name, entry.stat(follow_symlinks=False)))
        return sorted(found, key=lambda pair: pair[0])


def _kind(mode: int) -> str:
    kinds = {stat.S_IFLNK: "a link", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
    return kinds.get(stat.S_IFMT(mode), "a device")
