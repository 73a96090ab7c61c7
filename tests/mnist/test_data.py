"""The digits as tensors, from the package and from torchvision's folder."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from course_lib.mnist import DataError, mnist, threes_and_sevens


@pytest.fixture
def root(cache: Path, digits, tmp_path: Path) -> Path:
    """A folder that torchvision reads: the cache has its layout."""
    shutil.copytree(cache / "MNIST", tmp_path / "root" / "MNIST", copy_function=os.link)
    return tmp_path / "root"


def test_shapes_and_dtypes_are_those_of_mnist(digits):
    assert [(tuple(part.shape), part.dtype) for part in digits] == [
        ((60000, 28, 28), torch.uint8),
        ((60000,), torch.int64),
        ((10000, 28, 28), torch.uint8),
        ((10000,), torch.int64),
    ]


def test_the_first_labels_and_the_counts_are_the_published_ones(digits):
    assert digits.train_labels[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    assert digits.valid_labels[:10].tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]
    assert digits.train_labels.bincount().tolist() == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    assert digits.valid_labels.bincount().tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def test_mean_and_deviation_are_the_well_known_ones(digits):
    counts = digits.train_images.flatten().bincount(minlength=256).double()
    shares, values = counts / counts.sum(), torch.arange(256) / 255
    mean = (shares * values).sum()
    assert round(mean.item(), 4) == 0.1307
    assert round((shares * (values - mean).square()).sum().sqrt().item(), 4) == 0.3081


def test_a_second_call_takes_less_than_150_ms(digits):
    def seconds() -> float:
        start = time.perf_counter()
        mnist()
        return time.perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.15  # the least: two cores may be busy elsewhere


def test_writing_to_the_tensors_changes_neither_the_cache_nor_the_next_call(cache, digits):
    before = digits.train_images[0].clone()
    digits.train_images[0] = 77
    digits.train_labels[0] = 9
    assert (cache / "MNIST" / "raw" / "train-images-idx3-ubyte").read_bytes()[16:800] == before.numpy().tobytes()
    again = mnist()
    assert again.train_images[0].equal(before)
    assert again.train_labels[0] == 5


@pytest.mark.parametrize("kept", [0, 3000, None], ids=["emptied", "cut short", "one byte changed"])
def test_a_damaged_cache_is_rebuilt(empty_cache, kept):
    whole = mnist()
    path = empty_cache / "MNIST" / "raw" / "t10k-images-idx3-ubyte"
    contents = bytearray(path.read_bytes())
    contents[5000] ^= 255
    path.unlink()
    path.write_bytes(contents[:kept])
    assert mnist().valid_images.equal(whole.valid_images)


def test_torchvision_reads_the_same_digits(root, digits):
    found = mnist(root)
    assert all(ours.equal(theirs) and ours.dtype == theirs.dtype for ours, theirs in zip(digits, found))


@pytest.mark.parametrize("name", ["train-labels-idx1-ubyte", "t10k-images-idx3-ubyte"])
def test_a_file_missing_from_a_root_is_named(root, name):
    (root / "MNIST" / "raw" / name).unlink()
    with pytest.raises(DataError, match=f"{name} is missing; put the unpacked file there"):
        mnist(root)


@pytest.mark.parametrize("kept", [0, 3, 9, 1000])
@pytest.mark.parametrize("name", ["t10k-labels-idx1-ubyte", "t10k-images-idx3-ubyte"])
def test_a_file_cut_short_in_a_root_is_damage(root, name, kept):
    path = root / "MNIST" / "raw" / name
    contents = path.read_bytes()
    path.unlink()  # the file itself is the cache's
    path.write_bytes(contents[:kept])
    with pytest.raises(DataError, match="holds a damaged t10k file .*; put the official files there"):
        mnist(root)


def test_the_stacks_are_the_threes_and_sevens_between_0_and_1(digits):
    stacks = threes_and_sevens()
    assert [tuple(stack.shape) for stack in stacks] == [(n, 28, 28) for n in (6131, 6265, 1010, 1028)]
    assert all(stack.dtype == torch.float32 and stack.min() == 0 and stack.max() == 1 for stack in stacks)
    first_three = digits.train_labels.tolist().index(3)
    assert (stacks.train_threes[0] * 255).round().byte().equal(digits.train_images[first_three])


def test_importing_reads_nothing_and_leaves_torchvision_alone(tmp_path):
    program = "import sys, course_lib.mnist as m; m.mnist; m.mnist_sample; print('torchvision' in sys.modules)"
    environment = {**os.environ, "COURSE_LIB_CACHE": str(tmp_path / "cache")}
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
    assert not (tmp_path / "cache").exists()
