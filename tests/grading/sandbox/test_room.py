"""A room keeps its bounds, whatever runs in it: the grader neither waits for ever nor fills its memory."""

import socket
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from real_sandbox import all_gone, outputs, printed

from course_lib.grading.inside.messages import DONE, FILE, MAX_BYTES, OBSERVATION, OUTPUT, RUN
from course_lib.grading.inside.walls import Bounds
from course_lib.grading.judging.outputs import Outputs
from course_lib.grading.sandbox.engine import Engine
from course_lib.grading.sandbox.failure import SandboxLost
from course_lib.grading.sandbox.footprint import family
from course_lib.grading.sandbox.room import Ended, Patience, Room

SOON = Patience(processor=0.7, clock=3, after_interrupt=0.5)
HURRY = Patience(processor=20, clock=1, after_interrupt=0.3)
FAKE = """
import os, socket, struct, sys, time
channel = socket.socket(fileno=int(sys.argv[1]))
def frame(kind, payload=b""):
    channel.sendall(struct.pack(">cI", kind, len(payload)) + payload)
"""
NewRoom = Callable[[], Room]


@contextmanager
def fake(code: str) -> Iterator[Room]:
    """A room whose other end of the channel is held by this code, and no sandbox at all."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    command = [sys.executable, "-I", "-S", "-c", FAKE + code, str(theirs.fileno())]
    with theirs:
        process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stderr=subprocess.DEVNULL)
    try:
        with Room(ours, Bounds(memory=2000)) as room:
            yield room
    finally:
        process.kill()
        process.wait()


def frames(room: Room, patience: Patience = HURRY) -> Iterator[tuple[bytes, bytes]]:
    return room.ask(RUN, b"", patience, DONE)


@contextmanager
def memory_at_most(mebibytes: float) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] / 2**20 < mebibytes
    finally:
        tracemalloc.stop()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """On a busy machine, too: far less than it would take if nothing ended it."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds


def drained(room: Room, patience: Patience = HURRY) -> str:
    """Why it ended; what came before is forgotten."""
    with pytest.raises(Ended) as ended:
        for _ in frames(room, patience):
            pass
    return str(ended.value)


@pytest.mark.parametrize("code", [
    pytest.param("for _ in range(100): channel.sendall(b'x' * 2**20)", id="a hundred megabytes of garbage"),
    pytest.param("channel.sendall(b'O' + b'\\xff' * 4)\nfor _ in range(100): channel.sendall(b'x' * 2**20)", id="a frame of four gigabytes"),
    pytest.param("channel.sendall(b'r' + bytes(4))", id="a kind that only the grader sends"),
    *(pytest.param(f"channel.sendall(struct.pack('>cI', {kind}, {MAX_BYTES[kind] + 1}) + b'x' * 2**22)", id=f"one byte too many of {kind}")
      for kind in (OUTPUT, DONE, OBSERVATION)),
])
def test_what_no_honest_sender_sends_ends_it_at_once(code: str):
    with fake(f"frame(b'R')\n{code}\ntime.sleep(60)") as room, memory_at_most(2), within(20):
        assert "our own code would not send" in drained(room, Patience(60, 60))


def test_the_largest_observation_fits_and_nothing_more_is_held():
    size = MAX_BYTES[OBSERVATION]
    with fake(f"frame(b'R')\nframe(b'V', bytes({size}))\nframe(b'D')\ntime.sleep(60)") as room, memory_at_most(2.2 * size / 2**20):
        kinds = [(kind, len(payload)) for kind, payload in frames(room, Patience(60, 60))]
    assert kinds == [(OBSERVATION, size), (DONE, 0)]


@pytest.mark.parametrize("code", [
    pytest.param("while True: channel.sendall(struct.pack('>cI', b'O', 2) * 1000 + b'{}' * 1000)", id="nonsense in good order"),
    pytest.param("many = struct.pack('>cI2s', b'O', 2, b'{}') * 10_000\nwhile True: channel.sendall(many)", id="endless small frames"),
    pytest.param("while True: frame(b'O', b'{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": \"' + b'x' * 2**16 + b'\"}')",
                 id="endless text"),
    pytest.param("channel.sendall(struct.pack('>cI', b'O', 1000))\nwhile True: channel.sendall(b'x'), time.sleep(0.05)", id="drop by drop"),
    pytest.param("time.sleep(60)", id="nothing"),
])
def test_a_flood_and_a_drought_end_in_time(code: str):
    shown = Outputs()
    with fake(f"frame(b'R')\nimport signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n{code}") as room, memory_at_most(12), within(20):
        with pytest.raises(Ended):
            for kind, payload in frames(room, Patience(processor=3, clock=1.5, after_interrupt=0.5)):
                if kind == OUTPUT:
                    shown.add(payload)
    assert sum(len(output.text) for output in shown.finished()) < 300_000


