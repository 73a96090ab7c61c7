"""Ctrl-C in the middle: it stops within seconds, says that what is done is kept, and leaves no process behind."""

import signal
import time
from pathlib import Path
from subprocess import Popen

import pytest
from small_class import ASSIGNMENT, RIGHT, come_true, copy, hand_in_only, in_records, points, runs, slow, start

from course_lib.grading.autograde import grade
from course_lib.grading.sandbox.footprint import family

pytestmark = pytest.mark.slow  # whole runs of the command


@pytest.fixture
def course(pristine: Path, tmp_path: Path) -> Path:
    course = copy(pristine, tmp_path / "course")
    hand_in_only(course, {"ada": RIGHT, "blaise": slow(100), "chandra": slow(100), "dorothy": RIGHT})
    return course


def until(process: Popen, words: str) -> str:
    said = ""
    while words not in said and (line := process.stdout.readline()):
        said += line
    assert words in said, said
    return said


def stop(process: Popen, times: int) -> tuple[str, float]:
    """What it said from then on, and the seconds until it had ended."""
    everybody = list(family(process.pid))
    assert len(everybody) > 5  # itself, three workers, the preloaded process, a sandbox
    began = time.monotonic()
    for _ in range(times):
        process.send_signal(signal.SIGINT)
        time.sleep(0.1)
    said, _ = process.communicate(timeout=60)
    seconds = time.monotonic() - began
    assert come_true(lambda: not any(map(runs, everybody))), [one for one in everybody if runs(one)]
    return said, seconds


@pytest.mark.parametrize("times", [1, 2], ids=["once", "twice"])
def test_ctrl_c_stops_the_run_and_keeps_what_is_done(course: Path, engine, times: int):
    process = start(course, "--jobs", "3")
    try:
        until(process, "ada")
        said, seconds = stop(process, times)
    finally:
        process.kill()
    assert process.returncode == 130
    assert said.strip().splitlines()[-1] == (
        f"course-lib grade: stopped; what is graded is kept, and 'course-lib grade {ASSIGNMENT}' goes on from here"
    )
    assert "Traceback" not in said
    assert seconds < 10
    assert {"ada"} <= set(in_records(course)) <= {"ada", "dorothy"}
    lines: list[str] = []
    hand_in_only(course, dict.fromkeys(("ada", "blaise"), RIGHT))
    grade(course, ASSIGNMENT, tell=lines.append)
    assert "ada          unchanged" in lines[0] and "blaise" in lines[1] and "unchanged" not in lines[1]
    assert {student: points(course)[student] for student in ("ada", "blaise")} == {"ada": (6, 7), "blaise": (6, 7)}
