import json
import subprocess
import sys

import nbformat
import pytest

from course_lib.authoring import build as build_module
from course_lib.authoring.build import build, built, stale
from course_lib.authoring.course import Course, release_path, source_path
from course_lib.authoring.fault import CourseError
from course_lib.authoring.release import make_releases
from course_lib.authoring.written import INVITATION


@pytest.fixture
def release(root):
    return {cell.id: cell for cell in nbformat.read(root / release_path("01_images"), as_version=4).cells}


def edit(path, old, new):
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")


def test_a_release_keeps_signature_and_docstring_and_loses_the_body(release):
    assert release["q01_invert"].source == (
        'def invert(image):\n    """Return the negative."""\n    # YOUR CODE HERE\n    raise NotImplementedError()'
    )


def test_a_release_shows_no_model_answer_and_no_mark_scheme(root, release):
    assert release["q02_written"].source == "YOUR ANSWER HERE"
    assert "MARK SCHEME" not in (root / release_path("01_images")).read_text("utf-8")
    assert release["q02_rubric"].source.strip() == INVITATION


def test_graded_and_setup_cells_are_locked_in_the_release(release):
    locked = {id for id, cell in release.items() if cell.metadata.get("editable") is False}
    assert locked == {"setup", "q01_invert_check", "q01_Stack_check", "q02_rubric"}


def test_every_graded_cell_carries_nbgraders_checksum(release):
    assert all("checksum" in cell.metadata.nbgrader for cell in release.values() if "nbgrader" in cell.metadata)


def test_a_second_build_writes_nothing(course):
    assert set(build(course).values()) == {False} and stale(course.root, course) == []


def test_no_gradebook_is_made_or_touched(root):
    assert list(root.rglob("*.db")) == []


def test_only_the_chosen_assignment_is_built(course, monkeypatch):
    monkeypatch.setattr(build_module, "make_releases", lambda sources, config: sources)
    assert list(built(course, ["02_tensors"])) == [source_path("02_tensors"), release_path("02_tensors")]


def test_an_assignment_without_a_text_is_told(course):
    with pytest.raises(CourseError, match="notebooks/09_x.py: there is no such text; choose among 01_images, 02_"):
        build(course, ["09_x"])


def test_a_folder_without_texts_is_no_course(course):
    with pytest.raises(CourseError, match="notebooks/: no text of a notebook lies there; give the course's folder"):
        built(Course(course.root / "release", ()))


def test_an_edited_release_a_missing_source_and_a_stranger_are_stale(course):
    edit(course.root / release_path("01_images"), "YOUR ANSWER HERE", "MY ANSWER")
    (course.root / source_path("02_tensors")).unlink()
    stranger = course.root / "source/01_images/old.ipynb"
    stranger.write_text("{}")
    assert stale(course.root, course) == sorted([
        release_path("01_images"), source_path("02_tensors"), stranger.relative_to(course.root)
    ])


def test_an_edit_in_source_is_not_overwritten_before_it_is_pulled(course):
    path = course.root / source_path("01_images")
    edit(path, "Needs `nothing`.", "Needs a pencil.")
    with pytest.raises(CourseError, match="01_images.ipynb: it was edited since it was built; 'course-lib pull 01_"):
        build(course)
    assert "pencil" in path.read_text("utf-8")
    build(course, force=True)
    assert "pencil" not in path.read_text("utf-8")


def test_an_edit_in_the_text_alone_is_built(course, monkeypatch):
    monkeypatch.setattr(build_module, "make_releases", lambda sources, config: {})
    edit(course.root / "notebooks/01_images.py", "Needs `nothing`.", "Needs a pencil.")
    assert build(course)[source_path("01_images")]
    assert "pencil" in (course.root / source_path("01_images")).read_text("utf-8")


@pytest.mark.slow
def test_what_nbgrader_says_reaches_the_author(course):
    source = (course.root / source_path("02_tensors")).read_bytes().replace(b"### END SOLUTION", b"### THE END")
    with pytest.raises(CourseError, match="no end solution statement found"):
        make_releases({"02_tensors": source}, course.root / "nbgrader_config.py")


def test_a_missing_configuration_is_told(course):
    with pytest.raises(CourseError, match="nbgrader_config.py: the file is missing"):
        make_releases({"02_tensors": b"{}"}, course.root / "gone.py")


def test_importing_the_authoring_side_loads_neither_torch_nor_nbgrader():
    code = "import sys, course_lib.authoring.verify; print({'torch', 'nbgrader'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_outputs_of_a_run_source_are_no_edit(course):
    path = course.root / source_path("01_images")
    notebook = json.loads(path.read_text("utf-8"))
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    cell["outputs"], cell["execution_count"] = [{"output_type": "stream", "name": "stdout", "text": "ran"}], 1
    path.write_text(json.dumps(notebook), "utf-8")
    assert build(course)[source_path("01_images")]  # no refusal, and the outputs are gone
    assert "ran" not in path.read_text("utf-8").replace("ranges", "")
