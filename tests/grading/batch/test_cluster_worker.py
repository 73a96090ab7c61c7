"""What a Dask worker does with a task, without Dask: the process of its own in which it is graded comes, goes and leaves nothing."""

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from small_class import ASSIGNMENT, NOTEBOOK, come_true

from course_lib.grading.batch import cluster_worker
from course_lib.grading.batch.cluster_worker import do_errand
from course_lib.grading.batch.grading_process import errand
from course_lib.grading.failure import GradingError
from course_lib.grading.judging.task import Task, Worked, task_for
from course_lib.grading.sandbox.settings import Settings
from course_lib.grading.unchanged import code_that_judges

pytestmark = pytest.mark.slow  # each starts a process that imports torch, and a sandbox


@pytest.fixture
def task(pristine: Path) -> Task:
    notebook = nbformat.read(pristine / "submitted/ada" / ASSIGNMENT / NOTEBOOK, as_version=4)
    return task_for(ASSIGNMENT, "ada", ASSIGNMENT, notebook, {}, b"secret")


@pytest.fixture
def graded(task: Task) -> Callable:
    """What comes back from the grading process."""
    return lambda: pickle.loads(do_errand(errand(task, "01_images", Settings(), code_that_judges())))


@pytest.fixture(autouse=True)
def of_thread(tmp_path: Path, monkeypatch) -> Iterator:
    """A thread that has no grading process yet, in a folder where one may look for modules in vain."""
    (tmp_path / "torch.py").write_text("raise SystemExit('this is a file of somebody who started a worker here')")
    (tmp_path / "temporary").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    yield cluster_worker._of_thread
    vars(cluster_worker._of_thread).pop("channel", None)


def all_right(worked: Worked) -> bool:
    return {outcome.verdict for outcome in worked.outcomes} == {"right"}


def test_one_process_grades_one_task_after_the_other(graded: Callable, of_thread):
    assert all_right(graded())
    first = of_thread.process
    assert all_right(graded())
    assert of_thread.process is first and first.poll() is None


def test_a_process_that_died_is_told_and_the_next_errand_gets_another_one(graded: Callable, of_thread):
    assert all_right(graded())
    of_thread.process.kill()
    with pytest.raises(RuntimeError, match="the process that graded it on a worker of the cluster died"):
        graded()
    assert all_right(graded())


def test_it_goes_with_its_thread_and_leaves_nothing(graded: Callable, of_thread, tmp_path: Path):
    assert all_right(graded())
    assert list((tmp_path / "temporary").glob("course-sandbox-*"))
    of_thread.channel.close()
    assert come_true(lambda: of_thread.process.poll() is not None, 30)
    assert not list((tmp_path / "temporary").glob("course-sandbox-*"))


def test_what_other_code_has_packed_is_refused_before_it_is_unpacked():
    told = pickle.loads(do_errand(pickle.dumps(("of another version", b"whatever that would be"))))
    assert isinstance(told, GradingError) and "another version of course_lib" in str(told)
