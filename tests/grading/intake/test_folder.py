"""What lies in a folder: which file is the notebook, which may go along, and what is never opened."""

import json
import os
import socket
from pathlib import Path

import pytest
from handed_in import NAME, answered, answers, hand_in, received, release

from course_lib.grading.intake import Limits, read_regular, receive
from course_lib.grading.intake import folder as looking
from course_lib.grading.intake.receiving import take_in


def notebook_at(path: Path, content: dict | None = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content or answered()))


@pytest.mark.parametrize(
    "file",
    [
        "02_tensors (1).ipynb", "Copy of 02_tensors.ipynb", "02_Tensors.ipynb", "homework.ipynb", "02_tensors.IPYNB",
        "02_tensors.ipynb.txt", "02_tensors.json", "02_tensors.ipynb.json", "hand in/02_tensors.ipynb", "Übung.ipynb",
    ],
)  # fmt: skip
def test_a_notebook_under_another_name_is_found(tmp_path: Path, file: str):
    taken = hand_in(tmp_path, answered(), file=file)
    assert answers(taken.notebook) == answers(answered())
    assert taken.notes == (f"There is no file '02_tensors.ipynb'; '{file}' was graded in its place.",)
    assert taken.files == {}


def test_of_several_the_one_with_the_most_answers_is_taken(tmp_path: Path):
    half = answered()
    for cell, stub in zip(half["cells"][:60], release().cells[:60], strict=True):
        cell["source"] = stub.source
    notebook_at(tmp_path / "02_tensors (1).ipynb", half)
    notebook_at(tmp_path / "final.ipynb")
    notebook_at(tmp_path / "01_images.ipynb", answered("01_images"))
    assert "'final.ipynb' was graded" in received(tmp_path).notes[0]


def test_the_named_notebook_counts_where_it_holds_an_answer(tmp_path: Path):
    one = json.loads(json.dumps(release()))
    one["cells"][9]["source"] = "def long_words(words, min_length):\n    return words"
    notebook_at(tmp_path / "02_tensors.ipynb", one)
    notebook_at(tmp_path / "02_tensors (1).ipynb")
    taken = received(tmp_path)
    assert (taken.notes, taken.files) == ((), {})
    assert answers(taken.notebook) == answers(one)


@pytest.mark.parametrize("content", ["", "oops", json.dumps(release()), '{"cells": []}'])
def test_where_the_named_notebook_holds_no_answer_another_one_counts(tmp_path: Path, content: str):
    (tmp_path / "02_tensors.ipynb").write_text(content)
    notebook_at(tmp_path / "02_tensors (1).ipynb")
    taken = received(tmp_path)
    assert answers(taken.notebook) == answers(answered())
    assert taken.notes[0].startswith("There is no answer in '02_tensors.ipynb'; '02_tensors (1).ipynb' was graded")


@pytest.mark.parametrize(
    "file, content",
    [
        ("notes.txt", {"cells": []}),
        ("01_images.ipynb", answered("01_images")),
        ("deep/deeper/02_tensors.ipynb", answered()),
        (".ipynb_checkpoints/02_tensors.ipynb", answered()),
    ],
)
def test_where_no_notebook_is_of_the_assignment_the_release_stands_for_it(tmp_path: Path, file: str, content: dict):
    notebook_at(tmp_path / file, content)
    taken = received(tmp_path)
    assert taken.notebook == release()
    assert "No notebook of this assignment was found" in taken.notes[0]


def test_a_folder_that_is_not_there_has_its_reason(tmp_path: Path):
    taken = received(tmp_path / "nowhere")
    assert taken.notebook == release()
    assert "could not be opened as a folder (No such file" in taken.notes[0]


def test_other_files_go_along(tmp_path: Path):
    hand_in(tmp_path, answered())
    names = ("helpers.py", "data/three.png", "other.ipynb", "02_tensors.IPYNB", ".DS_Store", "__pycache__/x.pyc", "._a")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    taken = received(tmp_path)
    assert taken.notes == ()
    assert taken.files == {name: tmp_path / name for name in ("data/three.png", "helpers.py")}


