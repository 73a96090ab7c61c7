"""The files that come with the package, and what is said when they are not what they were."""

import pickle
import shutil
import zlib
from pathlib import Path

import pytest
import torch

from course_lib.mnist import DataError, mnist, shipped


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped files, read in their stead."""
    shutil.copytree(shipped._FOLDER, tmp_path / "copies")
    monkeypatch.setattr(shipped, "_FOLDER", tmp_path / "copies")
    return tmp_path / "copies"


@pytest.mark.parametrize("name", shipped.FILES)
def test_the_contents_are_what_is_known_of_them(name):
    contents = shipped.contents(name)
    assert len(contents) == shipped.FILES[name].size
    assert zlib.crc32(contents) == shipped.FILES[name].crc32


def test_the_notice_names_authors_and_licence():
    notice = (shipped._FOLDER / "NOTICE.md").read_text()
    for words in ("Yann LeCun", "Corinna Cortes", "CC BY-SA 3.0", "https://creativecommons.org/licenses/by-sa/3.0/"):
        assert words in notice


@pytest.mark.parametrize("where", [0, 5, 4000, -1])
def test_a_changed_byte_is_damage(copies, where):
    path = copies / "t10k-labels-idx1-ubyte.gz"
    packed = bytearray(path.read_bytes())
    packed[where] ^= 1
    path.write_bytes(packed)
    with pytest.raises(DataError, match="t10k-labels-idx1-ubyte.gz is damaged .*; install course_lib again") as caught:
        shipped.contents("t10k-labels-idx1-ubyte")
    assert caught.value.path == path


@pytest.mark.parametrize("kept", [0, 7, 1000])
def test_a_file_cut_short_is_damage(copies, kept):
    path = copies / "train-labels-idx1-ubyte.gz"
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(DataError, match="train-labels-idx1-ubyte.gz is damaged"):
        shipped.contents("train-labels-idx1-ubyte")


def test_a_missing_file_is_named_with_the_way_out(copies, empty_cache):
    (copies / "train-labels-idx1-ubyte.gz").unlink()
    with pytest.raises(DataError, match="train-labels-idx1-ubyte.gz cannot be read .*; install course_lib again"):
        mnist()


def test_a_damaged_file_never_reaches_the_cache(copies, empty_cache):
    (copies / "train-images-idx3-ubyte.gz").write_bytes(b"no digits")
    with pytest.raises(DataError, match="train-images-idx3-ubyte.gz is damaged"):
        mnist()
    assert not [path for path in empty_cache.rglob("*") if path.is_file()]


def test_contents_with_one_byte_changed_are_not_intact():
    contents = torch.frombuffer(bytearray(shipped.contents("t10k-labels-idx1-ubyte")), dtype=torch.uint8)
    assert shipped.is_intact("t10k-labels-idx1-ubyte", contents)
    assert not shipped.is_intact("t10k-labels-idx1-ubyte", contents[:-1])
    contents[100] += 1
    assert not shipped.is_intact("t10k-labels-idx1-ubyte", contents)


def test_the_error_survives_the_way_to_another_process():
    error = DataError(Path("digits.gz"), "is damaged", "install it again")
    copy = pickle.loads(pickle.dumps(error))
    assert str(copy) == "digits.gz is damaged; install it again"
    assert copy.path == error.path
