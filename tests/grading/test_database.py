"""The gradebook's engine: one for each process, however often nbgrader opens the gradebook."""

import os
import sys
from pathlib import Path

import pytest
from nbgrader import api

from course_lib.grading.database import one_engine


@pytest.fixture(autouse=True)
def nbgrader_finds_alembic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))


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
