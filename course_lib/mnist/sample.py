"""The 3s and the 7s as a tree of picture files: the book's `mnist_sample`."""

import os
from pathlib import Path

from PIL import Image
from torch import Tensor

from course_lib.mnist.cache import find_or_make
from course_lib.mnist.data import mnist

COUNTS = {"train/3": 6131, "train/7": 6265, "valid/3": 1010, "valid/7": 1028}


def mnist_sample(root: Path | None = None) -> Path:
    """Return the folder `mnist_sample`, written into `root` or into the cache where it isn't there yet.

    It holds `<train or valid>/<3 or 7>/<index in the official file>.png`, gray, with the stored values. A tree with
    other numbers of files than it should have is written anew.
    """
    return find_or_make("mnist_sample", _is_whole, _write_tree, folder=None if root is None else Path(root))


def _is_whole(tree: Path) -> bool:
    return all((tree / folder).is_dir() and _count(tree / folder) == count for folder, count in COUNTS.items())


def _count(folder: Path) -> int:
    return sum(name.endswith(".png") for name in os.listdir(folder))


def _write_tree(tree: Path) -> None:
    digits = mnist()
    for label in (3, 7):
        _write_images(tree / "train" / str(label), digits.train_images, digits.train_labels == label)
        _write_images(tree / "valid" / str(label), digits.valid_images, digits.valid_labels == label)


def _write_images(folder: Path, images: Tensor, chosen: Tensor) -> None:
    folder.mkdir(parents=True)
    pixels = images.numpy()
    for index in chosen.nonzero().flatten().tolist():
        # the fastest compression: the tree is written while somebody waits
        Image.fromarray(pixels[index]).save(folder / f"{index:05}.png", compress_level=1)
