"""What nbgrader must not open is put aside before it looks: it would follow links and copy all that lies there.

It is moved, not removed.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from nbgrader.utils import parse_utc

from course_lib.grading.intake import LIMITS, read_regular
from course_lib.grading.intake.notes import Notes, quoted

_LONGEST_TIME = 1000  # bytes
_Found = tuple[Path, os.stat_result, str]  # with what is wrong with it, if anything is


def set_aside(folder: Path, home: Path) -> list[str]:
    """Move links, pipes and devices out of a submission's folder, to `home`; sentences on what was moved.

    They are said again as long as the rest stays as it is, so that who grades it another time reads the same.
    """
    links = [place for place in (folder.parent, folder) if place.is_symlink()][:1]
    found = [] if links else list(_sorted_out(folder))
    unwanted = [path for path, _, why in found if why]
    known, rest = home.with_name(f"{home.name}.json"), _digest(folder, found)
    said = list(dict.fromkeys([*_said_before(known, rest), *_sentences(folder, links, found)]))
    if links or unwanted:
        _write(known, {"of": rest, "said": said})  # first: where a run is killed now, the next one says it
    for path in links or unwanted:
        _move(path, home)
    folder.mkdir(parents=True, exist_ok=True)
    return said


def _sentences(folder: Path, links: list[Path], found: list[_Found]) -> tuple[str, ...]:
    notes = Notes()
    for path, _, why in found:
        if why:
            notes.about(quoted(path.relative_to(folder).as_posix()), f"{why}; set aside and not opened.")
    if links:
        notes.tell("The folder that was handed in is a link to somewhere else. It was not followed.")
    return notes.sentences()


def _sorted_out(folder: Path) -> Iterator[_Found]:
    """The files and folders of a submission."""
    files = size = 0
    for path, about, depth, folders in _looked_at(folder):
        why = _wrong(path, about, depth) or _no_time(path, folder)
        if not why and stat.S_ISREG(about.st_mode) and path.suffix != ".ipynb":  # notebooks are bounded where they are read
            files, size = files + 1, size + about.st_size
            if about.st_size > LIMITS.file_bytes or size > LIMITS.all_files_bytes or files > LIMITS.files:
                files, size, why = files - 1, size - about.st_size, "too large, or one too many"
        if why and path.name in folders:
            folders.remove(path.name)  # what is in it goes with it
        yield path, about, why


def _looked_at(folder: Path) -> Iterator[tuple[Path, os.stat_result, int, list[str]]]:
    """Each with how deep it lies, and the list of the folders beside it into which the walk will go."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        depth = len(Path(place).relative_to(folder).parts)
        for path in [Path(place, name) for name in sorted((*folders, *names))]:
            yield path, os.lstat(path), depth, folders


def _wrong(path: Path, about: os.stat_result, depth: int) -> str:
    if stat.S_ISLNK(about.st_mode):
        return "a link"
    if stat.S_ISDIR(about.st_mode):
        deep = "a folder too deep in others" if depth >= LIMITS.depth else ""
        return "a folder with a notebook's name" if path.suffix == ".ipynb" else deep
    if not stat.S_ISREG(about.st_mode):
        return "no ordinary file"
    return "" if path.suffix == ".ipynb" or os.access(path, os.R_OK) else "not to be read by anybody"


def _no_time(path: Path, folder: Path) -> str:
    """nbgrader grades nobody whose folder tells a time of handing in that it can't read."""
    if path != folder / "timestamp.txt":
        return ""
    try:
        if told := read_regular(folder, path.name, _LONGEST_TIME).decode().strip():
            parse_utc(told)
    except (ValueError, OverflowError, OSError):
        return "no time that can be read"
    return ""


def _digest(folder: Path, found: list[_Found]) -> str:
    """Of what stays, without opening it; the time of a folder changes with what is taken out of it."""
    files = [(path, about) for path, about, why in found if not why and stat.S_ISREG(about.st_mode)]
    told = [[path.relative_to(folder).as_posix(), about.st_size, about.st_mtime_ns] for path, about in files]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _said_before(notes: Path, rest: str) -> list[str]:
    with suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads(notes.read_text())
        return list(known["said"]) if known["of"] == rest else []
    return []


def _write(notes: Path, known: dict) -> None:
    notes.parent.mkdir(parents=True, exist_ok=True)
    (unfinished := notes.with_name(f"{notes.name}.new")).write_text(json.dumps(known))
    unfinished.replace(notes)


def _move(path: Path, home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    target, count = home / path.name, 1
    while os.path.lexists(target):
        target, count = home / f"{path.name}.{count}", count + 1
    path.rename(target)