def test_one_that_does_not_read_holds_up_nobody():
    with fake("frame(b'R')\nimport signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\ntime.sleep(60)") as room, within(20):
        with pytest.raises(Ended, match="did not end in time"):
            room.tell(FILE, bytes(2**25), HURRY)


def test_what_was_sent_before_the_end_is_still_read():
    seen = []
    with fake("frame(b'R')\nchannel.recv(5)\nfor _ in range(50): frame(b'O', bytes(1000))\nos._exit(0)") as room:
        with pytest.raises(Ended, match="the process ended"):
            for _, payload in frames(room, Patience(60, 60)):
                seen.append(payload)
                time.sleep(0.3 if len(seen) == 1 else 0)  # meanwhile it ends
    assert len(seen) == 50


def test_a_child_that_holds_the_channel_does_not_hold_the_grader():
    with fake("frame(b'R')\nif os.fork() == 0: os.setsid(), time.sleep(8), os._exit(0)\nos._exit(0)") as room, within(7):
        assert drained(room, Patience(60, 60)) == "the process ended"


@pytest.mark.parametrize("code, why", [
    pytest.param("frame(b'R', b'OSError: unshare')", "unshare", id="it says why"), pytest.param("", "no answer", id="it says nothing"),
    pytest.param("channel.sendall(b'R')", "half an answer", id="it says half of it"),
])
def test_a_failed_birth_is_told(code: str, why: str):
    with pytest.raises(SandboxLost, match=why), fake(code):
        pass


def test_a_loop_is_interrupted_and_the_next_cell_runs(new_room: NewRoom):
    with new_room() as room:
        *_, error, done = outputs(room, "print('begun')\nwhile True:\n    pass", SOON)
        assert (error["output_type"], error["ename"], done["well"]) == ("error", "KeyboardInterrupt", False)
        assert printed(room, "print('next')") == "next\n"


def test_waiting_is_limited_by_the_clock(new_room: NewRoom):
    with new_room() as room:
        assert outputs(room, "import time\ntime.sleep(60)", HURRY)[-2]["ename"] == "KeyboardInterrupt"


def test_the_time_of_children_counts(new_room: NewRoom):
    code = "import os, time\nif os.fork() == 0:\n    while True:\n        pass\ntime.sleep(60)"
    with new_room() as room, within(30):
        assert outputs(room, code, replace(SOON, clock=50))[-2]["ename"] == "KeyboardInterrupt"


@pytest.mark.parametrize("code", [
    pytest.param("import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass", id="deaf"),
    pytest.param("while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        continue", id="swallows it"),
    pytest.param("import itertools\nsum(itertools.repeat(1))", id="at work in C with Python's lock"),
    pytest.param("import sys\nsys.setswitchinterval(1e8)\nimport signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, [2])\nwhile True:\n    pass",
                 id="blocked"),
])
def test_one_that_ignores_the_interrupt_is_ended(code: str, new_room: NewRoom):
    with new_room() as room, within(30):
        with pytest.raises(Ended, match="did not end in time and could not be interrupted"):
            for _ in range(5):
                outputs(room, code, SOON)


@pytest.mark.parametrize("code", [
    pytest.param("import os\nos._exit(0)", id="exit with success"),
    pytest.param("import ctypes\nctypes.string_at(0)", id="a null pointer"),
    pytest.param("import os\nos.abort()", id="abort"),
    pytest.param("import os\nos.closerange(0, 1000)\nopen('/dev/null')\nprint('x')", id="all files closed"),
    pytest.param("import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(60)\nos._exit(0)", id="a child stays"),
])
def test_one_that_goes_away_is_ended_at_once(code: str, new_room: NewRoom):
    with new_room() as room, within(20):
        with pytest.raises(Ended, match="the process ended"):
            outputs(room, code, Patience(60, 60))


