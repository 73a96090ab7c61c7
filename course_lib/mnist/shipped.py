"""The four files of MNIST as they come with the package, and what they must be."""

import gzip
import hashlib
import zlib
from pathlib import Path
from typing import NamedTuple

from torch import Tensor

from course_lib.mnist.failure import BadFile

_FOLDER = Path(__file__).parent / "files"


class Known(NamedTuple):
    """What is known of a file: `sha256` of its packed form, `size` and `crc32` of its contents."""

    sha256: str
    size: int
    crc32: int


FILES = {
    "train-images-idx3-ubyte": Known(
        "db8f937d487057fb14a9f0fbe97f0bc8d311ab41b750d41e1ff37c43b9e55e19", 47_040_016, 0xE9F4D8B3
    ),
    "train-labels-idx1-ubyte": Known(
        "51fc562b6747b666fbf6e84ce29d43c3cb5f9c388c664d43b33f02095313405a", 60_008, 0xE0CB4AD2
    ),
    "t10k-images-idx3-ubyte": Known(
        "cfeddb84311ecf044fc6a5b0f6ee8a24d265d4e83e388400186eb114082f4209", 7_840_016, 0x91373BDF
    ),
    "t10k-labels-idx1-ubyte": Known(
        "e41c74e484045d39b462a7790a4af51301bd9b0b24f0154798d713ec68c45920", 10_008, 0x4AB9EFF9
    ),
}


class DataError(BadFile):
    """Digits that cannot be read or written: `path` says where, the message why, and the way out."""


def contents(name: str) -> bytes:
    """Return a shipped file unpacked; raise `DataError` where it is missing or no longer what it was."""
    path = _FOLDER / f"{name}.gz"
    try:
        packed = path.read_bytes()
    except OSError as error:
        raise DataError(path, f"cannot be read ({error.strerror or error})", "install course_lib again") from error
    if hashlib.sha256(packed).hexdigest() != FILES[name].sha256:
        raise DataError(path, "is damaged (its sha256 is not the known one)", "install course_lib again")
    return gzip.decompress(packed)


def is_intact(name: str, unpacked: Tensor) -> bool:
    """Return whether a uint8 vector is the contents of a shipped file, byte for byte."""
    # not sha256, which takes ten times as long: this is asked each time, and of our own cache
    return len(unpacked) == FILES[name].size and zlib.crc32(unpacked.numpy()) == FILES[name].crc32
