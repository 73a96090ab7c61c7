"""The preloaded process: imports everything once, runs nobody's code, and forks a walled-in child for each submission."""

import gc
import importlib
import json
import os
import random
import resource
import signal
import socket
from dataclasses import replace

from course_lib.grading.inside.messages import MAX_BYTES, READY, Writer
from course_lib.grading.inside.walls import Bounds, close_files, close_in, die_with_parent, enter_namespaces, limit

# torch.optim and torch.func import torch's compiler at their first use: seconds of every submission that needs them.
PRELOADED = ("cloudpickle", "numpy", "torch", "torch._dynamo", "torch.nn.functional", "torch.utils.data", "torchvision", "matplotlib.pyplot",
             "matplotlib.backends.backend_agg", "PIL.Image", "PIL.PngImagePlugin", "PIL.JpegImagePlugin",
             "course_lib.cells", "course_lib.mnist.data", "course_lib.mnist.plots", "course_lib.mnist.curves",
             "course_lib.grading.inside.observer")


def main(control: int, walled: bool) -> None:
    """Serve births until the grader closes the control channel, a file descriptor; `walled` False leaves the walls out."""
    die_with_parent()
    for name in PRELOADED:
        importlib.import_module(name)
    _make_ready_to_fork()
    requests = socket.socket(fileno=control)
    requests.send(b"preloaded")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children that end are not waited for
    while True:
        request, descriptors, *_ = socket.recv_fds(requests, 4096, 1)
        if not request:
            return
        _give_birth(json.loads(request), descriptors[0], walled)


def _make_ready_to_fork() -> None:
    import torch

    from course_lib.grading.inside.preload import preload

    torch.set_num_threads(1)
    preload()
    if (threads := len(os.listdir("/proc/self/task"))) != 1:
        raise RuntimeError(f"{threads} threads before the first fork: a lock of theirs would never open in a child")
    gc.collect()
    gc.freeze()  # or the collector would write to, and so copy, every page in every child


def _give_birth(request: dict, channel: int, walled: bool) -> None:
    """The second fork is the first process of the new namespaces; the one between ends at once."""
    if os.fork():
        os.close(channel)
        return
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # inherited as ignored where the grader runs in the background
        close_files([channel])
        writer = Writer(socket.socket(fileno=channel))
        try:
            if walled:
                enter_namespaces()
            born = os.fork()
        except OSError as error:
            return _tell(writer, error)
        if not born:
            _live(request, channel, writer, walled)
    finally:
        os._exit(0)


def _live(request: dict, channel: int, writer: Writer, walled: bool) -> None:
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
    serve(channel, writer)


def _tell(writer: Writer, error: Exception) -> None:
    writer.write(READY, repr(error).encode()[: MAX_BYTES[READY]])


def _seed(chance: int) -> None:
    """Every child would else draw the same numbers as its siblings; by the submission, so that two gradings agree."""
    import numpy
    import torch

    random.seed(chance)
    numpy.random.seed(chance % 2**32)
    torch.default_generator.manual_seed(chance)
