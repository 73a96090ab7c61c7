"""Whatever lies in the folder, and whatever the student is called: there are points and a reason, and nothing is lost."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from small_class import ASSIGNMENT, NOTEBOOK, RIGHT, copy, in_notebooks, in_records, points
from small_course import submit

from course_lib.grading.autograde import grade

pytestmark = pytest.mark.slow  # sandboxes and nbgrader

ALL, NOTHING = (6, 7), (0, 7)
NAMES = ("Zoë Müller", "o'brien", 'the "one"', "a[b]c", "*", "-x", "100%", "Ελένη", "a,b;c", "{student_id}", " leading", "trailing ")


def renamed(name: str) -> Callable[[Path], None]:
    return lambda notebook: notebook.rename(notebook.with_name(name))


def linked_elsewhere(notebook: Path) -> None:
    """To another student's, whose answers are right."""
    notebook.unlink()
    notebook.symlink_to(notebook.parents[2] / "o'brien" / ASSIGNMENT / NOTEBOOK)


def the_folder_linked(notebook: Path) -> None:
    shutil.rmtree(notebook.parent)
    notebook.parent.symlink_to(notebook.parents[2] / "o'brien" / ASSIGNMENT)


def unreadable_time(notebook: Path) -> None:
    (notebook.parent / "timestamp.txt").write_bytes(b"\xff when I was done")


# What was done to a folder with all answers right; what it is worth then; what must be said about it.
FOLDERS = {
    "no-notebook": (lambda notebook: notebook.rename(notebook.with_name("thoughts.md")), NOTHING, "No notebook of this assignment"),
    "empty": (Path.unlink, NOTHING, "nothing was handed in"),
    "copied": (renamed("01_small (1).ipynb"), ALL, "'01_small (1).ipynb' was graded in its place"),
    "as-text": (renamed("01_small.ipynb.txt"), ALL, "'01_small.ipynb.txt' was graded in its place"),
    "a-link": (linked_elsewhere, NOTHING, "a link; set aside"),
    "a-linked-folder": (the_folder_linked, NOTHING, "is a link to somewhere else"),
    "a-folder": (lambda notebook: (notebook.unlink(), notebook.mkdir()), NOTHING, "a folder with a notebook's name"),
    "no-time": (unreadable_time, ALL, "no time"),
}


@pytest.fixture(scope="module")
def graded(pristine: Path, engine, tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    course = copy(pristine, tmp_path_factory.mktemp("odd") / "course")
    shutil.rmtree(course / "submitted")
    for student in NAMES:
        submit(course, student, RIGHT)
    for student, (change, _, _) in FOLDERS.items():
        change(submit(course, student, RIGHT))
    before = kept(course)
    results = grade(course, ASSIGNMENT, tell=None, jobs=2)
    return SimpleNamespace(course=course, before=before, results={one.student: one for one in results.students})


def kept(course: Path) -> dict[str, bytes]:
    """All that was handed in, wherever it lies now; links by where they lead."""
    found = {}
    for top in ("submitted", ".grading/set_aside"):
        for place, folders, names in os.walk(course / top):
            for path in (Path(place, name) for name in [*folders, *names]):
                if path.is_symlink():
                    found[path.name, os.readlink(path)] = b""
                elif path.is_file() and not (top != "submitted" and path.suffix == ".json"):
                    found[str(path.relative_to(course / top))] = path.read_bytes()
    return found


@pytest.mark.parametrize("student", NAMES)
def test_a_student_of_any_name_is_graded(graded, student: str):
    assert graded.results[student].failure is None
    assert points(graded.course)[student] == ALL
    assert (graded.course / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html").is_file()


@pytest.mark.parametrize("student", FOLDERS)
def test_an_odd_folder_gets_points_and_a_reason(graded, student: str):
    _, worth, said = FOLDERS[student]
    assert graded.results[student].failure is None
    assert points(graded.course)[student] == worth
    assert said in " ".join(graded.results[student].notes)
    assert said in in_notebooks(graded.course)[student][0][1]
    assert (graded.course / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html").is_file()


def test_nothing_that_was_handed_in_is_changed_or_lost(graded):
    assert graded.before == kept(graded.course)


def test_the_next_run_finds_nobody_changed(graded, engine):
    lines = []
    grade(graded.course, ASSIGNMENT, tell=lines.append)
    assert len(lines) == len(NAMES) + len(FOLDERS)
    assert all("unchanged" in line for line in lines)


def test_a_fresh_grading_says_the_same(graded, engine, tmp_path: Path):
    course, before = graded.course, in_records(graded.course)
    grade(course, ASSIGNMENT, ["a-link", "a-linked-folder", "a-folder"], tell=None, fresh=True)
    assert in_records(course) == before
