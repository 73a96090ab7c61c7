"""The self-test refuses wherever a wall is missing, and says which: each is taken away here, one at a time."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from real_sandbox import ASSIGNMENT, need_bubblewrap

from course_lib.grading.inside.walls import Bounds
from course_lib.grading.sandbox import bubblewrap, preloaded, self_test
from course_lib.grading.sandbox.bubblewrap import Inside
from course_lib.grading.sandbox.engine import Engine
from course_lib.grading.sandbox.failure import SandboxError
from course_lib.grading.sandbox.package import lay_out
from course_lib.grading.sandbox.preloaded import Preloaded
from course_lib.grading.sandbox.room import Room

# Behind the nursery's last line: a birth under a chance that stands here goes without an inner wall.
WITHOUT = '''

from course_lib import left_out
from course_lib.grading.inside import walls

_mount, _birth, _namespaces = walls._mount, _give_birth, walls._NAMESPACES
_not_there = {
    "network": {"_NAMESPACES": _namespaces & ~0x40000000},
    "processes": {"fork": lambda own_world: os.fork(), "_mount": lambda *call: call[0] == "proc" or _mount(*call)},
    "powers": {"_give_up_power": lambda user: None},
    "system calls": {"forbid_system_calls": lambda: None},
    "answers": {},
}


def _give_birth(shell, request, channel, own_world):
    kept, missing = dict(vars(walls)), dict(enumerate(_not_there, 1)).get(request["chance"])
    vars(walls).update(_not_there.get(missing, {}))
    globals().update({name: vars(walls)[name] for name in ("fork", "close_in")})
    finder = left_out.Refusing
    if missing == "answers":
        sys.meta_path.remove(finder)
    _birth(shell, request, channel, own_world)
    if missing == "answers":
        sys.meta_path.insert(0, finder)
    vars(walls).update(kept)
'''
MOST_PROCESSES = 2**22  # that any machine numbers
INNER = ("network", "processes", "powers", "system calls", "answers")
NewRoom = Callable[[Bounds], Room]


class Ramshackle:
    """A sandbox without outer walls, whose inner ones can be taken away: `without` them, a maker of rooms."""

    def __init__(self, folder: Path, stack: ExitStack):
        self.package, self.bound = folder / "package", folder / "bound"
        lay_out(ASSIGNMENT, self.package)
        nursery = self.package / "course_lib" / "grading" / "inside" / "nursery.py"
        nursery.write_text("import sys\n" + nursery.read_text() + WITHOUT)
        shutil.rmtree(nursery.parent / "__pycache__")
        answers = self.package / "course_lib" / "exercises" / "__init__.py"
        answers.parent.mkdir()
        answers.write_text("")
        digits = folder / "digits"
        for made in (self.bound, digits):
            made.mkdir()
        self.package.chmod(0o555)  # its mount lets writers through
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(bubblewrap, "_namespaces", self._namespaces)
            patch.setattr(preloaded, "command", self._command)
            self._preloaded = stack.enter_context(Preloaded(Inside(self.package, digits), folder))
        self._preloaded.wait()

    def without(self, wall: str | None) -> NewRoom:
        """Under a user of its own: what stays behind where a wall is missing counts towards its user's processes."""
        missing = 1 + INNER.index(wall) if wall else 0
        user = preloaded._FIRST_USER + (1 + missing) * MOST_PROCESSES

        def new_room(bounds: Bounds) -> Room:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(preloaded, "_FIRST_USER", user)
                return self._preloaded.room(bounds, missing)

        return new_room

    def _namespaces(self) -> list[str]:
        return ["--unshare-ipc", "--unshare-pid", *(["--unshare-user"] if os.getuid() else [])]

    def _command(self, inside: Inside, course: Path, program: list[str]) -> list[str]:
        arguments = bubblewrap.command(inside, course, program)
        place = arguments.index(str(inside.package))
        arguments[place - 1] = "--bind"
        bound = [*bubblewrap._open_parents(self.bound), "--bind", str(self.bound), str(self.bound)]
        return [*arguments[: place - 1], *bound, *arguments[place - 1 :]]


