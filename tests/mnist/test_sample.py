"""The tree of threes and sevens, as files."""

import os
import time
from pathlib import Path

import pytest
import torch
from PIL import Image

from course_lib.mnist import (
    DataError,
    count_images,
    gray_to_tensor,
    labelled_files,
    mnist_sample,
    sample,
    threes_and_sevens,
)

COUNTS = {"train": {"3": 6131, "7": 6265}, "valid": {"3": 1010, "7": 1028}}


def test_the_tree_has_the_books_numbers_of_files(tree):
    assert count_images(tree) == COUNTS


def test_files_are_gray_pictures_named_after_their_place_in_the_official_file(tree, digits):
    for split, images, labels in [
        ("train", digits.train_images, digits.train_labels),
        ("valid", digits.valid_images, digits.valid_labels),
    ]:
        for label in (3, 7):
            for index in (labels == label).nonzero().flatten()[::500].tolist():
                with Image.open(tree / split / str(label) / f"{index:05}.png") as image:
                    assert (image.format, image.mode) == ("PNG", "L")
                    assert gray_to_tensor(image).equal(images[index])


def test_read_back_in_order_the_files_are_the_stack(tree):
    paths = [path for path, label in labelled_files(tree, "valid") if label == "7"]
    read = torch.stack([gray_to_tensor(Image.open(path)) for path in paths])
    assert (read.float() / 255).equal(threes_and_sevens().valid_sevens)


def test_a_second_call_is_quick_and_writes_nothing(tree):
    before = (tree / "train" / "3").stat().st_mtime_ns, tree.stat().st_ino
    start = time.perf_counter()
    assert mnist_sample() == tree
    assert time.perf_counter() - start < 0.5
    assert ((tree / "train" / "3").stat().st_mtime_ns, tree.stat().st_ino) == before


@pytest.mark.parametrize("folder", ["train/3", "train/7", "valid/3", "valid/7"])
def test_a_tree_that_lost_a_file_is_written_anew(tree, tmp_path, monkeypatch, folder):
    class WrittenAnew(Exception):
        pass

    def write_tree(path: Path) -> None:
        raise WrittenAnew

    monkeypatch.setattr(sample, "_write_tree", write_tree)
    lost = next((tree / folder).iterdir())
    lost.rename(tmp_path / "lost")
    try:
        with pytest.raises(WrittenAnew):
            mnist_sample()
    finally:
        (tmp_path / "lost").rename(lost)
    assert mnist_sample() == tree


def test_a_root_gets_the_tree_as_a_folder_of_its_own(tree, cache):
    assert mnist_sample(cache) == mnist_sample(str(cache)) == tree == cache / "mnist_sample"


def test_an_interrupted_run_leaves_no_half_tree(tmp_path, monkeypatch):
    saved = []

    def save_few(image: Image.Image, path: str, **options: object) -> None:
        if len(saved) == 10:
            raise KeyboardInterrupt
        saved.append(path)

    monkeypatch.setattr(Image.Image, "save", save_few)
    with pytest.raises(KeyboardInterrupt):
        mnist_sample(tmp_path)
    assert len(saved) == 10
    assert os.listdir(tmp_path) == []


def test_a_root_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DataError, match="file/mnist_sample cannot be written .*; choose another folder"):
        mnist_sample(tmp_path / "file")
