"""Canaries: things that must fail in the sandbox, tried in the real one before the first submission."""

import json
import os
import secrets
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from course_lib.grading.inside.messages import DONE, OUTPUT, RUN
from course_lib.grading.inside.walls import Bounds
from course_lib.grading.sandbox.failure import SandboxError
from course_lib.grading.sandbox.footprint import family
from course_lib.grading.sandbox.room import Ended, Patience, Room

_PATIENCE = Patience(processor=20, clock=60)
_TIGHT = Bounds(memory=96, disk=8, processes=16)

_LOOK_OUT = """
import ctypes, json, os, socket, sys
def fails(attempt):
    try:
        attempt()
    except BaseException:
        return True
    return False
def connect(family, address):
    with socket.socket(family) as one:
        one.settimeout(1)
        one.connect(address)
def write(folder):
    path = os.path.join(folder, told["name"])
    open(path, "x").close()
    fails(lambda: os.unlink(path))
def takes_a_namespace():
    child = os.fork()  # a process with threads may not anyway
    if child == 0:
        os._exit(ctypes.CDLL(None).unshare(0x10000000) & 1)
    return os.waitpid(child, 0)[1] == 0
told = json.loads({told!r})
print(json.dumps({{
    **{{f"a file of yours ({{path}}) can be read": fails(lambda: open(path).read()) for path in told["files"]}},
    "a port of this machine can be reached": fails(lambda: connect(socket.AF_INET, ("127.0.0.1", told["port"]))),
    "a socket of this machine can be reached": fails(lambda: connect(socket.AF_UNIX, "\\0" + told["name"])),
    **{{f"{{folder}} can be written": fails(lambda: write(folder)) for folder in
       ["/", "/dev", "/usr", "/sandbox/package", sys.prefix, sys.base_prefix, os.path.dirname(json.__file__)]}},
    "it runs as root, or with power": os.getuid() != 0 and "CapEff:\\t0000000000000000" in open("/proc/self/status").read(),
    "it can take new namespaces": not takes_a_namespace(),
    "the exercises and their answers can be imported": fails(lambda: __import__("course_lib.exercises")),
    "other processes can be seen": [name for name in os.listdir("/proc") if name.isdigit()] == [str(os.getpid())],
}}))
"""
_TAKE_TOO_MUCH = {
    "more memory than allowed can be taken": "x = bytearray(1_000_000_000)\nx[::4096] = b'1' * len(x[::4096])\nprint('taken')",
    "more processes than allowed can be started": "import os, time\nfor _ in range(40):\n    if os.fork() == 0:\n"
                                                  "        time.sleep(5)\n        os._exit(0)\nprint('taken')",
    "more of the disk than allowed can be taken": "open('large', 'wb').write(bytes(64_000_000))\nprint('taken')",
}
_STAY_BEHIND = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(60)\n    os._exit(0)"


def self_test(new_room: Callable[[Bounds], Room], course: Path) -> None:
    """Try what must fail; `SandboxError` names the first thing that did not."""
    for canary, sings in _canaries(new_room, course):
        if not sings:
            raise SandboxError(
                f"the sandbox does not hold: {canary}. Nothing was graded. Look for what is special about this machine (an old "
                "kernel, a container without its own namespaces?), or grade on another one"
            )


def _canaries(new_room: Callable[[Bounds], Room], course: Path) -> Iterator[tuple[str, bool]]:
    with ExitStack() as stack:
        told, reached = _set_out(stack, course)
        with new_room(Bounds()) as room:
            found = _said(room, _LOOK_OUT.format(told=json.dumps(told)))
        try:
            yield from json.loads(found).items()
        except ValueError:
            yield f"the test in it came to nothing ({found.strip()[-300:] or 'it said nothing'})", False
        yield "a connection to this machine was made", not reached()
    for canary, code in _TAKE_TOO_MUCH.items():
        with new_room(_TIGHT) as room:
            yield canary, "taken" not in _said(room, code)
    yield "a process stays behind", _all_gone(new_room)


def _set_out(stack: ExitStack, course: Path) -> tuple[dict, Callable[[], bool]]:
    """Files, a port and a socket that must not be reached; and a function that tells whether they were."""
    files = []
    for folder in (course, tempfile.gettempdir(), Path.home()):
        if os.access(folder, os.W_OK):
            file = stack.enter_context(tempfile.NamedTemporaryFile("w", dir=folder, prefix=".canary-"))
            file.write(secrets.token_hex())
            file.flush()
            os.chmod(file.name, 0o644)
            files.append(file.name)
    port, name = stack.enter_context(socket.socket()), stack.enter_context(socket.socket(socket.AF_UNIX))
    port.bind(("127.0.0.1", 0))
    abstract = f"course-lib-canary-{secrets.token_hex(8)}"
    name.bind("\0" + abstract)
    for one in (port, name):
        one.listen()
        one.setblocking(False)
    return {"files": files, "port": port.getsockname()[1], "name": abstract}, lambda: any(map(_was_reached, (port, name)))


def _was_reached(listening: socket.socket) -> bool:
    try:
        listening.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def _said(room: Room, code: str) -> str:
    """What the code prints; a traceback, which may quote it, does not count."""
    said = ""
    try:
        for kind, payload in room.ask(RUN, code.encode(), _PATIENCE, DONE):
            if kind == OUTPUT and (output := json.loads(payload)).get("name") == "stdout":
                said += output["text"]
    except Ended:
        pass
    return said


def _all_gone(new_room: Callable[[Bounds], Room]) -> bool:
    with new_room(Bounds()) as room:
        _said(room, _STAY_BEHIND)
        members = list(family(room.process))
    began = time.monotonic()
    while any(os.path.exists(f"/proc/{one}") for one in members) and time.monotonic() - began < 5:
        time.sleep(0.01)
    return len(members) > 1 and not any(os.path.exists(f"/proc/{one}") for one in members)
