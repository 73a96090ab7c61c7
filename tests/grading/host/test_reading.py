"""How nbgrader comes to read a submission: its hook names the notebooks, its exporter takes them from intake."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from small_course import ASSIGNMENT, submit, write_source
from traitlets.config import Configurable

from course_lib import exercises
from course_lib.grading.host import reading
from course_lib.grading.host.reading import NOTES, ReceivingExporter, before_converting, look_first, receive_once

INVERT = exercises.find("q01_invert")


@pytest.fixture
def course(tmp_path: Path, monkeypatch) -> Path:
    """The working directory, as it is where nbgrader calls; `release/` here is the source as it stands."""
    write_source(tmp_path, [(INVERT.id, INVERT)])
    shutil.copytree(tmp_path / "source", tmp_path / "release")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reading, "_noticed", {})
    monkeypatch.setattr(reading, "_received", {})
    return tmp_path


@pytest.fixture
def notebook(course: Path) -> Path:
    return submit(course, "ada", {INVERT.id: "invert = 1"})


class Converter(Configurable):
    """What the exporter asks of nbgrader's Autograde: in which of its two passes it is."""

    _sanitizing = True


def exported(path: Path, sanitizing: bool = True) -> nbformat.NotebookNode:
    exporter = ReceivingExporter(parent=(converter := Converter()))
    converter._sanitizing = sanitizing
    text, _ = exporter.from_filename(str(path), resources={})
    return nbformat.reads(text, as_version=4)


def sources(notebook: nbformat.NotebookNode) -> dict[str, str]:
    return {cell.metadata.nbgrader.grade_id: cell.source for cell in notebook.cells if "nbgrader" in cell.metadata}


def test_the_hook_changes_the_list_in_place_to_what_there_should_be(course: Path, notebook: Path):
    others = [str(notebook.with_name(name)) for name in ("copy.ipynb", f"{ASSIGNMENT} (1).ipynb")]
    before_converting("*", "*", others)
    assert others == [str(notebook)]


def test_the_hook_names_every_notebook_of_the_release(course: Path, notebook: Path):
    shutil.copy(course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", course / "release" / ASSIGNMENT / "more.ipynb")
    found = [str(notebook)]
    before_converting("*", "*", found)
    assert found == [str(notebook), str(notebook.with_name("more.ipynb"))]
    notes = [exported(Path(path)).metadata[NOTES] for path in found]
    assert notes[0] == [] and "There is no file 'more.ipynb'" in " ".join(notes[1])


def test_the_hook_sets_links_aside_and_says_so_in_the_notebook(course: Path, notebook: Path):
    (notebook.parent / "odd").symlink_to("/")
    before_converting("*", "*", [str(notebook)])
    assert not (notebook.parent / "odd").is_symlink()
    assert exported(notebook).metadata[NOTES] == ["'odd': a link; set aside and not opened."]


def test_the_exporter_reads_no_submission_at_which_the_hook_did_not_look(course: Path, notebook: Path):
    with pytest.raises(RuntimeError, match="pre_convert_hook"):
        exported(notebook)


def test_a_hook_that_fails_is_not_covered_by_one_that_went_well_before(course: Path, notebook: Path, monkeypatch):
    before_converting("*", "*", [str(notebook)])
    exported(notebook)
    monkeypatch.setattr(reading, "set_aside", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        before_converting("*", "*", [str(notebook)])  # nbgrader goes on after that
    with pytest.raises(RuntimeError, match="pre_convert_hook"):
        exported(notebook)


def test_a_damaged_notebook_comes_out_whole(course: Path, notebook: Path):
    notebook.write_text(notebook.read_text()[:-20])
    before_converting("*", "*", [str(notebook)])
    whole = exported(notebook)
    assert sources(whole)[INVERT.id] == "invert = 1"
    assert whole.metadata[NOTES]


def test_what_was_looked_at_before_is_what_is_read(course: Path, notebook: Path):
    look_first(notebook.parent.relative_to(course))
    receive_once(notebook.parent.relative_to(course), ASSIGNMENT)
    notebook.write_text("changed meanwhile")
    assert sources(exported(notebook))[INVERT.id] == "invert = 1"
    assert sources(exported(notebook))[INVERT.id] != "invert = 1"  # once


def test_a_student_cannot_say_what_intake_says(course: Path, notebook: Path):
    told = json.loads(notebook.read_text())
    told["metadata"][NOTES] = ["All is well."]
    notebook.write_text(json.dumps(told))
    before_converting("*", "*", [str(notebook)])
    assert "All is well." not in exported(notebook).metadata[NOTES]


def test_what_nbgrader_has_written_is_read_as_it_is(course: Path, notebook: Path):
    assert exported(notebook, sanitizing=False) == nbformat.read(notebook, as_version=4)
