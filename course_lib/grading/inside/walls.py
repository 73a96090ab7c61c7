"""The walls of one submission: namespaces, file systems, user and limits of its own, taken on before any student's code."""

import ctypes
import os
import resource
import signal
from collections.abc import Sequence
from dataclasses import dataclass

from course_lib.grading.inside.large_pages import RESERVED
from course_lib.grading.inside.system_calls import forbid_system_calls

WORK = "/sandbox/work"
_MEBIBYTE = 2**20
_LEAST_ADDRESSES = 96 * _MEBIBYTE  # or no thread finds a place for its stack
_NAMESPACES = 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x40000000  # mount cgroup uts ipc net
_USERS, _PROCESSES = 0x10000000, 0x20000000
_NOSUID, _NODEV, _NOEXEC, _BIND, _REC, _PRIVATE = 0x2, 0x4, 0x8, 0x1000, 0x4000, 0x40000
_SET_DEATH_SIGNAL, _SET_DUMPABLE, _DROP_BOUND, _NO_NEW_PRIVILEGES = 1, 4, 24, 38
_LAST_CAPABILITY = 63
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Bounds:
    """What one submission may use; `user` is the user that it becomes where the grader is root."""

    memory: int = 3072  # mebibytes beyond what the preloaded process holds
    disk: int = 128  # mebibytes in each of the work folder, /tmp and /dev/shm
    processes: int = 64  # threads count
    cpu_seconds: int = 1800
    user: int = 0


def enter_own_world() -> None:
    """Go on as first process of a world of processes of one's own, with the power to make more of them; the old process waits."""
    _own_users()
    _call("unshare", _PROCESSES)
    if child := os.fork():
        os.waitpid(child, 0)
        os._exit(1)
    die_with_parent()


def fork(own_world: int) -> int:
    """As `os.fork`, but the child is the first process of a new world; `own_world` is one's `/proc/self/ns/pid`, opened.

    No process in between: to copy the tables of so much memory takes as long as all the rest of a birth.
    """
    _call("unshare", _PROCESSES)  # not of this process: of its next children
    born = None
    try:
        born = os.fork()
    finally:
        if born != 0:
            _call("setns", own_world, _PROCESSES)
    return born


def close_in(bounds: Bounds) -> None:
    """As first process of a new world: an empty disk, no network, no power, bounded in everything."""
    _call("unshare", _NAMESPACES)
    _mount(None, "/", None, _REC | _PRIVATE)
    _mount("proc", "/proc", "proc", _NOSUID | _NODEV | _NOEXEC)
    for place in (WORK, "/tmp", "/dev/shm"):
        _empty(place, f"size={bounds.disk}m,nr_inodes=20000,mode=1777")
    _mount("devpts", "/dev/pts", "devpts", _NOSUID | _NOEXEC, "newinstance,ptmxmode=0666,mode=600")
    limit(bounds)
    _own_users()
    _give_up_power(bounds.user)
    forbid_system_calls()
    os.chdir(WORK)


def limit(bounds: Bounds) -> None:
    """The limits that the kernel keeps for every process by itself."""
    for name, value in {
        "AS": _address_space() + max(_LEAST_ADDRESSES, bounds.memory * _MEBIBYTE - RESERVED),
        "CPU": bounds.cpu_seconds,
        "FSIZE": bounds.disk * _MEBIBYTE,
        "NOFILE": 512,
        "NPROC": bounds.processes,
        "CORE": 0,
        "MSGQUEUE": 0,
        "MEMLOCK": 0,
    }.items():
        kind = getattr(resource, f"RLIMIT_{name}")
        _, hard = resource.getrlimit(kind)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")  # where memory runs out, the kernel ends a submission before the grader


def close_files(keep: Sequence[int]) -> None:
    """Close all that was inherited; input is empty, output goes nowhere until the shell takes it."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    edges = [2, *sorted(keep), resource.getrlimit(resource.RLIMIT_NOFILE)[0]]
    for low, high in zip(edges, edges[1:], strict=False):
        os.closerange(low + 1, high)


def die_with_parent() -> None:
    _call("prctl", _SET_DEATH_SIGNAL, int(signal.SIGKILL), 0, 0, 0)


def _own_users() -> None:
    """Nothing for root. Anyone else is the same user, with all power over what is made from here on, and a count of processes from 0."""
    user, group = os.getuid(), os.getgid()
    if user == 0:
        return
    _call("unshare", _USERS)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def _give_up_power(user: int) -> None:
    for capability in range(_LAST_CAPABILITY):
        _libc.prctl(_DROP_BOUND, capability, 0, 0, 0)  # fails past the last one that the kernel has
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    _call("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _clear_capabilities()
    _call("prctl", _SET_DUMPABLE, 1, 0, 0, 0)  # or /proc/self belongs to root from here on


def _clear_capabilities() -> None:
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3, this process
    _call("capset", header, (ctypes.c_uint32 * 6)())


def _address_space() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def _empty(place: str, options: str) -> None:
    """Writable from here on, and without a file, but for what is mounted in it: a Python environment may lie in /tmp."""
    with open("/proc/self/mountinfo", "rb") as file:
        mounted = [line.split()[4].decode("unicode_escape").encode("latin-1") for line in file]  # a blank is told as \\040
    inner = {path: os.open(path, os.O_PATH) for path in mounted if path.startswith(f"{place}/".encode())}
    _mount("tmpfs", place, "tmpfs", _NOSUID | _NODEV, options)
    for path, handle in inner.items():
        if not os.path.lexists(path):  # else it came along with the one that it lies in
            os.makedirs(path)
            _mount(f"/proc/self/fd/{handle}", os.fsdecode(path), None, _BIND | _REC)
        os.close(handle)


def _mount(source: str | None, target: str, kind: str | None, flags: int, options: str = "") -> None:
    texts = [text.encode() if text is not None else None for text in (source, target, kind)]
    _call("mount", *texts, ctypes.c_ulong(flags), options.encode())


def _call(name: str, *arguments) -> None:
    if getattr(_libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
