"""Each wall of the sandbox, felt from inside."""

import errno
import os
import platform
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from real_sandbox import REPOSITORY, as_ordinary_user, printed, told

from course_lib.grading.inside.walls import Bounds
from course_lib.grading.sandbox.bubblewrap import environment, python_folders
from course_lib.grading.sandbox.engine import Engine
from course_lib.grading.sandbox.room import Room

PLACES = ("/sandbox/work", "/tmp", "/dev/shm")
MADE = {str(parent) for folder in python_folders() for parent in folder.parents}  # wherever this Python lies
# With these arguments the kernel would answer something else than EPERM, if only that a pointer leads nowhere.
ASKED_FOR_NOTHING = {
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "unshare": (272, 97), "setns": (308, 268), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "memfd_create": (319, 279), "keyctl": (250, 219), "add_key": (248, 217), "bpf": (321, 280),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "userfaultfd": (323, 282), "perf_event_open": (298, 241),
    "shmget": (29, 194), "msgget": (68, 186), "mq_open": (240, 180), "open_tree": (428, 428), "fsopen": (430, 430), "syslog": (103, 116),
}
COLUMN = {"x86_64": 0, "aarch64": 1}
CALL = """
import ctypes, json, os
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    ctypes.set_errno(0)
    result = libc.syscall(number, *map(ctypes.c_long, arguments))
    if result == 0 and number in (56, 220):
        os._exit(0)
    return ctypes.get_errno() if result == -1 else 0
"""
needs_filter = pytest.mark.skipif(platform.machine() not in COLUMN, reason="no filter for this machine is known")


@pytest.fixture(scope="module")
def room(engine: Engine) -> Iterator[Room]:
    """One for all that only look around."""
    with engine.rooms(chance=1)() as room:
        yield room


def seen(room: Room, expression: str, before: str = "") -> Any:
    return told(room, f"import json, os\n{before}\nprint(json.dumps({expression}))")


def status(room: Room) -> dict[str, str]:
    return dict(line.split(":\t", 1) for line in seen(room, "open('/proc/self/status').read()").splitlines() if ":\t" in line)


def test_it_is_a_user_of_its_own(room: Room):
    user = set(status(room)["Uid"].split())
    if os.getuid() == 0:
        assert len(user) == 1 and int(user.pop()) > 1_000_000_000
        assert status(room)["Groups"].strip() == ""
    else:
        assert user == {str(os.getuid())}


