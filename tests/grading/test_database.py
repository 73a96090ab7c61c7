"""The gradebook: one engine for each process, however often nbgrader opens it, and one transaction for each submission."""

import os
import shutil
import signal
import sqlite3
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from nbgrader import api

from course_lib.grading.database import one_engine, one_transaction


WITH_ALEMBIC = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


@pytest.fixture(autouse=True)
def nbgrader_finds_alembic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", WITH_ALEMBIC)


def test_a_gradebook_that_is_opened_again_has_the_same_engine(tmp_path: Path):
    url, honest = f"sqlite:///{tmp_path}/gradebook.db", api.create_engine
    with one_engine():
        with api.Gradebook(url) as one:
            one.add_student("ada")
        with api.Gradebook(url) as two:
            assert two.engine is one.engine and [student.id for student in two.students] == ["ada"]
        with api.Gradebook(f"sqlite:///{tmp_path}/other.db") as other:
            assert other.engine is not one.engine and other.students == []
    assert api.create_engine is honest


def test_a_child_has_its_own(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/gradebook.db"
    with one_engine(), api.Gradebook(url, "course") as gradebook:
        if not (child := os.fork()):
            with api.Gradebook(url, "course") as childs:
                os._exit(int(childs.engine is gradebook.engine))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.fixture(scope="module")
def new_gradebook(tmp_path_factory) -> Path:
    """It takes nbgrader seconds to make one."""
    path = tmp_path_factory.mktemp("new") / "gradebook.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", WITH_ALEMBIC)
        api.Gradebook(f"sqlite:///{path}", "course").close()
    return path


@pytest.fixture
def course(tmp_path: Path, new_gradebook: Path) -> SimpleNamespace:
    """What `one_transaction` asks of nbgrader's programming interface: where the gradebook is."""
    shutil.copy(new_gradebook, tmp_path)
    return SimpleNamespace(coursedir=SimpleNamespace(db_url=f"sqlite:///{tmp_path}/gradebook.db", course_id="course"))


def gradebook(course: SimpleNamespace) -> api.Gradebook:
    return api.Gradebook(course.coursedir.db_url, course.coursedir.course_id)


def students(course: SimpleNamespace) -> list[str]:
    with gradebook(course) as now:
        return [student.id for student in now.students]


def enter(course: SimpleNamespace, *names: str) -> None:
    for name in names:
        with gradebook(course) as opened_anew:
            opened_anew.add_student(name)


def test_all_is_written_at_the_end_and_the_inside_sees_it_at_once(course: SimpleNamespace, tmp_path: Path):
    enter(course, "ada")
    with one_transaction(course):
        enter(course, "ben", "cleo")
        assert students(course) == ["ada", "ben", "cleo"]
        with sqlite3.connect(tmp_path / "gradebook.db") as somebody_else:
            assert somebody_else.execute("select id from student").fetchall() == [("ada",)]
    assert students(course) == ["ada", "ben", "cleo"]


def test_what_is_taken_back_was_never_there(course: SimpleNamespace):
    enter(course, "ada")
    with one_transaction(course) as take_back:
        enter(course, "ben", "cleo")
        take_back()
    assert students(course) == ["ada"]


def test_an_error_takes_all_back(course: SimpleNamespace):
    enter(course, "ada")
    with pytest.raises(KeyboardInterrupt), one_transaction(course):
        enter(course, "ben", "cleo")
        raise KeyboardInterrupt
    assert students(course) == ["ada"]


def test_a_process_that_is_killed_takes_all_back(course: SimpleNamespace):
    enter(course, "ada")
    if not (child := os.fork()):
        with one_engine(), one_transaction(course):
            enter(course, "ben", "cleo")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert students(course) == ["ada"]


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own, about objects it has not saved yet
def test_sums_are_worked_out_anew_where_the_gradebook_is_opened_anew(course: SimpleNamespace):
    enter(course, "ada")
    with gradebook(course) as made:
        made.add_assignment("one")
        made.add_notebook("book", "one")
        made.add_grade_cell("cell", "book", "one", max_score=5, cell_type="code")
        made.add_submission("one", "ada")
    with one_transaction(course), gradebook(course) as first, gradebook(course) as second:
        kept = first.find_submission("one", "ada")
        assert kept.score == 0
        first.find_grade("cell", "book", "one", "ada").auto_score = 3
        first.db.commit()
        assert second.find_submission("one", "ada").score == 3 == kept.score


def test_nbgrader_is_itself_again_afterwards(course: SimpleNamespace):
    honest = api.Gradebook.__init__, api.Gradebook.close
    with one_transaction(course):
        assert api.Gradebook.__init__ is not honest[0]
    assert (api.Gradebook.__init__, api.Gradebook.close) == honest
