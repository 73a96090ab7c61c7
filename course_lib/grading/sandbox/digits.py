"""The digits of a sandbox: a warm cache to read from, and for the capstone one that holds no validation digits."""

import os
import shutil
import struct
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import torch

from course_lib.mnist.cache import find_or_make
from course_lib.mnist.data import mnist
from course_lib.mnist.sample import COUNTS, mnist_sample
from course_lib.mnist.shipped import FILES, Known, contents

WITHOUT_VALIDATION_DIGITS = "07_capstone"  # its points are for digits that the model has never seen

_IMAGES, _LABELS = "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
_VALID = 10_000  # as many stand in as there are validation digits
_FIRST = 50_000  # of the training digits, the index of the first one that stands in

_END = """\

# Added in the sandbox's copy: in the place of the validation digits lie the last of the training digits.
{} |= {!r}
"""


def digits_home() -> Path:
    """Where the folders of `digits_for` are kept for all courses: beside the cache of the digits themselves."""
    if named := os.environ.get("COURSE_LIB_CACHE"):
        return Path(named, "sandbox")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "course-lib", "sandbox")


def digits_for(assignment: str, cache: Path) -> Path:
    """Return a folder in `cache` to serve as `$COURSE_LIB_CACHE` in the assignment's sandbox; anybody may read it.

    There `mnist()` and `mnist_sample()` of the sandbox's package find all they look for. For the capstone it holds no
    validation digits, but the last 10,000 training digits in their place. Any number of processes may ask at once.
    """
    if assignment == WITHOUT_VALIDATION_DIGITS:
        return _training_digits(Path(cache))
    return _all_digits(Path(cache))


def ends_of_modules(assignment: str) -> dict[str, str]:
    """What the sandbox's package adds to its modules, so that the folder of `digits_for` is what they expect."""
    if assignment != WITHOUT_VALIDATION_DIGITS:
        return {}
    files, counts = _stand_ins()
    return {"mnist/shipped.py": _END.format("FILES", _known(files)), "mnist/sample.py": _END.format("COUNTS", counts)}


def _all_digits(cache: Path) -> Path:
    def make(folder: Path) -> None:
        raw = folder / "MNIST" / "raw"
        raw.mkdir(parents=True)
        for name in FILES:
            (raw / name).write_bytes(contents(name))
        mnist_sample(folder)
        _let_anybody_read(folder)

    return find_or_make("digits", lambda folder: _is_whole(folder, FILES, COUNTS), make, cache)


def _training_digits(cache: Path) -> Path:
    files, counts = _stand_ins()
    known, counts = FILES | _known(files), COUNTS | counts

    def make(folder: Path) -> None:
        everything = _all_digits(cache)
        for name in FILES.keys() - files.keys():
            _link(everything / "MNIST" / "raw" / name, folder / "MNIST" / "raw" / name)
        for name, stand_in in files.items():
            (folder / "MNIST" / "raw" / name).write_bytes(stand_in)
        _link_pictures(everything / "mnist_sample" / "train", folder / "mnist_sample")
        _let_anybody_read(folder)

    return find_or_make("training-digits", lambda folder: _is_whole(folder, known, counts), make, cache)


def _stand_ins() -> tuple[dict[str, bytes], dict[str, int]]:
    """The contents of the files that stand in, by name, and how many 3s and 7s are in them, by folder."""
    images, labels, *_ = mnist()
    images, labels = images[_FIRST:], labels[_FIRST:]
    files = {
        # the magic numbers of uint8 in three axes and in one
        _IMAGES: struct.pack(">4i", 0x803, _VALID, 28, 28) + images.numpy().tobytes(),
        _LABELS: struct.pack(">2i", 0x801, _VALID) + labels.to(torch.uint8).numpy().tobytes(),
    }
    return files, {f"valid/{label}": int((labels == label).sum()) for label in (3, 7)}


def _known(files: Mapping[str, bytes]) -> dict[str, Known]:
    # they come packed from nowhere, so no sha256 is right
    return {name: Known("", len(contents), zlib.crc32(contents)) for name, contents in files.items()}


def _is_whole(folder: Path, known: Mapping[str, Known], counts: Mapping[str, int]) -> bool:
    raw, tree = folder / "MNIST" / "raw", folder / "mnist_sample"
    return (
        all(_count(tree / name) == count for name, count in counts.items())
        and _count(raw) == len(known)
        and all(_is_intact(raw / name, known[name]) for name in known)
    )


def _count(folder: Path) -> int:
    return len(os.listdir(folder)) if folder.is_dir() else 0


def _is_intact(path: Path, known: Known) -> bool:
    return path.is_file() and path.stat().st_size == known.size and zlib.crc32(path.read_bytes()) == known.crc32


def _link_pictures(train: Path, tree: Path) -> None:
    """All training pictures, and as validation pictures those of the digits that stand in, numbered from 0."""
    for picture in train.glob("*/*.png"):
        label, index = picture.parent.name, int(picture.stem)
        _link(picture, tree / "train" / label / picture.name)
        if index >= _FIRST:
            _link(picture, tree / "valid" / label / f"{index - _FIRST:05}.png")


def _link(path: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # not every disk has hard links
        return os.link(path, place)
    shutil.copyfile(path, place)


def _let_anybody_read(folder: Path) -> None:
    """The sandbox's user is another one than the grader's."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