def test_it_has_no_capabilities_and_gains_none(room: Room):
    found = status(room)
    assert {name: found[name] for name in found if name.startswith("Cap")} == dict.fromkeys(
        ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"), "0" * 16)
    assert found["NoNewPrivs"] == "1"
    failures = "def fails(*call):\n    try:\n        call[0](*call[1:])\n    except OSError:\n        return True\n    return False\n"
    assert seen(room, "[fails(os.setuid, 0), fails(os.setgid, 0), fails(os.setgroups, [0]), fails(os.chroot, '/tmp'), fails(os.nice, -1)]",
                failures) == [True] * 5


@needs_filter
@pytest.mark.parametrize("name", ASKED_FOR_NOTHING)
def test_a_system_call_that_reaches_deep_is_refused(name: str, room: Room):
    number = ASKED_FOR_NOTHING[name][COLUMN[platform.machine()]]
    assert seen(room, f"call({number}, -1, -1, -1, -1, -1)", CALL) == errno.EPERM


@needs_filter
def test_no_clone_takes_a_new_namespace(room: Room):
    clone = (56, 220)[COLUMN[platform.machine()]]
    flags = [0x80, 0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000]
    assert seen(room, f"[call({clone}, flag | 17, 0, 0, 0, 0) for flag in {flags}]", CALL) == [errno.EPERM] * 8
    assert seen(room, "call(435, 0, 0)", CALL) == errno.ENOSYS


def test_threads_programs_and_forks_work(room: Room):
    assert seen(room, "results", """
import multiprocessing, subprocess, sys, threading, torch
results = []
thread = threading.Thread(target=results.append, args=("a thread",))
thread.start(), thread.join()
results.append(subprocess.run([sys.executable, "-c", "print('a program')"], capture_output=True, text=True).stdout.strip())
results.append(os.popen("echo a shell").read().strip())
with multiprocessing.get_context("fork").Pool(2) as pool:
    results.append(pool.map(str.upper, ["a", "pool"]))
results.append(int(torch.utils.data.DataLoader([1, 2], num_workers=1).__iter__().__next__()))
""") == ["a thread", "a program", "a shell", ["A", "POOL"], 1]


def test_every_file_system_but_three_is_read_only(room: Room):
    mounts = [line.split() for line in seen(room, "open('/proc/self/mountinfo').read()").splitlines()]
    writable = {mount[4] for mount in mounts if "rw" in mount[5].split(",")}
    devices = {place for place in writable if place.startswith("/dev/") and place != "/dev/shm"}
    assert writable - devices == {*PLACES, "/proc"}
    assert devices <= {"/dev/" + name for name in ("null", "zero", "full", "random", "urandom", "tty", "pts", "console", "mqueue")}


def test_every_file_system_that_can_be_written_forbids_the_rise_of_users_and_devices(room: Room):
    mounts = [line.split() for line in seen(room, "open('/proc/self/mountinfo').read()").splitlines()]
    options = {mount[4]: set(mount[5].split(",")) for mount in mounts}  # what lies on top is the last one
    assert all({"nosuid", "nodev"} <= options[place] for place in PLACES)


def test_no_other_folder_can_be_written(room: Room):
    assert set(seen(room, "found", """
found = []
for folder, inner, files in os.walk("/"):
    if folder.count("/") > 4 or folder.startswith("/proc"):
        inner.clear()
        continue
    try:
        open(os.path.join(folder, "mark"), "x").close()
    except OSError:
        continue
    os.unlink(os.path.join(folder, "mark"))
    found.append(folder)
""")) - MADE == set(PLACES)


@pytest.mark.parametrize("place", PLACES)
def test_a_place_to_write_is_bounded(place: str, engine: Engine):
    with engine._room(Bounds(disk=4), 0) as room:
        assert seen(room, "[written, error]", f"""
written, error = 0, None
try:
    for number in range(40):
        with open(f"{place}/{{number}}", "wb", buffering=0) as file:
            written += file.write(bytes(2**20))
except OSError as failure:
    error = failure.errno
""") == [4 * 2**20, errno.ENOSPC]


def test_a_place_to_write_takes_only_so_many_files(room: Room):
    assert 10_000 < seen(room, "count", """
count = 0
try:
    os.mkdir("many")
    for count in range(30_000):
        open(f"many/{count}", "x").close()
except OSError:
    pass
import shutil
shutil.rmtree("many")
""") < 20_000


def test_what_one_leaves_no_other_finds(new_room: Callable[[], Room]):
    leave = f"for place in {PLACES}:\n    open(place + '/note', 'w').write('for you')\n    os.mkdir(place + '/folder')"
    look = f"[name for place in {PLACES} for name in os.listdir(place) if os.path.join(place, name) not in {MADE}]"
    with new_room() as one, new_room() as neighbour:
        assert "note" in seen(one, look, leave)
        assert seen(neighbour, look) == []
    with new_room() as successor:
        assert seen(successor, look) == []


def test_there_is_no_network(room: Room):
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert seen(room, "[attempt(socket.AF_INET, ('127.0.0.1', %d)), attempt(socket.AF_INET, ('192.0.2.1', 80)), socket.if_nameindex()]"
                    % server.getsockname()[1], """
import socket
def attempt(family, address):
    with socket.socket(family) as end:
        end.settimeout(2)
        try:
            return end.connect(address) or "connected"
        except OSError as error:
            return error.errno
""") == [errno.ENETUNREACH, errno.ENETUNREACH, [[1, "lo"]]]


@needs_filter
def test_only_sockets_of_the_own_network_can_be_made(room: Room):
    """A socket of virtual machines (40) belongs to no network namespace; the kernel's own (38, 17) are deep."""
    assert seen(room, "[attempt(family) for family in (1, 2, 10, 16, 38, 40, 17, 31, 44)]", """
import socket
def attempt(family):
    for kind in (1, 2, 3, 5):
        try:
            socket.socket(family, kind).close()
            return 0
        except OSError as error:
            failure = error.errno
    return failure
""")[-5:] == [errno.EAFNOSUPPORT] * 5
    assert seen(room, "[attempt(family) for family in (1, 2, 16)]") == [0, 0, 0]


def test_little_of_the_machine_can_be_seen(room: Room):
    assert set(seen(room, "os.listdir('/etc')")) <= {"ld.so.cache", "alternatives", "localtime"}
    home, temporary = Path.home(), tempfile.gettempdir()
    hidden = [REPOSITORY / "source", REPOSITORY / "course_lib", "/etc/passwd", "/etc/shadow", "/var/log", "/run", "/sys", "/srv", "/boot", "/mnt"]
    hidden += [path for path in (home / ".bashrc", home / ".ssh", home / ".local", home / ".cache") if path.exists()]
    hidden += [path for name in os.listdir(temporary) if str(path := Path(temporary, name)) not in MADE]
    assert set(seen(room, f"[path for path in {list(map(str, hidden))} if os.path.exists(path)]")) <= MADE


def test_no_exercise_can_be_imported_and_no_later_answer(room: Room):
    assert seen(room, "found", """
import importlib
found = []
for name in ("course_lib.exercises", "course_lib.exercises.tensors.q09_distances", "course_lib.mnist.distances",
             "course_lib.mnist.learner", "course_lib.grading.judging"):
    try:
        importlib.import_module(name)
        found.append(name)
    except ImportError:
        pass
""") == []


def test_the_environment_is_the_sandboxs_own(room: Room):
    set_inside = {"PWD", "TORCHINDUCTOR_CACHE_DIR", "FORCE_COLOR", "CLICOLOR_FORCE", "PAGER", "GIT_PAGER"}
    assert set(seen(room, "dict(os.environ)")) <= environment().keys() | set_inside
    first = seen(room, "open('/proc/self/environ').read()").strip("\0").split("\0")
    assert {one.partition("=")[0] for one in first} <= environment().keys() | {"PWD"}


def test_it_sees_no_process_but_its_own(new_room: Callable[[], Room]):
    with new_room() as one, new_room() as other:
        for room in (one, other):
            assert seen(room, "[name for name in os.listdir('/proc') if name.isdigit()]") == ["1"]
        printed(one, "import os, signal\ntry:\n    os.kill(-1, signal.SIGKILL)\nexcept ProcessLookupError:\n    pass")
        assert printed(other, "print('alive')") == "alive\n"
    with new_room() as next_one:
        assert printed(next_one, "print('born')") == "born\n"


def test_nothing_is_open_but_streams_and_the_channel(new_room: Callable[[], Room]):
    with new_room() as room:
        found = seen(room, "found", """
import socket, stat
found = []
for name in sorted(map(int, os.listdir("/proc/self/fd"))):
    try:
        place = os.readlink(f"/proc/self/fd/{name}")
    except OSError:
        continue  # that of the list itself
    if place.startswith("socket:"):
        with socket.socket(fileno=os.dup(name)) as end:
            place = [place, end.type == socket.SOCK_STREAM, end.family == socket.AF_UNIX, end.getsockname() or end.getpeername()]
    found.append(place)
""")
    sockets = [place for place in found if isinstance(place, list)]
    plain = {place for place in found if isinstance(place, str)}
    assert all(place in ("/dev/null", "anon_inode:[eventpoll]") or place.startswith("pipe:") for place in plain)
    assert all(facts == [True, True, ""] for _, *facts in sockets)
    assert len({name for name, *_ in sockets}) <= 3  # the channel, and the two ends of asyncio's own


def test_no_limit_can_be_lifted(room: Room):
    limits = seen(room, "{name: resource.getrlimit(getattr(resource, name)) for name in dir(resource) if name.startswith('RLIMIT_')}",
                  "import resource")
    bounds = Bounds()
    expected = {"CPU": bounds.cpu_seconds, "FSIZE": bounds.disk * 2**20, "NPROC": bounds.processes, "CORE": 0, "MSGQUEUE": 0}
    for name, value in expected.items():
        soft, hard = limits[f"RLIMIT_{name}"]
        assert soft == hard <= value, name
    soft, hard = limits["RLIMIT_AS"]
    assert soft == hard < 64 * 2**30
    assert seen(room, "[attempt(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE, resource.RLIMIT_CPU)]", """
def attempt(kind):
    try:
        resource.setrlimit(kind, (-1, -1))
    except ValueError:
        return "refused"
""") == ["refused"] * 4


def test_the_kernel_would_end_it_before_the_grader(room: Room):
    assert seen(room, "open('/proc/self/oom_score_adj').read()").strip() == "1000"


@pytest.mark.slow
def test_the_walls_stand_for_an_ordinary_user_too():
    files = [f"tests/grading/sandbox/test_{name}.py" for name in ("walls", "self_test", "engine")]
    ran = as_ordinary_user("-m", "pytest", "-p", "no:cacheprovider", *files, "-m", "not slow", "-ra", "-o", "addopts=--import-mode=importlib",
                           seconds=600)
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-1000:]
    assert " passed" in ran.stdout and "SKIPPED" not in ran.stdout
