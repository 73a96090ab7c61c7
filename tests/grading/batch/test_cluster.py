"""The same class graded by the workers of a real Dask cluster on this machine."""

import itertools
import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from small_class import ASSIGNMENT, CLASS, come_true, copy, environment, outcome, slow
from small_course import submit

from course_lib.__main__ import main
from course_lib.grading.autograde import grade
from course_lib.grading.batch import cluster
from course_lib.grading.failure import GradingError
from course_lib.grading.sandbox.footprint import family

pytest.importorskip("distributed", reason="Dask is not installed")
pytestmark = pytest.mark.slow  # a scheduler, two workers, each with a sandbox of its own

KILLS = int(os.environ.get("COURSE_LIB_KILLS", 20))
SEED = int(os.environ.get("COURSE_LIB_KILL_SEED", 0))
SLOW = ("xenia", "yvonne", "zeno")


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
def handed_in(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with so much to do that no worker is through when the first results come."""
    course = copy(pristine, tmp_path_factory.mktemp("handed_in") / "course")
    for student in SLOW:
        submit(course, student, slow(1))
    return course


@pytest.fixture(scope="module")
def by_the_pool(handed_in: Path, engine, tmp_path_factory: pytest.TempPathFactory) -> dict:
    course = copy(handed_in, tmp_path_factory.mktemp("pool") / "course")
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


def test_a_cluster_comes_to_the_same_as_the_pool(handed_in: Path, by_the_pool, two_workers, tmp_path: Path):
    course = copy(handed_in, tmp_path / "course")
    results = grade(course, ASSIGNMENT, tell=None, scheduler=two_workers.address)
    assert not any(student.failure for student in results.students)
    assert outcome(course) == by_the_pool


def test_a_grading_process_that_is_killed_costs_nothing_but_time(handed_in: Path, by_the_pool, two_workers, tmp_path: Path):
    course, killed = copy(handed_in, tmp_path / "course"), []

    def tell(_: str) -> None:
        if not killed:
            killed.extend(grading_processes(two_workers.workers[0].pid))
            os.kill(killed[0], signal.SIGKILL)

    results = grade(course, ASSIGNMENT, tell=tell, scheduler=two_workers.address)
    assert len(killed) == 1
    assert not any(student.failure for student in results.students)
    assert outcome(course) == by_the_pool


@pytest.mark.long  # minutes: after each kill somebody imports torch again
def test_after_kills_at_random_moments_all_is_as_if_there_had_been_none(handed_in: Path, by_the_pool, two_workers, tmp_path: Path):
    print(f"COURSE_LIB_KILL_SEED={SEED}")
    draw, kills = random.Random(SEED), 0
    for number in itertools.count():
        course, done, victims = copy(handed_in, tmp_path / str(number)), threading.Event(), []
        killer = threading.Thread(target=kill_someone, args=(draw, two_workers.workers, done, victims))
        killer.start()
        while any(student.failure for student in grade(course, ASSIGNMENT, tell=None, scheduler=two_workers.address).students):
            print("the same command again")
        done.set()
        killer.join()
        print(f"course {number}: {victims}")
        assert outcome(course) == by_the_pool
        if (kills := kills + len(victims)) == KILLS:
            break


def kill_someone(draw: random.Random, workers: list[subprocess.Popen], done: threading.Event, victims: list[bytes]) -> None:
    """After a while, one of those below the nannies, unless all is done by then."""
    done.wait(draw.uniform(0, 6))
    everybody = [one for worker in workers for one in family(worker.pid) if one != worker.pid]
    if not done.is_set():
        with suppress(OSError, IndexError):
            victim = draw.choice(everybody)
            command = Path(f"/proc/{victim}/cmdline").read_bytes()
            os.kill(victim, signal.SIGKILL)
            victims.append(command[:160])


def grading_processes(worker: int) -> list[int]:
    return [one for one in family(worker) if b"grading_process" in Path(f"/proc/{one}/cmdline").read_bytes()]


def test_the_tasks_of_a_worker_that_is_killed_run_again_elsewhere(handed_in: Path, by_the_pool, two_workers, tmp_path: Path):
    course, one, killed = copy(handed_in, tmp_path / "course"), two_workers.workers[0], []

    def tell(_: str) -> None:
        if not killed:
            killed.extend(worker for worker in family(one.pid) if worker != one.pid and serves(worker))
            os.kill(killed[0], signal.SIGKILL)

    results = grade(course, ASSIGNMENT, tell=tell, scheduler=two_workers.address)
    assert killed and len(results.students) == len(CLASS) + len(SLOW)
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


def test_a_scheduler_that_is_lost_is_told_in_a_sentence(handed_in: Path, two_workers, tmp_path: Path, monkeypatch):
    """The last one here: the cluster is gone after it."""
    course = copy(handed_in, tmp_path / "course")
    monkeypatch.setattr(cluster, "_PATIENCE", 3)
    with pytest.raises(GradingError, match="out of reach; what is graded is kept"):
        grade(course, ASSIGNMENT, tell=lambda _: two_workers.scheduler.kill(), scheduler=two_workers.address)
    assert 1 <= len(outcome(course)["records"]) < len(CLASS) + len(SLOW)
