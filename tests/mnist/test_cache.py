"""What is made is found again, whole, however many ask and whatever breaks."""

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from course_lib.mnist import DataError
from course_lib.mnist import cache as cache_module
from course_lib.mnist.cache import find_or_make

NAMES = ["1.txt", "2.txt", "3.txt"]


def is_whole(folder: Path) -> bool:
    return folder.is_dir() and sorted(os.listdir(folder)) == NAMES


def make(folder: Path) -> None:
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(name)


def make_no_more(path: Path) -> None:
    raise AssertionError(f"{path} was made again")


def test_what_is_missing_is_made_where_the_variable_says(empty_cache):
    path = find_or_make("things", is_whole, make)
    assert path == empty_cache / "things"
    assert is_whole(path)
    assert os.listdir(empty_cache) == ["things"]


def test_what_is_whole_is_not_made_again(empty_cache):
    first = find_or_make("things", is_whole, make)
    assert find_or_make("things", is_whole, make_no_more) == first


def test_what_is_damaged_is_made_anew(empty_cache):
    path = find_or_make("things", is_whole, make)
    (path / "2.txt").unlink()
    (path / "stray.txt").touch()
    assert find_or_make("things", is_whole, make) == path
    assert is_whole(path)
    assert os.listdir(empty_cache) == ["things"]


def test_a_file_in_the_place_of_a_folder_gives_way(empty_cache):
    empty_cache.mkdir()
    (empty_cache / "things").touch()
    assert is_whole(find_or_make("things", is_whole, make))


def test_without_the_variable_it_lies_in_the_users_cache(monkeypatch, tmp_path):
    monkeypatch.delenv("COURSE_LIB_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_or_make("things", is_whole, make) == tmp_path / ".cache" / "course-lib" / "things"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert find_or_make("things", is_whole, make) == tmp_path / "xdg" / "course-lib" / "things"


def test_where_the_cache_cannot_be_written_a_temporary_folder_serves(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("COURSE_LIB_CACHE", str(tmp_path / "file" / "cache"))  # refused to root, too
    path = find_or_make("things", is_whole, make)
    assert is_whole(path)
    assert not path.is_relative_to(tmp_path / "file")
    assert find_or_make("things", is_whole, make_no_more) == path


def test_a_whole_cache_serves_where_nothing_can_be_written(empty_cache, monkeypatch):
    path = find_or_make("things", is_whole, make)
    monkeypatch.setattr(cache_module, "_make_in_place", make_no_more)
    assert find_or_make("things", is_whole, make) == path


def test_a_user_without_a_home_gets_a_temporary_folder(monkeypatch):
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("COURSE_LIB_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", no_home)
    assert is_whole(find_or_make("homeless", is_whole, make))


def test_a_folder_named_by_the_caller_is_never_swapped_for_another(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DataError, match="file/things cannot be written .*; choose another folder"):
        find_or_make("things", is_whole, make, folder=tmp_path / "file")


def test_two_that_clear_the_damaged_one_away_do_not_trip(empty_cache, monkeypatch):
    def rename_too_late(path: Path, target: Path) -> None:
        os.rename(path, empty_cache / "cleared by another")
        raise FileNotFoundError(path)

    (empty_cache / "things" / "stray").mkdir(parents=True)
    monkeypatch.setattr(Path, "rename", rename_too_late)
    assert find_or_make("things", is_whole, make) == empty_cache / "things"


def test_what_is_made_wrong_is_an_error(empty_cache):
    with pytest.raises(DataError, match="not whole when just made"):
        find_or_make("things", is_whole, Path.mkdir, folder=empty_cache)


def test_an_interrupted_run_leaves_nothing(empty_cache):
    def interrupted(folder: Path) -> None:
        folder.mkdir()
        (folder / "1.txt").touch()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        find_or_make("things", is_whole, interrupted)
    assert os.listdir(empty_cache) == []
    assert is_whole(find_or_make("things", is_whole, make))


def test_a_killed_process_leaves_no_half_folder(empty_cache):
    def killed(folder: Path) -> None:
        folder.mkdir()
        (folder / "1.txt").touch()
        os.kill(os.getpid(), signal.SIGKILL)

    process = multiprocessing.get_context("fork").Process(target=find_or_make, args=("things", is_whole, killed))
    process.start()
    process.join(20)
    assert process.exitcode == -signal.SIGKILL
    assert not (empty_cache / "things").exists()
    assert is_whole(find_or_make("things", is_whole, make))


@pytest.mark.parametrize("damaged", [False, True], ids=["nothing there yet", "something damaged there"])
def test_processes_that_make_it_at_once_all_find_it_whole(empty_cache, damaged):
    fork = multiprocessing.get_context("fork")
    together = fork.Barrier(3)

    def make_together(folder: Path) -> None:
        make(folder)
        together.wait(20)

    found = fork.SimpleQueue()

    def ask() -> None:
        path = find_or_make("things", is_whole, make_together)
        found.put((is_whole(path), path.stat().st_ino))

    if damaged:
        (empty_cache / "things").mkdir(parents=True)
        (empty_cache / "things" / "stray.txt").touch()
    processes = [fork.Process(target=ask) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    answers = [found.get() for _ in processes]
    assert all(whole for whole, _ in answers)
    if not damaged:  # the first to finish stays: somebody may be reading it
        assert {inode for _, inode in answers} == {(empty_cache / "things").stat().st_ino}
