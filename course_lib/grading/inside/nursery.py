"""The preloaded process: imports everything once, runs no student's code, and forks a walled-in child for each submission."""

import gc
import importlib
import json
import os
import random
import resource
import signal
import socket
import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from course_lib.grading.inside.large_pages import reserve_large_pages
from course_lib.grading.inside.messages import MAX_BYTES, READY, Writer
from course_lib.grading.inside.walls import WORK, Bounds, close_files, close_in, die_with_parent, enter_own_world, fork, limit

if TYPE_CHECKING:
    from course_lib.grading.inside.shell import Shell

GIVEN = "given.json"  # the cells of each notebook as students got it, but for those that are judged
_REHEARSALS = 4  # at most
# torch.optim and torch.func import torch's compiler at their first use: seconds of every submission that needs them.
PRELOADED = ("cloudpickle", "numpy", "torch", "torch._dynamo", "torch.nn.functional", "torch.utils.data", "torchvision", "matplotlib.pyplot",
             "matplotlib.backends.backend_agg", "PIL.Image", "PIL.PngImagePlugin", "PIL.JpegImagePlugin",
             "course_lib.cells", "course_lib.mnist.data", "course_lib.mnist.plots", "course_lib.mnist.curves",
             "course_lib.grading.inside.observer")


def main(folder: str, control: int, walled: bool) -> None:
    """Serve births until the grader closes the control channel, a file descriptor; `walled` False leaves the walls out.

    In the folder lies, beside the package, what students were given; behind walls it is rehearsed.
    """
    try:
        _serve(Path(folder, GIVEN), control, walled)
    except Exception:
        traceback.print_exc()
        os._exit(1)  # at once, or libraries would have the last word


def _serve(given: Path, control: int, walled: bool) -> None:
    die_with_parent()
    if walled:
        enter_own_world()
    for name in PRELOADED:
        importlib.import_module(name)
    shell = _ready_to_fork()
    if walled:
        _rehearse(shell, json.loads(given.read_text()))
    requests = socket.socket(fileno=control)
    requests.send(b"preloaded")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children that end are not waited for
    own_world = os.open("/proc/self/ns/pid", os.O_RDONLY) if walled else None
    while True:
        request, descriptors, *_ = socket.recv_fds(requests, 4096, 1)
        if not request:
            return
        _give_birth(shell, json.loads(request), descriptors[0], own_world)


def _ready_to_fork() -> "Shell":
    import torch

    from course_lib.grading.inside.preload import preload
    from course_lib.grading.inside.shell import Shell

    torch.set_num_threads(1)
    preload()
    shell = Shell()
    if (threads := len(os.listdir("/proc/self/task"))) != 1:
        raise RuntimeError(f"{threads} threads before the first fork: a lock of theirs would never open in a child")
    _share_memory()
    return shell


def _rehearse(shell: "Shell", notebooks: list[list[str]]) -> None:
    """Go on in a child that has rehearsed the notebooks and is otherwise as new; in this process where there is none.

    This process waits for that child, and ends with it. Cells that leave something behind end their child; another goes on without them.
    """
    os.chdir(WORK)  # where submissions run; here nothing can be written
    for _ in range(_REHEARSALS):
        here, there = os.pipe()
        if not (child := os.fork()):
            die_with_parent()
            os.close(here)
            spoiling = shell.rehearse(notebooks)
            with open(there, "w") as told:
                json.dump(sorted(spoiling), told)
            if spoiling:
                os._exit(0)
            return _share_memory()
        os.close(there)
        with open(here) as told:
            text = told.read()
        os.waitpid(child, 0)  # for long, where it is the one that goes on
        if text == "[]":
            os._exit(0)
        if not text:  # it died
            return
        notebooks = [[cell for cell in cells if cell not in json.loads(text)] for cells in notebooks]


def _share_memory() -> None:
    """Make ready for forks: what there is stays shared, and what a child takes is new."""
    gc.collect()
    gc.freeze()  # or the collector would write to, and so copy, every page in every child
    reserve_large_pages()


def _give_birth(shell: "Shell", request: dict, channel: int, own_world: int | None) -> None:
    """The child is behind walls where this world of processes is given."""
    try:
        born = os.fork() if own_world is None else fork(own_world)
    except OSError as error:
        return _tell(Writer(socket.socket(fileno=channel)), error)
    if born:
        return os.close(channel)
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # inherited as ignored where the grader runs in the background
        close_files([channel])
        _live(shell, request, channel, Writer(socket.socket(fileno=channel)), walled=own_world is not None)
    finally:
        os._exit(0)


def _live(shell: "Shell", request: dict, channel: int, writer: Writer, walled: bool) -> None:
    from course_lib.grading.inside.observer import serve

    bounds = Bounds(**request["bounds"])
    try:
        if walled:
            close_in(bounds)
        else:
            os.setsid()
            os.chdir(request["folder"])
            limit(replace(bounds, processes=resource.getrlimit(resource.RLIMIT_NPROC)[1]))  # all the user's would count
        _seed(request["chance"])
    except Exception as error:
        return _tell(writer, error)
    writer.write(READY)
    serve(shell, channel, writer)


def _tell(writer: Writer, error: Exception) -> None:
    writer.write(READY, repr(error).encode()[: MAX_BYTES[READY]])


def _seed(chance: int) -> None:
    """Every child would else draw the same numbers as its siblings; by the submission, so that two gradings agree."""
    import numpy
    import torch

    random.seed(chance)
    numpy.random.seed(chance % 2**32)
    torch.default_generator.manual_seed(chance)
