"""Whoever is killed, at whatever moment: after the next runs everything is as if nobody had been."""

import itertools
import multiprocessing
import os
import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from small_class import ASSIGNMENT, COLOR, DISTANCE, INVERT, NOTEBOOK, come_true, copy, outcome, run_command, runs

from course_lib.grading.judging import submission
from course_lib.grading.judging.task import task_for, work
from course_lib.grading.sandbox.engine import Engine
from course_lib.grading.sandbox.footprint import family

pytestmark = pytest.mark.slow  # runs of the command, one for each kill

KILLS = int(os.environ.get("COURSE_LIB_KILLS", 3))
SEED = int(os.environ.get("COURSE_LIB_KILL_SEED", 0))
VICTIMS = ("grader", "grader", "worker", "preloaded")


class Run:
    """`course-lib grade --resume` in a process of its own, which has imported already what takes seconds."""

    _context = multiprocessing.get_context("forkserver")
    _context.set_forkserver_preload(["course_lib.grading.autograde", "course_lib.grading.batch.local", "nbgrader.apps"])

    def __init__(self, course: Path):
        arguments = ["grade", ASSIGNMENT, "--course-dir", str(course), "--resume", "--jobs", "2"]
        self.known: set[int] = set()
        self.process = self._context.Process(target=run_command, args=(arguments,))
        self.process.start()

    @classmethod
    def warm_up(cls) -> None:
        (first := cls._context.Process(target=int)).start()
        first.join()

    def goes_on(self) -> bool:
        self.known |= set(family(self.process.pid)) if self.process.is_alive() else set()
        return self.process.is_alive()

    def kill(self, kind: str, moment: float) -> bool:
        """Kill the first process of that kind, so many seconds after it could begin its work; False where all was done by then."""
        while self.goes_on() and self._first(kind) is None:
            time.sleep(0.01)
        began = time.monotonic()
        while self.goes_on() and time.monotonic() - began < moment:
            time.sleep(0.01)
        if self.goes_on() and (victim := self._first(kind)) is not None:
            os.kill(victim, signal.SIGKILL)
            return True
        return False

    def spans(self) -> dict[str, float]:
        """For how many seconds there was a process of each kind; waits for the end."""
        appeared: dict[str, float] = {}
        while self.goes_on():
            for kind in VICTIMS:
                if kind not in appeared and self._first(kind):
                    appeared[kind] = time.monotonic()
            time.sleep(0.01)
        return {kind: time.monotonic() - since for kind, since in appeared.items()}

    def _first(self, kind: str) -> int | None:
        if kind == "grader":
            return self.process.pid
        try:
            children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
            commands = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
            ours = Path(f"/proc/{self.process.pid}/cmdline").read_bytes()
        except OSError:
            return None
        walled = [child for child, command in commands.items() if command.split(b"\0")[0].endswith(b"bwrap")]
        workers = [child for child, command in commands.items() if command == ours]
        return next(iter(walled if kind == "preloaded" else workers), None)

    def end(self) -> int:
        """Its status, once it and all that it had started are gone."""
        assert come_true(lambda: not self.goes_on(), 300), "it hangs"
        # nbgrader's `alembic`, which tells a version, and a sandbox that is just being put up end by themselves
        assert come_true(lambda: not any(map(runs, self.known)), seconds=60), [one for one in self.known if runs(one)]
        return self.process.exitcode


def test_after_kills_at_random_moments_all_is_as_if_there_had_been_none(pristine: Path, tmp_path: Path):
    print(f"COURSE_LIB_KILL_SEED={SEED}")
    draw, left = random.Random(SEED), KILLS
    undisturbed = copy(pristine, tmp_path / "undisturbed")
    Run.warm_up()
    spans = (first := Run(undisturbed)).spans()
    assert first.end() == 0
    expected = outcome(undisturbed)
    for number in itertools.count():
        course = copy(pristine, tmp_path / str(number))
        for kind, moment in killed_until_done(course, draw, spans, left):
            print(f"course {number}: {kind} after {moment:.2f} s of {spans[kind]:.2f}")
            left -= 1
        found = outcome(course)
        for part, value in expected.items():
            assert found[part] == value, (number, part)
        assert intact(course)
        if not left:
            break


def test_a_preloaded_process_that_is_killed_while_an_answer_is_watched_costs_nobody_points(pristine: Path, tmp_path, monkeypatch):
    notebook = nbformat.read(pristine / "submitted/ada" / ASSIGNMENT / NOTEBOOK, as_version=4)
    task, honest, watched = task_for(ASSIGNMENT, "ada", ASSIGNMENT, notebook, {}, b"secret"), submission.watch, []
    with Engine(tmp_path, "01_images") as engine:
        engine.test()

        def watch(exercise, *arguments):
            watched.append(exercise.id)
            if len(watched) == 2:
                os.kill(engine._preloaded.process, signal.SIGKILL)
            return honest(exercise, *arguments)

        monkeypatch.setattr(submission, "watch", watch)
        worked = work(engine, task)
    assert watched == [INVERT.id, COLOR.id, INVERT.id, COLOR.id, DISTANCE.id]
    assert {outcome.verdict for outcome in worked.outcomes} == {"right"}


def killed_until_done(course: Path, draw: random.Random, spans: dict[str, float], most: int) -> Iterator[tuple[str, float]]:
    """Runs on this course, at most so many with a kill, until one ends by itself; who was killed, and when."""
    done = False
    while not done:
        moment, run = draw.uniform(0, spans[kind := draw.choice(VICTIMS)]), Run(course)
        killed = most > 0 and run.kill(kind, moment)
        if killed:
            most -= 1
            yield kind, moment
        done = (status := run.end()) == 0
        assert done or killed, status


def intact(course: Path) -> bool:
    with sqlite3.connect(course / "gradebook.db") as gradebook:
        return gradebook.execute("pragma integrity_check").fetchall() == [("ok",)]