@pytest.fixture(scope="module")
def ramshackle() -> Iterator[Ramshackle]:
    need_bubblewrap()
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder, ExitStack() as stack:  # over /tmp there is an inner wall
        os.chmod(folder, 0o755)
        yield Ramshackle(Path(folder), stack)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return tmp_path


def silent(new_room: NewRoom, course: Path) -> set[str]:
    """The canaries that say that something is wrong."""
    return {canary for canary, sings in self_test._canaries(new_room, course) if not sings}


def test_nothing_is_wrong_with_the_real_one(engine: Engine, course: Path):
    assert silent(lambda bounds: engine._room(bounds, 0), course) == set()
    self_test.self_test(lambda bounds: engine._room(bounds, 0), course)


def test_nothing_is_wrong_with_the_other_one_while_its_inner_walls_stand(ramshackle: Ramshackle, course: Path):
    assert silent(ramshackle.without(None), course) == set()


@pytest.mark.parametrize("wall, canaries", {
    "network": {"a port of this machine can be reached", "a socket of this machine can be reached", "a connection to this machine was made"},
    "processes": {"other processes can be seen", "a process stays behind"},
    "powers": {"it runs as root, or with power"},
    "system calls": {"it can take new namespaces"},
    "answers": {"the exercises and their answers can be imported"},
}.items())
def test_it_names_an_inner_wall_that_is_missing(wall: str, canaries: set[str], ramshackle: Ramshackle, course: Path):
    found = silent(ramshackle.without(wall), course)
    assert canaries <= found
    assert wall == "powers" or found == canaries  # root can do more than one thing
    with pytest.raises(SandboxError, match="|".join(map(re.escape, found))):
        self_test.self_test(ramshackle.without(wall), course)


def test_it_names_a_file_that_can_be_read(ramshackle: Ramshackle):
    with pytest.raises(SandboxError, match=f"a file of yours \\({ramshackle.bound}/.* can be read"):
        self_test.self_test(ramshackle.without(None), ramshackle.bound)


def test_it_names_a_folder_that_can_be_written(ramshackle: Ramshackle, course: Path):
    ramshackle.package.chmod(0o777)
    try:
        with pytest.raises(SandboxError, match="/sandbox/package can be written"):
            self_test.self_test(ramshackle.without(None), course)
    finally:
        ramshackle.package.chmod(0o555)


@pytest.mark.parametrize("name, amount, canary", [
    ("memory", 4096, "more memory than allowed"), ("processes", 200, "more processes than allowed"),
    ("disk", 128, "more of the disk than allowed"),
])
def test_it_names_a_limit_that_does_not_bite(name: str, amount: int, canary: str, engine: Engine, course: Path):
    with pytest.raises(SandboxError, match=canary):
        self_test.self_test(lambda bounds: engine._room(replace(bounds, **{name: amount}), 0), course)


def test_it_names_a_process_that_stays_behind(engine: Engine, course: Path):
    left = []

    def stays(bounds: Bounds) -> Room:
        left.append(room := engine._room(bounds, 0))
        room.close = lambda: None
        return room

    try:
        with pytest.raises(SandboxError, match="a process stays behind"):
            self_test.self_test(stays, course)
    finally:
        for room in left:
            Room.close(room)


def test_it_does_not_take_silence_for_proof(engine: Engine, course: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(self_test, "_LOOK_OUT", "{told!r}\nimport os\nos._exit(0)")
    with pytest.raises(SandboxError, match="it said nothing"):
        self_test.self_test(lambda bounds: engine._room(bounds, 0), course)


def test_nothing_is_graded_where_it_refuses(engine: Engine, course: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(self_test, "_TIGHT", Bounds())
    engine.start()
    with monkeypatch.context() as patch:
        patch.setattr(engine, "_tested", False)
        for _ in range(2):  # the second time no less
            with pytest.raises(SandboxError, match="Nothing was graded"):
                engine.rooms(chance=1)
