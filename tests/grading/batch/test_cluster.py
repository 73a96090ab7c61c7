"""The same class graded by the workers of a real Dask cluster on this machine."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from small_class import ASSIGNMENT, CLASS, come_true, copy, environment, outcome

from course_lib.__main__ import main
from course_lib.grading.autograde import grade
from course_lib.grading.batch import cluster
from course_lib.grading.failure import GradingError
from course_lib.grading.sandbox.footprint import family

pytest.importorskip("distributed", reason="Dask is not installed")
pytestmark = pytest.mark.slow  # a scheduler, two workers, each with a sandbox of its own


@contextmanager
def running(folder: Path, *command: str) -> Iterator[subprocess.Popen]:
    """A `dask` command until the block ends; what it says is in the folder."""
    with open(folder / f"{command[0]}.txt", "a") as said:
        process = subprocess.Popen([sys.executable, "-m", "dask", *command], cwd=folder, env=environment(), stdout=said, stderr=said)
    try:
        yield process
    finally:
        everybody = list(family(process.pid))
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            pass
        for one in everybody:  # a nanny's worker, and its sandbox
            try:
                os.kill(one, signal.SIGKILL)
            except OSError:
                pass
        process.wait()


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, subprocess.Popen]]:
    """Its address, and its process."""
    told = folder / "scheduler.json"
    with running(folder, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)) as process:
        assert come_true(told.is_file, 90), (folder / "scheduler.txt").read_text()
        yield json.loads(told.read_text())["address"], process


@contextmanager
def workers(folder: Path, address: str, count: int) -> Iterator[list[subprocess.Popen]]:
    options = ["--nthreads", "1", "--no-dashboard", "--local-directory", str(folder)]
    with ExitStack() as stack:
        yield [stack.enter_context(running(folder, "worker", address, *options)) for _ in range(count)]


@pytest.fixture(scope="module")
def by_the_pool(pristine: Path, engine, tmp_path_factory: pytest.TempPathFactory) -> dict:
    course = copy(pristine, tmp_path_factory.mktemp("pool") / "course")
    grade(course, ASSIGNMENT, tell=None, jobs=2)
    return outcome(course)


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    from distributed import Client

    folder = tmp_path_factory.mktemp("cluster")
    with scheduler(folder) as (address, process), workers(folder, address, 2) as both:
        with Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=120)
        yield SimpleNamespace(address=address, scheduler=process, workers=both)


def test_a_cluster_comes_to_the_same_as_the_pool(pristine: Path, by_the_pool, two_workers, tmp_path: Path):
    course = copy(pristine, tmp_path / "course")
    results = grade(course, ASSIGNMENT, tell=None, scheduler=two_workers.address)
    assert not any(student.failure for student in results.students)
    assert outcome(course) == by_the_pool


def test_the_tasks_of_a_worker_that_is_killed_run_again_elsewhere(pristine: Path, by_the_pool, two_workers, tmp_path: Path):
    course, one, killed = copy(pristine, tmp_path / "course"), two_workers.workers[0], []

    def tell(_: str) -> None:
        if not killed:
            killed.extend(worker for worker in family(one.pid) if worker != one.pid and serves(worker))
            os.kill(killed[0], signal.SIGKILL)

    results = grade(course, ASSIGNMENT, tell=tell, scheduler=two_workers.address)
    assert killed and len(results.students) == len(CLASS)
    assert not any(student.failure for student in results.students)
    assert outcome(course) == by_the_pool


def serves(process: int) -> bool:
    """Whether it is the process below a nanny that does the work, in sandboxes below it."""
    programs = [Path(f"/proc/{one}/comm").read_text().strip() for one in family(process)]
    return programs[0] != "bwrap" and "bwrap" in programs


def complaint(course: Path, address: str, capsys) -> str:
    assert main(["grade", ASSIGNMENT, "--course-dir", str(course), "--scheduler", address]) == 1
    told = capsys.readouterr()
    assert len(told.err.splitlines()) == 1, told.err
    return told.err


def test_no_scheduler_is_told_in_a_sentence(pristine: Path, tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setattr(cluster, "_PATIENCE", 2)
    told = complaint(copy(pristine, tmp_path / "course"), "tcp://127.0.0.1:1", capsys)
    assert "no Dask scheduler answers at tcp://127.0.0.1:1" in told and "dask scheduler" in told


def test_no_workers_is_told_in_a_sentence(pristine: Path, tmp_path: Path, capsys):
    with scheduler(tmp_path) as (address, _):
        told = complaint(copy(pristine, tmp_path / "course"), address, capsys)
    assert "has no workers" in told and f"dask worker {address}" in told


def test_a_worker_with_other_code_is_told_in_a_sentence(pristine: Path, two_workers, tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setattr(cluster, "code_that_judges", lambda: "a newer version")
    told = complaint(copy(pristine, tmp_path / "course"), two_workers.address, capsys)
    assert "another version of course_lib" in told


def test_a_scheduler_that_is_lost_is_told_in_a_sentence(pristine: Path, two_workers, tmp_path: Path, monkeypatch):
    """The last one here: the cluster is gone after it."""
    course = copy(pristine, tmp_path / "course")
    monkeypatch.setattr(cluster, "_PATIENCE", 3)
    with pytest.raises(GradingError, match="out of reach; what is graded is kept"):
        grade(course, ASSIGNMENT, tell=lambda _: two_workers.scheduler.kill(), scheduler=two_workers.address)
    assert 1 <= len(outcome(course)["records"]) < len(CLASS)