def test_it_cannot_stop_or_kill_itself_by_a_signal(new_room: NewRoom):
    code = "import os, signal\nfor number in (signal.SIGSTOP, signal.SIGKILL, signal.SIGTERM, signal.SIGTSTP):\n    os.kill(os.getpid(), number)"
    with new_room() as room:
        assert printed(room, f"{code}\nprint('still here')") == "still here\n"


def test_a_child_that_sleeps_does_not_hold_up_the_next_cell(new_room: NewRoom):
    with new_room() as room, within(15):
        printed(room, "import os, time\nif os.fork() == 0:\n    time.sleep(60)\n    os._exit(0)")
        assert printed(room, "print('next')") == "next\n"


def test_a_child_that_runs_out_of_the_cell_sends_nothing(new_room: NewRoom):
    with new_room() as room:
        assert printed(room, "import os\nif os.fork() == 0:\n    raise SystemExit\nos.wait()\nprint('once')") == "once\n"
        assert printed(room, "print('next')") == "next\n"


def test_endless_printing_ends_in_time_and_little_is_kept(new_room: NewRoom):
    shown = Outputs()
    with new_room() as room, memory_at_most(16), within(40):
        for kind, payload in room.ask(RUN, b"while True:\n    print('x' * 100_000)", SOON, DONE):
            if kind == OUTPUT:
                shown.add(payload)
    assert sum(len(output.get("text", "")) for output in shown.finished()) < 300_000


HOARD = "import mmap, time\nkeep = mmap.mmap(-1, 150 << 20)\nfor start in range(0, len(keep), 4096):\n    keep[start] = 1\n"


@pytest.mark.parametrize("code", [
    pytest.param(f"import os\nfor _ in range(8):\n    if os.fork() == 0:\n        break\n{HOARD}time.sleep(60)", id="children, each below the limit"),
    pytest.param(f"import subprocess, sys, time\nall = [subprocess.Popen([sys.executable, '-I', '-c', {HOARD + 'time.sleep(60)'!r}])"
                 " for _ in range(8)]\ntime.sleep(60)", id="other programs, each below the limit"),
])
def test_one_that_takes_too_much_memory_is_ended(code: str, engine: Engine):
    with engine._room(Bounds(memory=500), 0) as room, within(50):
        with pytest.raises(Ended, match="more than 500 MiB of memory"):
            outputs(room, code, Patience(60, 60))


@pytest.mark.parametrize("code, error", [
    pytest.param("keep = bytearray(2**30)", "MemoryError", id="at once"),
    pytest.param("import torch\nkeep = []\nwhile True:\n    keep.append(torch.ones(2**22))", "RuntimeError", id="by and by"),
])
def test_memory_beyond_the_limit_is_refused_in_the_cell(code: str, error: str, engine: Engine):
    with engine._room(Bounds(memory=500), 0) as room:
        assert outputs(room, code)[-2]["ename"] == error
        assert printed(room, "keep = None\nprint('next')") == "next\n"


def test_what_was_there_at_birth_does_not_count(engine: Engine):
    with engine._room(Bounds(memory=200), 0) as room:
        children = "import os, time\nfor _ in range(6):\n    if os.fork() == 0:\n        time.sleep(1)\n        os._exit(0)\ntime.sleep(1)"
        assert outputs(room, children)[-1]["well"]


def test_a_bomb_of_forks_is_ended_and_nothing_is_left(new_room: NewRoom):
    with new_room() as room, within(60):
        with pytest.raises(Ended):
            outputs(room, "import os, signal\nsignal.signal(2, signal.SIG_IGN)\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass",
                    replace(SOON, clock=2))
    with new_room() as room:
        assert printed(room, "print('born')") == "born\n"


def test_closing_ends_everything_in_it(new_room: NewRoom):
    with new_room() as room:
        printed(room, "import os, time\nfor _ in range(3):\n    if os.fork() == 0:\n        os.setsid()\n        if os.fork() == 0:\n"
                      "            time.sleep(60)\n        os._exit(0)")
        members = list(family(room.process))
        assert len(members) > 3
    assert all_gone(members)
    room.close()  # again


def test_a_room_that_was_ended_refuses_the_next_request(new_room: NewRoom):
    with new_room() as room:
        for _ in range(2):
            with pytest.raises(Ended):
                outputs(room, "import os\nos._exit(0)")