def test_links_pipes_and_sockets_are_told_and_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    secret = tmp_path / "gradebook.db"
    secret.write_text("secret")
    folder = tmp_path / "hand in"
    folder.mkdir()
    notebook_at(tmp_path / "other" / "02_tensors.ipynb")
    (folder / "02_tensors.ipynb").symlink_to(tmp_path / "other" / "02_tensors.ipynb")
    (folder / "book.txt").symlink_to(secret)
    (folder / "all").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.ipynb")
    monkeypatch.chdir(folder)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.ipynb")
        taken = received(folder)
    assert (taken.notebook, taken.files) == (release(), {})
    assert "'02_tensors.ipynb', 'all', 'book.txt': left out, a link is not read." in taken.notes
    assert "'pipe.ipynb': left out, a pipe is not read." in taken.notes
    assert "'socket.ipynb': left out, a socket is not read." in taken.notes


def test_a_folder_that_is_a_link_is_not_entered(tmp_path: Path):
    hand_in(tmp_path / "somebody", answered())
    (tmp_path / "me").symlink_to(tmp_path / "somebody")
    taken = received(tmp_path / "me")
    assert taken.notebook == release()
    assert "could not be opened as a folder" in taken.notes[0]


@pytest.mark.parametrize("becomes", ["link", "pipe", "nothing", "folder", "link above"])
def test_a_file_that_changes_after_it_was_looked_at_is_not_followed(tmp_path: Path, becomes: str, monkeypatch):
    folder = tmp_path / "hand in"
    notebook_at(tmp_path / "other" / "x.ipynb")
    notebook_at(folder / "sub" / "x.ipynb")
    look_around = looking.look_around

    def look_and_change(*arguments):
        entries = look_around(*arguments)
        (folder / "sub/x.ipynb").unlink()
        if becomes == "link":
            (folder / "sub/x.ipynb").symlink_to(tmp_path / "other/x.ipynb")
        if becomes == "pipe":
            os.mkfifo(folder / "sub/x.ipynb")
        if becomes == "folder":
            (folder / "sub/x.ipynb").mkdir()
        if becomes == "link above":
            (folder / "sub").rmdir()
            (folder / "sub").symlink_to(tmp_path / "other")
        return entries

    monkeypatch.setattr("course_lib.grading.intake.receiving.look_around", look_and_change)
    taken = received(folder)
    assert taken.notebook == release()
    assert any("could not be opened" in note for note in taken.notes)


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/../../x", "link/x"])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, name: str):
    (tmp_path / "x").write_text("secret")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path)
    with pytest.raises(OSError):
        read_regular(tmp_path / "in", name, 100)


def test_limits_on_count_size_and_depth_are_told(tmp_path: Path):
    hand_in(tmp_path, answered())
    for name in ("a", "b", "c", "large", "one/two/three"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * (2000 if name == "large" else 400))
    limits = Limits(file_bytes=1000, all_files_bytes=900, files=5, depth=1)
    taken = take_in(tmp_path, NAME, release(), limits)
    assert sorted(taken.files) == ["a", "b"]
    told = " ".join(taken.notes)
    assert "'c': left out, a submission may have" in told
    assert "'large': left out, a file may have" in told
    assert "'one/two': left out, folders may lie 1 deep." in told


def test_of_ten_thousand_files_some_are_looked_at(tmp_path: Path):
    for number in range(300):
        (tmp_path / f"{number}.txt").touch()
    taken = take_in(tmp_path, NAME, release(), Limits(entries=100, files=20))
    assert len(taken.files) == 20
    assert "More than 100 files and folders were handed in; the rest was not looked at." in taken.notes


def test_names_that_are_no_text_are_left_out(tmp_path: Path):
    hand_in(tmp_path, answered())
    for name in (b"bad\xff", b"two\nlines", "\u202egnp.exe".encode()):
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).touch()
    taken = received(tmp_path)
    assert taken.files == {}
    assert len(taken.notes) == 1 and taken.notes[0].endswith("left out, the name is not one that can be passed on.")


def test_an_error_of_ours_costs_nobody_a_grade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    hand_in(tmp_path, answered())
    monkeypatch.setattr("course_lib.grading.intake.receiving.rebuild", lambda *_: 1 / 0)
    taken = receive(tmp_path, NAME, release())
    assert taken.notebook == release()
    assert "ZeroDivisionError" in taken.notes[0]
