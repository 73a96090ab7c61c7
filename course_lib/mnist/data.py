"""The digits as tensors."""

from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from course_lib.mnist.cache import find_or_make
from course_lib.mnist.shipped import FILES, DataError, contents, is_intact

_IMAGES_HEADER, _LABELS_HEADER = 16, 8  # bytes: magic number and sizes, four each


class Digits(NamedTuple):
    """MNIST; the official test set serves as validation set, as it does in the book."""

    train_images: Tensor  # uint8 (60000, 28, 28): 0 is background, 255 full ink
    train_labels: Tensor  # int64 (60000,)
    valid_images: Tensor  # uint8 (10000, 28, 28)
    valid_labels: Tensor  # int64 (10000,)


class ThreesAndSevens(NamedTuple):
    """The stacks of the book's sample, float32 in 0..1, in the order of the official files."""

    train_threes: Tensor  # (6131, 28, 28)
    train_sevens: Tensor  # (6265, 28, 28)
    valid_threes: Tensor  # (1010, 28, 28)
    valid_sevens: Tensor  # (1028, 28, 28)


def mnist(root: Path | None = None) -> Digits:
    """Return the digits that come with the package, or those that torchvision finds in `root`.

    Unpacked into the cache the first time; after that a matter of milliseconds, and one copy in memory for all
    processes until a tensor is written to. Raises `DataError` where a file is missing or damaged.
    """
    if root is None:
        return Digits(*_shipped_part("train"), *_shipped_part("t10k"))
    _require_files(Path(root))
    return Digits(*_torchvision_part(Path(root), "train"), *_torchvision_part(Path(root), "t10k"))


def threes_and_sevens(root: Path | None = None) -> ThreesAndSevens:
    """Return the 3s and the 7s of `mnist(root)` as stacks of floats."""
    digits = mnist(root)
    return ThreesAndSevens(
        _stack(digits.train_images, digits.train_labels == 3),
        _stack(digits.train_images, digits.train_labels == 7),
        _stack(digits.valid_images, digits.valid_labels == 3),
        _stack(digits.valid_images, digits.valid_labels == 7),
    )


def _shipped_part(part: str) -> tuple[Tensor, Tensor]:
    images = _unpacked(f"{part}-images-idx3-ubyte")[_IMAGES_HEADER:].view(-1, 28, 28)  # (n, 28, 28)
    labels = _unpacked(f"{part}-labels-idx1-ubyte")[_LABELS_HEADER:].long()  # (n,)
    return images, labels


def _unpacked(name: str) -> Tensor:
    # torchvision's layout: the cache is a root for its MNIST, too
    path = find_or_make(
        f"MNIST/raw/{name}",
        is_whole=lambda path: path.is_file() and is_intact(name, _mapped(path)),
        make=lambda path: path.write_bytes(contents(name)),
    )
    return _mapped(path)


def _mapped(path: Path) -> Tensor:
    # not shared: what is written to the tensor never reaches the file
    return torch.from_file(str(path), shared=False, size=path.stat().st_size, dtype=torch.uint8)


def _require_files(root: Path) -> None:
    # torchvision asks for all four, too, but doesn't say which it misses
    for path in (root / "MNIST" / "raw" / name for name in FILES):
        if not path.is_file():
            raise DataError(path, "is missing", "put the unpacked file there, or call mnist() with no root")


def _torchvision_part(root: Path, part: str) -> tuple[Tensor, Tensor]:
    from torchvision.datasets import MNIST  # here, because it takes seconds

    try:
        found = MNIST(root, train=part == "train", download=False)
    except Exception as error:  # torchvision has no error of its own: a damaged file raises whatever it meets
        way_out = "put the official files there, or call mnist() with no root"
        raise DataError(root / "MNIST" / "raw", f"holds a damaged {part} file ({error})", way_out) from error
    return found.data, found.targets


def _stack(images: Tensor, chosen: Tensor) -> Tensor:
    return images[chosen].float() / 255
