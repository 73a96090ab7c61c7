"""A submission is graded again when something changed, and only then."""

from pathlib import Path

import pytest

from course_lib.grading import unchanged
from course_lib.grading.records import Record, save
from course_lib.grading.unchanged import fingerprint, graded_before


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for folder in ("source/01_a", "submitted/ada/01_a", "autograded/ada/01_a"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "01_a.ipynb").write_text(folder)
    remember(tmp_path)
    return tmp_path


def remember(course: Path) -> None:
    save(course, Record("01_a", "ada", fingerprint(course, "01_a", "ada"), "bubblewrap", 1.0, (), (), "2026-01-01T00:00:00+00:00"))


def test_what_was_graded_and_has_not_changed_is_known(course: Path):
    assert graded_before(course, "01_a", "ada")
    assert not graded_before(course, "01_a", "blaise")


@pytest.mark.parametrize("path", ["source/01_a/01_a.ipynb", "submitted/ada/01_a/01_a.ipynb", "submitted/ada/01_a/notes.txt"])
def test_a_change_in_any_file_counts(course: Path, path: str):
    (course / path).write_text("changed")
    assert not graded_before(course, "01_a", "ada")


def test_a_change_in_the_code_that_judges_counts(course: Path, monkeypatch):
    monkeypatch.setattr(unchanged, "code_that_judges", lambda: "other code")
    assert not graded_before(course, "01_a", "ada")


def test_a_graded_notebook_that_is_gone_is_made_again(course: Path):
    (course / "autograded/ada/01_a/01_a.ipynb").unlink()
    (course / "autograded/ada/01_a").rmdir()
    assert not graded_before(course, "01_a", "ada")


def test_a_damaged_memory_only_costs_time(course: Path):
    (course / ".grading/01_a/ada.json").write_text("{")
    assert not graded_before(course, "01_a", "ada")
    remember(course)
    assert graded_before(course, "01_a", "ada")
