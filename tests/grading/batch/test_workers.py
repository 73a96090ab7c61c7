"""The processes that do the tasks: nothing is lost, whoever dies, and nobody stays behind. No sandbox is needed for that."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from small_class import come_true, runs

from course_lib.grading.batch.workers import Workers
from course_lib.grading.failure import GradingError

REPOSITORY = Path(__file__).parents[3]
LARGE = 100 * 2**20


@contextmanager
def workers(count: int, do: Callable) -> Iterator[Workers]:
    hands = Workers(count, do)
    try:
        yield hands
    finally:
        hands.close()


def results(hands: Workers, tasks: Iterable) -> list[tuple]:
    found = []
    for task in tasks:
        while not hands.room:
            found += hands.done()
        hands.put(task)
    while hands.busy:
        found += hands.done()
    return found


def processes(hands: Workers) -> list[int]:
    return [worker.process.pid for worker in hands._workers]


@pytest.mark.parametrize("count", [1, 3])
def test_each_task_comes_back_once_with_its_result(count: int):
    with workers(count, lambda task: task * task) as hands:
        assert sorted(results(hands, range(40))) == [(task, task * task) for task in range(40)]


def test_the_work_is_done_elsewhere_and_by_all():
    with workers(3, lambda _: (time.sleep(0.05), os.getpid())[1]) as hands:
        assert {result for _, result in results(hands, range(12))} == set(processes(hands))


def test_a_worker_that_is_killed_costs_nothing_but_time(tmp_path: Path):
    def do(task: int) -> int:
        if task == 4 and not (seen := tmp_path / "seen").exists():
            seen.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return -task

    with workers(2, do) as hands:
        before = set(processes(hands))
        assert sorted(results(hands, range(12))) == [(task, -task) for task in range(12)]
        assert len(before - set(processes(hands))) == 1


def test_a_task_that_kills_three_workers_is_given_up_and_the_rest_goes_on(tmp_path: Path):
    def do(task: int) -> int:
        with open(tmp_path / str(task), "a") as times:
            times.write("x")
        if task == 4:
            os.kill(os.getpid(), signal.SIGKILL)
        return -task

    with workers(2, do) as hands:
        found = dict(results(hands, range(12)))
    assert isinstance(found[4], RuntimeError) and "died, 3 times" in str(found[4])
    assert {task: result for task, result in found.items() if task != 4} == {task: -task for task in range(12) if task != 4}
    assert (tmp_path / "4").read_text() == "xxx"


def test_what_a_worker_sent_before_it_was_killed_counts(tmp_path: Path):
    def do(task: int) -> int:
        with open(tmp_path / str(task), "a") as times:
            times.write("x")
        if task == 1 and (tmp_path / "1").read_text() == "x":
            os.kill(os.getpid(), signal.SIGKILL)
        return task

    with workers(1, do) as hands:
        hands.put(0)
        hands.put(1)
        assert come_true(lambda: not runs(processes(hands)[0]))
        assert sorted(results(hands, [])) == [(0, 0), (1, 1)]
    assert (tmp_path / "0").read_text() == "x"


def test_a_worker_that_is_killed_while_it_waits_is_replaced():
    with workers(2, lambda task: -task) as hands:
        os.kill(processes(hands)[0], signal.SIGKILL)
        assert come_true(lambda: not runs(processes(hands)[0]))
        assert sorted(results(hands, range(6))) == [(task, -task) for task in range(6)]
        assert all(map(runs, processes(hands)))


def test_tasks_and_results_of_a_hundred_megabytes_pass():
    with workers(2, lambda task: task + b"!") as hands:
        found = results(hands, [b"1" * LARGE, b"2" * LARGE])
    assert sorted(task[:1] for task, _ in found) == [b"1", b"2"]
    assert all(result == task + b"!" for task, result in found)


def test_a_worker_that_is_killed_in_the_middle_of_a_large_result_does_it_again(tmp_path: Path):
    def do(_) -> bytes:
        (tmp_path / f"begun-{os.getpid()}").touch()
        return b"x" * LARGE

    with workers(1, do) as hands:
        hands.put(0)
        assert come_true(lambda: any(tmp_path.iterdir()))
        hands._workers[0].channel.poll(10)  # it has begun to send, and the pipe is full
        os.kill(processes(hands)[0], signal.SIGKILL)
        assert [(task, len(result)) for task, result in results(hands, [])] == [(0, LARGE)]
    assert len(list(tmp_path.iterdir())) == 2


class Particular(Exception):
    def __init__(self, one, other):
        super().__init__(f"{one} and {other}")  # cannot be unpickled: it is made from two, and keeps one


def test_exceptions_come_back_as_what_they_are_or_say_it():
    class Unknown(Exception):
        """No other process could find this class by its name."""

    raised = {"value": ValueError("no"), "grading": GradingError("no sandbox"), "two": Particular(1, 2), "local": Unknown("lost")}

    def do(task: str):
        raise raised[task]

    with workers(1, do) as hands:
        told = {task: (type(error), str(error)) for task, error in results(hands, raised)}
        (survivor,) = processes(hands)
        assert runs(survivor)
    assert told == {
        "value": (ValueError, "no"), "grading": (GradingError, "no sandbox"),
        "two": (RuntimeError, "Particular: 1 and 2"), "local": (RuntimeError, "Unknown: lost"),
    }  # fmt: skip


def test_a_result_that_cannot_be_sent_costs_that_task_alone():
    with workers(1, lambda task: (lambda: task) if task == 1 else task) as hands:
        found = dict(results(hands, range(3)))
    assert isinstance(found.pop(1), Exception)
    assert found == {0: 0, 2: 2}


def test_close_ends_workers_in_the_middle_of_their_work():
    hands = Workers(3, lambda _: time.sleep(100))
    for task in range(6):
        hands.put(task)
    running = processes(hands)
    assert all(map(runs, running))
    began = time.monotonic()
    hands.close()
    assert time.monotonic() - began < 5
    assert not any(map(runs, running))


def test_no_descriptor_is_left_over_when_workers_are_replaced(tmp_path: Path):
    def do(task: int) -> int:
        if task % 4 == 0 and not (seen := tmp_path / str(task)).exists():
            seen.touch()
            os._exit(1)
        return task

    with workers(2, do) as hands:
        before = len(os.listdir("/proc/self/fd"))
        results(hands, range(24))
        assert len(os.listdir("/proc/self/fd")) == before


PROGRAM = """
import sys, time
from course_lib.grading.batch.workers import Workers
hands = Workers(3, lambda seconds: time.sleep(seconds))
for _ in range(4):
    hands.put(100)  # two have no task and wait for one
print(*[worker.process.pid for worker in hands._workers], flush=True)
time.sleep(100)
"""


def test_no_worker_outlives_a_first_process_that_is_killed():
    first = subprocess.Popen([sys.executable, "-c", PROGRAM], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
    try:
        found = [int(one) for one in first.stdout.readline().split()]
        assert len(found) == 3 and all(map(runs, found))
    finally:
        first.kill()
        first.communicate()
    assert come_true(lambda: not any(map(runs, found)))


@pytest.fixture
def heeded_interrupts() -> Iterator[None]:
    """Also where pytest was started so that it ignores them."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_a_ctrl_c_in_the_terminal_does_not_end_the_workers(heeded_interrupts):
    with workers(2, lambda task: (time.sleep(0.2), task)[1]) as hands:
        results(hands, range(2))
        before = processes(hands)
        for process in before:
            os.kill(process, signal.SIGINT)
        assert sorted(results(hands, range(4))) == [(task, task) for task in range(4)]
        assert processes(hands) == before
