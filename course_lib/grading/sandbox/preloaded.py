"""The grader's side of the preloaded process: start it, have it fork, end it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from course_lib.grading.inside.walls import Bounds
from course_lib.grading.sandbox.bubblewrap import PACKAGE, Inside, command, environment
from course_lib.grading.sandbox.failure import SandboxError, SandboxLost
from course_lib.grading.sandbox.room import Room

BUBBLEWRAP, NONE = "bubblewrap", "none"
_FIRST_USER = 1_900_000_000  # far from the users of any machine; one for each process that grades
_PATIENCE = 300  # seconds to import torch and rehearse on a busy machine
_PROGRAM = "import sys; sys.path[0:0] = [sys.argv[1]]; from course_lib.grading.inside.nursery import main; " \
           "main(sys.argv[1], int(sys.argv[2]), walled=sys.argv[3] == 'walled')"


class Preloaded:
    """A process that has imported torch and forks, on demand, into a fresh sandbox; ends with `close` or with the grader."""

    def __init__(self, inside: Inside, course: Path, level: str = BUBBLEWRAP):
        self.level = level
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        program = ["-c", _PROGRAM, PACKAGE, str(theirs.fileno()), "walled"]
        if level == BUBBLEWRAP:
            arguments, variables = command(inside, course, program), None
        else:
            arguments = [sys.executable, "-I", *program[:2], str(inside.package), *program[3:4], "open"]
            variables = {**environment(), "COURSE_LIB_CACHE": str(inside.digits)}
        with theirs:
            self._process = subprocess.Popen(arguments, pass_fds=[theirs.fileno()], env=variables, cwd="/",
                                             stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self._ready = False

    def wait(self) -> None:
        """Until everything is imported; `SandboxError` with what it said where it came to nothing."""
        if self._ready:
            return
        self._control.settimeout(_PATIENCE)
        try:
            self._ready = self._control.recv(64) == b"preloaded"
        except OSError:
            self._ready = False
        if not self._ready:
            self.close()
            os.set_blocking(self._process.stderr.fileno(), False)  # a half-started bubblewrap may hold its other end for ever
            said = (self._process.stderr.read() or b"").decode(errors="replace").strip().splitlines()
            raise SandboxError(f"the sandbox does not start: {said[-1] if said else 'it does not say why'}")

    def room(self, bounds: Bounds, chance: int) -> Room:
        """A fresh sandbox; `SandboxLost` where the preloaded process is gone."""
        self.wait()
        ours, theirs = socket.socketpair()
        folder = None if self.level == BUBBLEWRAP else tempfile.mkdtemp(prefix="course-work-")
        request = {"bounds": {**asdict(bounds), "user": _FIRST_USER + os.getpid()}, "chance": chance, "folder": folder}
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)  # tells which process it is, in our own count
        try:
            with theirs:
                socket.send_fds(self._control, [json.dumps(request).encode()], [theirs.fileno()])
            return Room(ours, bounds, folder, self._gives_birth)
        except OSError as error:
            ours.close()
            if folder:
                shutil.rmtree(folder, ignore_errors=True)
            raise SandboxLost(f"the preloaded process is gone ({error})") from error

    def _gives_birth(self) -> bool:
        """Proof that it lives: a namespace's processes are ended all at once, but are gone one after the other."""
        try:
            self.room(Bounds(), 0).close()
        except SandboxLost:
            return False
        return True

    @property
    def process(self) -> int:
        return self._process.pid

    def close(self) -> None:
        """End it, and with it all that it forked."""
        self._control.close()
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()

    def __enter__(self) -> "Preloaded":
        return self

    def __exit__(self, *_) -> None:
        self.close()
