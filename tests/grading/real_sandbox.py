"""One real sandbox for all tests that need one, because to preload it takes seconds; and a way to be an ordinary user."""

import atexit
import functools
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from course_lib.grading.inside.messages import DONE, OUTPUT, RUN
from course_lib.grading.sandbox.bubblewrap import bubblewrap, python_folders
from course_lib.grading.sandbox.engine import Engine
from course_lib.grading.sandbox.failure import SandboxError
from course_lib.grading.sandbox.room import Patience, Room

REPOSITORY = Path(__file__).parents[2]
ASSIGNMENT = "02_tensors"
QUICK = Patience(processor=20, clock=60)
_USER = "12345"  # of no account


def skip_or_fail(reason: str) -> None:
    """Skip, but never where nobody would notice that nothing was tested."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def need_bubblewrap() -> None:
    try:
        bubblewrap()
    except SandboxError as error:
        skip_or_fail(str(error))


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The same one in all folders of tests."""
    need_bubblewrap()
    cache = getattr(request.config, "cache", None)
    engine = _engine(cache and cache.mkdir("digits"))
    yield engine
    engine.close()


@functools.cache
def _engine(digits: Path | None) -> Engine:
    course = Path(tempfile.mkdtemp(prefix="course-of-tests-"))
    atexit.register(shutil.rmtree, course, ignore_errors=True)
    if digits is not None:  # they are fourteen thousand files
        (course / ".grading").mkdir()
        (course / ".grading" / "digits").symlink_to(digits)
    return Engine(course, ASSIGNMENT)


@pytest.fixture
def new_room(engine: Engine) -> Callable[[], Room]:
    return engine.rooms(chance=1)


def outputs(room: Room, code: str, patience: Patience = QUICK) -> list[dict]:
    """What a cell shows; the last one, whose kind is "done", tells whether it ended well."""
    return [json.loads(payload) | ({"output_type": "done"} if kind == DONE else {})
            for kind, payload in room.ask(RUN, code.encode(), patience, DONE) if kind in (OUTPUT, DONE)]


def printed(room: Room, code: str, patience: Patience = QUICK) -> str:
    """What a cell prints; it must end well."""
    shown = outputs(room, code, patience)
    assert shown[-1]["well"], [output.get("evalue") for output in shown]
    return "".join(output["text"] for output in shown if output.get("name") == "stdout")


def told(room: Room, code: str, patience: Patience = QUICK) -> Any:
    """What a cell prints, which is JSON."""
    return json.loads(printed(room, code, patience))


def all_gone(processes: list[int], seconds: float = 5) -> bool:
    """Whether they end in time; one that only waits for its parent to hear of it has ended."""
    end = time.monotonic() + seconds
    while (left := [one for one in processes if _runs(one)]) and time.monotonic() < end:
        time.sleep(0.01)
    return not left


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def as_ordinary_user(*arguments: str, seconds: float) -> subprocess.CompletedProcess:
    """Run this Python for root as a user without power or account, in a home of its own; skip where that can't be done."""
    if os.getuid() != 0:
        pytest.skip("an ordinary user runs these tests anyway")
    need_bubblewrap()
    if shutil.which("setpriv") is None:
        skip_or_fail("setpriv is not installed, so root cannot become another user")
    home = tempfile.mkdtemp(prefix="home-")
    try:
        os.chown(home, int(_USER), int(_USER))
        environment = {**os.environ, "HOME": home, "TMPDIR": home, "XDG_STATE_HOME": home, "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run([*_reachable(), "setpriv", "--reuid", _USER, "--regid", _USER, "--clear-groups", sys.executable,
                               *arguments], env=environment, cwd=REPOSITORY, timeout=seconds, text=True, capture_output=True)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _reachable() -> Iterator[str]:
    """A view of this machine in which folders that only root may enter let others through to Python and to the tests."""
    yield from (bubblewrap(), "--dev-bind", "/", "/", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
    needed = {*python_folders(), REPOSITORY.resolve()}
    behind = {folder: door for folder in needed if not needed & set(folder.parents) and (door := _closed_door(folder))}
    for door in set(behind.values()):
        yield from ("--perms", "0755", "--tmpfs", str(door))
    for folder, door in behind.items():
        for parent in reversed(folder.parents):
            if door in parent.parents:
                yield from ("--perms", "0755", "--dir", str(parent))
        yield from ("--ro-bind", str(folder), str(folder))


def _closed_door(folder: Path) -> Path | None:
    return next((parent for parent in reversed(folder.parents) if not parent.stat().st_mode & stat.S_IXOTH), None)
