"""What is moved out of a submission before nbgrader looks: all that it would follow, wait for, or drown in."""

import os
import socket
import stat
from collections.abc import Callable
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

import pytest

from course_lib.grading.host import set_aside as module
from course_lib.grading.host.set_aside import set_aside
from course_lib.grading.intake import LIMITS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "course/submitted/ada/01_a"
    folder.mkdir(parents=True)
    (folder / "01_a.ipynb").write_text("the notebook")
    (folder / "data").mkdir()
    (folder / "data/table.csv").write_text("1,2")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.txt").write_text("nobody's business")
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "course/.grading/set_aside/ada/01_a"


def outside(folder: Path) -> Path:
    return folder.parents[3] / "outside"


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def device(path: Path) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("only root makes devices")


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as end, chdir(path.parent):  # its whole name may be too long
        end.bind(path.name)


ODD: dict[str, tuple[Callable[[Path], None], str]] = {
    "a link to a file": (lambda path: path.symlink_to(outside(path.parent) / "secret.txt"), "a link"),
    "a link to a folder": (lambda path: path.symlink_to(outside(path.parent)), "a link"),
    "a link to nowhere": (lambda path: path.symlink_to("nowhere"), "a link"),
    "a link to itself": (lambda path: path.symlink_to(path.name), "a link"),
    "a pipe": (os.mkfifo, "no ordinary file"),
    "a device": (device, "no ordinary file"),
    "a socket": (listening, "no ordinary file"),
}


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", ["odd.txt", "01_a (1).ipynb"])
def test_what_is_no_ordinary_file_is_moved_and_told(folder: Path, home: Path, kind: str, name: str):
    make, why = ODD[kind]
    make(folder / name)
    before = os.lstat(folder / name)
    assert set_aside(folder, home) == [f"'{name}': {why}; set aside and not opened."]
    assert os.lstat(home / name).st_ino == before.st_ino
    assert names(folder) == {"01_a.ipynb", "data", "data/table.csv"}
    assert names(outside(folder)) == {"secret.txt"}


def test_an_ordinary_submission_stays_as_it_is(folder: Path, home: Path):
    assert set_aside(folder, home) == []
    assert names(folder) == {"01_a.ipynb", "data", "data/table.csv"}
    assert not home.parent.exists()


@pytest.mark.parametrize("above", [0, 1], ids=["the assignment's folder", "the student's folder"])
def test_a_folder_that_is_a_link_is_not_followed(folder: Path, home: Path, above: int):
    link = (folder, folder.parent)[above]
    away = link.rename(outside(folder) / "away")
    before = names(outside(folder))
    link.symlink_to(away)
    assert set_aside(folder, home) == ["The folder that was handed in is a link to somewhere else. It was not followed."]
    assert folder.is_dir() and not link.is_symlink() and names(folder) == set()
    assert os.readlink(home / link.name) == str(away)
    assert names(outside(folder)) == before


def test_a_folder_with_a_notebooks_name_goes_with_all_that_is_in_it(folder: Path, home: Path):
    (folder / "odd.ipynb").mkdir()
    (folder / "odd.ipynb/inner").symlink_to(outside(folder))
    (folder / "odd.ipynb/words.txt").write_text("words")
    assert set_aside(folder, home) == ["'odd.ipynb': a folder with a notebook's name; set aside and not opened."]
    assert names(home) == {"odd.ipynb", "odd.ipynb/inner", "odd.ipynb/words.txt"}


def test_a_link_deep_inside_is_found(folder: Path, home: Path):
    (folder / "data/inner").mkdir()
    (folder / "data/inner/odd").symlink_to(outside(folder))
    assert set_aside(folder, home) == ["'data/inner/odd': a link; set aside and not opened."]


def test_folders_may_not_lie_too_deep(folder: Path, home: Path):
    deep = folder.joinpath(*["deep"] * 400)
    deep.mkdir(parents=True)
    (told,) = set_aside(folder, home)
    assert "a folder too deep in others" in told
    assert (home / "deep").is_dir() and not folder.joinpath(*["deep"] * (LIMITS.depth + 1)).exists()
    assert folder.joinpath(*["deep"] * LIMITS.depth).exists()


def test_too_large_files_and_too_many_go_and_the_notebook_never(folder: Path, home: Path, monkeypatch):
    monkeypatch.setattr(module, "LIMITS", replace(LIMITS, file_bytes=100, all_files_bytes=150, files=4))
    (folder / "01_a.ipynb").write_text("n" * 1000)
    (folder / "large").write_text("x" * 101)
    for name in ("one", "two"):
        (folder / name).write_text("x" * 90)
    for number in range(5):
        (folder / f"small{number}").touch()
    (told,) = set_aside(folder, home)
    moved = ["large", "small3", "small4", "table.csv", "two"]  # what lies in inner folders comes last
    assert sorted(path.name for path in home.iterdir()) == moved
    assert all(f"{name}'" in told for name in moved) and "too large, or one too many" in told
    assert (folder / "01_a.ipynb").exists() and (folder / "one").exists()


@pytest.mark.parametrize("time", [b"yesterday at five", b"\xff", b"9" * 5000, b"2026-13-01 00:00:00 UTC"])
def test_a_time_that_cannot_be_read_goes(folder: Path, home: Path, time: bytes):
    (folder / "timestamp.txt").write_bytes(time)
    assert set_aside(folder, home) == ["'timestamp.txt': no time that can be read; set aside and not opened."]
    assert (home / "timestamp.txt").read_bytes() == time


@pytest.mark.parametrize("time", ["2026-01-02 10:00:00 UTC", "2026-01-02 10:00:00.123456 Europe/Paris", ""])
def test_a_time_that_nbgrader_can_read_stays(folder: Path, home: Path, time: str):
    (folder / "timestamp.txt").write_text(time)
    assert set_aside(folder, home) == []
    assert (folder / "timestamp.txt").exists()


def test_nothing_that_was_set_aside_before_is_lost(folder: Path, home: Path):
    for target in ("one", "two", "three"):
        (folder / "odd").symlink_to(target)
        set_aside(folder, home)
    assert {os.readlink(path) for path in home.iterdir()} == {"one", "two", "three"}


def test_it_is_said_again_as_long_as_the_rest_stays(folder: Path, home: Path):
    (folder / "odd").symlink_to("somewhere")
    said = set_aside(folder, home)
    assert said and set_aside(folder, home) == said
    with chdir(folder.parents[2]):
        assert set_aside(Path("submitted/ada/01_a"), home) == said
    (folder / "more").symlink_to("somewhere")
    assert [one.split(":")[0] for one in set_aside(folder, home)] == ["'odd'", "'more'"]
    (folder / "data/table.csv").write_text("a new submission")
    assert set_aside(folder, home) == []


def test_a_run_that_was_killed_between_telling_and_moving_says_it_once(folder: Path, home: Path, monkeypatch):
    (folder / "odd").symlink_to("somewhere")
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(module, "_move", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        set_aside(folder, home)
    assert set_aside(folder, home) == ["'odd': a link; set aside and not opened."]
    assert not (folder / "odd").is_symlink()


def test_what_was_said_before_may_be_damaged(folder: Path, home: Path):
    (folder / "odd").symlink_to("somewhere")
    said = set_aside(folder, home)
    home.with_name("01_a.json").write_text('{"of": 1')
    assert set_aside(folder, home) == []
    (folder / "odd").symlink_to("somewhere")
    assert set_aside(folder, home) == said
