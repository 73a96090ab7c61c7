"""Labels that are the names of folders."""

from pathlib import Path

import pytest

from course_lib.mnist import count_images, labelled_files


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    files = """train/dog/b.png train/dog/a.jpg train/dog/notes.txt train/dog/png train/dog/C.PNG train/cat/10.png
               train/cat/9.png train/cat/d.jpeg train/readme.png test/dog/x.jpg labels.csv picture.png"""
    for file in files.split():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
    (tmp_path / "test" / "emu").mkdir()
    (tmp_path / "later").mkdir()
    (tmp_path / "train" / "cat" / "folder.png").mkdir()
    (tmp_path / "train" / "cat" / "folder.png" / "deep.png").touch()
    return tmp_path


def test_only_images_in_label_folders_are_counted(pets):
    assert count_images(pets) == {"train": {"dog": 2, "cat": 2}, "test": {"dog": 1, "emu": 0}, "later": {}}


def test_an_empty_root_has_no_splits(tmp_path):
    assert count_images(tmp_path) == {}


def test_labelled_files_are_sorted_by_path_with_the_folder_as_label(pets):
    cat, dog = pets / "train" / "cat", pets / "train" / "dog"
    assert labelled_files(pets, "train") == [
        (cat / "10.png", "cat"),
        (cat / "9.png", "cat"),
        (dog / "a.jpg", "dog"),
        (dog / "b.png", "dog"),
    ]


def test_labelled_files_takes_one_split_alone(pets):
    assert labelled_files(pets, "test") == [(pets / "test" / "dog" / "x.jpg", "dog")]
    assert labelled_files(pets, "later") == []


def test_a_label_made_of_digits_is_text(tmp_path):
    (tmp_path / "valid" / "7").mkdir(parents=True)
    (tmp_path / "valid" / "7" / "3.png").touch()
    assert [label for _, label in labelled_files(tmp_path, "valid")] == ["7"]
