"""The sandbox's digits: whole, readable by anybody, never written to; and none to be judged by in the capstone's."""

import json
import multiprocessing
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import torch

from course_lib.grading.sandbox import digits as digits_module
from course_lib.grading.sandbox.digits import digits_for
from course_lib.grading.sandbox.package import lay_out
from course_lib.mnist import Digits, mnist

ORDINARY, CAPSTONE = "06_nonlinearity", "07_capstone"
KINDS = pytest.mark.parametrize("assignment", [ORDINARY, CAPSTONE])

LOOK = """
import json, sys
sys.path.insert(0, sys.argv[1])
import torch
from course_lib.mnist import mnist, mnist_sample, threes_and_sevens
digits, tree = mnist(), mnist_sample()
torch.save(tuple(digits), sys.argv[2])
print(json.dumps({
    "tree": str(tree),
    "stacks": [len(stack) for stack in threes_and_sevens()],
    "pictures": [len(list((tree / part / label).iterdir())) for part in ("train", "valid") for label in "37"],
}))
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory):
    root = tmp_path_factory.mktemp("cache")
    before = os.umask(0o077)  # a grader who lets nobody read what he makes
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_LIB_CACHE", str(root / "user"))
        yield root / "grading"
    os.umask(before)


@pytest.fixture(scope="module")
def digits(cache: Path) -> Digits:
    return mnist()


@pytest.fixture(scope="module")
def packages(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("packages")
    for assignment in (ORDINARY, CAPSTONE):
        lay_out(assignment, root / assignment)
    return {assignment: root / assignment for assignment in (ORDINARY, CAPSTONE)}


def look(package: Path, folder: Path, saved: Path) -> dict:
    """What the package of a sandbox sees in the folder."""
    environment = {**os.environ, "COURSE_LIB_CACHE": str(folder)}
    command = [sys.executable, "-c", LOOK, package, saved]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=saved.parent)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def state(folder: Path) -> dict[Path, int]:
    """A folder changes its time when something in it is made or goes."""
    return {path: path.stat().st_mtime_ns for path in (folder.parent, folder, *folder.rglob("*"))}


@KINDS
def test_the_package_finds_all_digits_and_writes_nothing(assignment, cache, packages, digits, tmp_path):
    folder = digits_for(assignment, cache)
    before = state(folder)
    seen = look(packages[assignment], folder, tmp_path / "digits.pt")
    assert state(folder) == before
    assert seen["tree"] == str(folder / "mnist_sample")
    assert seen["pictures"] == seen["stacks"]
    inside = Digits(*torch.load(tmp_path / "digits.pt"))
    assert torch.equal(inside.train_images, digits.train_images)
    assert torch.equal(inside.train_labels, digits.train_labels)
    assert inside.valid_images.shape == (10_000, 28, 28)
    held_back = assignment == CAPSTONE
    expected = (digits.train_images[-10_000:], digits.train_labels[-10_000:]) if held_back else digits[2:]
    assert torch.equal(inside.valid_images, expected[0])
    assert torch.equal(inside.valid_labels, expected[1])
    assert inside.valid_labels.dtype == digits.valid_labels.dtype


def test_the_packages_own_check_is_as_strict_as_ever(cache, packages, tmp_path):
    with pytest.raises(AssertionError, match="DataError: .*t10k-images-idx3-ubyte"):
        look(packages[ORDINARY], digits_for(CAPSTONE, cache), tmp_path / "digits.pt")


def test_no_validation_digit_is_in_the_capstones_folder_or_package(cache, packages, digits):
    everything = digits_for(ORDINARY, cache)
    pictures = {path.read_bytes() for path in (everything / "mnist_sample" / "valid").rglob("*.png")}
    assert len(pictures) == 1010 + 1028
    assert validation_digits_in(everything, digits, pictures) == 10_000 + 1010 + 1028
    assert validation_digits_in(digits_for(CAPSTONE, cache), digits, pictures) == 0
    assert validation_digits_in(packages[CAPSTONE], digits, pictures) == 0


def validation_digits_in(folder: Path, digits: Digits, pictures: set[bytes]) -> int:
    images = {image.tobytes() for image in digits.valid_images.numpy()}
    found = 0
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if data in pictures:
            found += 1
        elif len(data) > 784 and path.suffix != ".png":
            found += sum(data[start : start + 784] in images for start in range(16, len(data), 784))
            assert found or not any(image in data for image in list(images)[:20])  # at any offset
    return found


@KINDS
def test_anybody_may_read_it_and_it_holds_nothing_else(assignment, cache):
    folder = digits_for(assignment, cache)
    paths = [folder, *folder.rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in paths if path.is_file()} == {0o644}
    assert {path.stat().st_mode & 0o777 for path in paths if path.is_dir()} == {0o755}
    kinds = Counter(path.suffix for path in paths if path.is_file())
    assert kinds.keys() == {"", ".png"} and kinds[""] == 4
    assert sorted(os.listdir(folder)) == ["MNIST", "mnist_sample"]


@KINDS
def test_what_is_there_is_not_made_again(assignment, cache, monkeypatch):
    folder = digits_for(assignment, cache)
    monkeypatch.setattr(digits_module, "contents", None)
    monkeypatch.setattr(digits_module, "mnist_sample", None)
    monkeypatch.setattr(digits_module, "_link", None)
    assert digits_for(assignment, cache) == folder


@pytest.mark.parametrize("name", ["MNIST/raw/train-images-idx3-ubyte", "MNIST/raw/t10k-labels-idx1-ubyte",
                                  "mnist_sample/train/3/00007.png", "mnist_sample/valid/7"])
@KINDS
def test_what_is_damaged_is_made_again(assignment, name, cache, monkeypatch):
    class MadeAgain(Exception):
        pass

    def make_again(*_: object) -> None:
        raise MadeAgain

    path, aside = digits_for(assignment, cache) / name, cache / "aside"
    monkeypatch.setattr(digits_module, "contents", make_again)
    monkeypatch.setattr(digits_module, "_link", make_again)
    path.rename(aside)
    if aside.is_file() and not name.endswith(".png"):
        path.write_bytes(aside.read_bytes()[:-1] + b"\xff")
    with pytest.raises(MadeAgain):
        digits_for(assignment, cache)
    path.unlink(missing_ok=True)
    aside.rename(path)


@pytest.mark.slow
def test_two_that_ask_at_once_find_the_same(cache, digits, tmp_path):
    fork = multiprocessing.get_context("fork")
    together, found = fork.Barrier(2), fork.SimpleQueue()

    def ask() -> None:
        together.wait(20)
        path = digits_for(CAPSTONE, tmp_path / "new")
        found.put((str(path), path.stat().st_ino))

    processes = [fork.Process(target=ask) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    assert len({found.get() for _ in processes}) == 1
    assert sorted(os.listdir(tmp_path / "new")) == ["digits", "training-digits"]
