"""The first thing a new user runs."""

from pathlib import Path

import pytest
from small_course import REPOSITORY

from course_lib.__main__ import main


@pytest.mark.slow
def test_the_demo_goes_from_a_text_to_a_graded_class(tmp_path: Path, capsys):
    folder = tmp_path / "demo"
    status = main(["demo", "--students", "1", "--folder", str(folder), "--course-dir", str(REPOSITORY)])
    told = capsys.readouterr().out
    assert status == 0
    assert "16 +?" in told and "of 1 right" in told
    page = folder / "feedback" / "ada" / "01_images" / "01_images.html"
    assert page.is_file() and str(page) in told
    assert f"cd {folder} && " in told
    assert "lab release/01_images/01_images.ipynb" in told
    assert (folder / "gradebook.db").is_file()


def test_a_folder_that_the_demo_did_not_make_is_left_alone(tmp_path: Path, capsys):
    (tmp_path / "thesis.txt").write_text("years of work")
    assert main(["demo", "--folder", str(tmp_path), "--course-dir", str(REPOSITORY)]) == 1
    assert "--folder" in capsys.readouterr().err
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_outside_a_course_the_demo_says_where_to_run_it(tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert main(["demo"]) == 1
    assert "run the demo in the folder of the course" in capsys.readouterr().err
    assert not (tmp_path / "demo").exists()
