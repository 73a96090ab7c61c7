"""A sample class: who is in it and what they hand in."""

from pathlib import Path

import nbformat
import pytest
from small_course import ASSIGNMENT, submit, write_source

from course_lib import examine, exercises
from course_lib.grading.failure import GradingError
from course_lib.grading.sample_class import make_sample_class
from course_lib.grading.students import student_names

ASKED = [exercises.find(name) for name in ("q01_invert", "q01_solid_color", "q03_archetype")]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Its release is its source, which is enough here: every cell of an answer is replaced or left."""
    write_source(tmp_path, [(exercise.id, exercise) for exercise in ASKED])
    (tmp_path / "source").rename(tmp_path / "release")
    return tmp_path


def sources(folder: Path) -> dict[str, str]:
    """A submission's answers by grade id."""
    cells = nbformat.read(folder / f"{ASSIGNMENT}.ipynb", as_version=4).cells
    marked = [cell for cell in cells if cell.metadata.get("nbgrader", {}).get("solution")]
    return {cell.metadata.nbgrader.grade_id: cell.source for cell in marked}


def test_the_same_seed_gives_the_same_class_and_another_seed_another(course: Path):
    def bytes_of_the_class(seed: int) -> list[bytes]:
        return [(f / f"{ASSIGNMENT}.ipynb").read_bytes() for f in make_sample_class(course, ASSIGNMENT, 5, seed)]

    assert bytes_of_the_class(0) == bytes_of_the_class(0) != bytes_of_the_class(1)


def test_the_first_student_has_everything_right(course: Path):
    first = sources(make_sample_class(course, ASSIGNMENT, 3)[0])
    for exercise in ASKED:
        names: dict = {}
        exec("import torch\n" + first[exercise.id], names)
        assert examine(exercise.id, names[exercise.name]).right
    assert "never used for training" in first["q02_written"]


def test_the_last_student_has_touched_nothing(course: Path):
    assert sources(make_sample_class(course, ASSIGNMENT, 3)[-1]) == sources(course / "release" / ASSIGNMENT)


def test_a_large_class_meets_every_kind_of_answer(course: Path):
    handed_in = [sources(folder) for folder in make_sample_class(course, ASSIGNMENT, 40)]
    texts = [text for answers in handed_in for text in answers.values()]
    for trace in ("os.write(2", "answr", "BEGIN SOLUTION", "return -image", "return ~image"):
        assert any(trace in text for text in texts), trace


def test_a_class_of_hundreds_has_different_names():
    names = student_names(300)
    assert len(set(names)) == 300 and names[0] == "ada" and "ada2" in names


def test_real_work_is_never_overwritten(course: Path):
    path = submit(course, "blaise", {"q01_invert": "mine"})
    before = path.read_bytes()
    with pytest.raises(GradingError, match="blaise.*somebody's work"):
        make_sample_class(course, ASSIGNMENT, 3)
    assert path.read_bytes() == before
    assert not (course / "submitted" / "ada").exists()


@pytest.mark.parametrize("assignment, students, told", [
    ("09_none", 3, "course-lib build 09_none"),
    (ASSIGNMENT, 0, "--students"),
])
def test_a_class_that_cannot_be_made_is_told_with_the_way_out(course: Path, assignment: str, students: int, told: str):
    with pytest.raises(GradingError, match=told):
        make_sample_class(course, assignment, students)
