"""Things that no submission may read, change or reach; and what of them was found afterwards."""

import ctypes
import os
import secrets
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from course_lib.grading.nbgrader_course import nbgrader_course

REPOSITORY = Path(__file__).parents[3]
_PLACES = ("gradebook", "source", "neighbour", "grading", "secret", "temporary", "memory", "environment", "shared", "key")


@dataclass
class Canaries:
    """`tokens` by where they lie; `open` is a folder in which anybody may write."""

    course: Path
    open: Path
    temporary: Path
    memory: Path
    port: int = 0
    socket: str = ""
    shared: int = 0
    marker: str = field(default_factory=lambda: f"hostile-{secrets.token_hex(8)}")
    tokens: dict[str, str] = field(default_factory=lambda: {p: f"canary-{p}-{secrets.token_hex(8)}" for p in _PLACES})
    reached: list[str] = field(default_factory=list)
    written: dict[Path, bytes] = field(default_factory=dict)

    def fill(self, text: str) -> str:
        """The text with the canaries' places in it."""
        known = {"course": self.course, "open": self.open, "temporary": self.temporary, "memory": self.memory, "port": self.port,
                 "socket": self.socket, "marker": self.marker, "key": self.shared, "repository": REPOSITORY}
        for name, value in known.items():
            text = text.replace(f"@{name}@", str(value))
        return text

    def environment(self) -> dict[str, str]:
        """What the grader is started with."""
        return {"COURSE_CANARY": self.tokens["environment"], "COURSE_LIB_SECRET": str(self.course.parent / "secret")}

    def lay_out(self) -> None:
        """Put the files where they belong, all of them open to everybody: only walls keep a submission out."""
        files = {
            self.course / "source" / "canary.txt": "source",
            self.course / "submitted" / "a_neighbour" / "02_tensors" / "notes.txt": "neighbour",
            self.course / ".grading" / "canary.txt": "grading",
            self.course / "secret.txt": "secret",
            self.course.parent / "secret": "key",
            self.temporary: "temporary",
            self.memory: "memory",
        }
        for path, place in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{self.tokens[place]} and some more, so that it is long enough for a secret\n")
            path.chmod(0o666)
            self.written[path] = path.read_bytes()

    def put_into_gradebook(self) -> None:
        """A student whose name is a token."""
        with nbgrader_course(self.course) as api, api.gradebook as gradebook:
            gradebook.add_student("a_neighbour", last_name=self.tokens["gradebook"])

    def changed(self) -> list[Path]:
        """What is not as it was: a canary's file, or something new in the open folder."""
        wrong = [path for path, contents in self.written.items() if not path.is_file() or path.read_bytes() != contents]
        return wrong + sorted(self.open.iterdir())

    def processes_left(self) -> list[str]:
        """The command lines of processes that a submission started."""
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if self.marker in (line := path.read_bytes().decode(errors="replace")):
                    found.append(line)
        return found


@contextmanager
def set_out() -> Iterator[Canaries]:
    """A folder for a course with everything around it that must stay untouched; all of it is gone afterwards."""
    place = Path(tempfile.mkdtemp(prefix="hostile-"))  # no folder of pytest's: those are closed to others anyway
    shm = Path("/dev/shm") if os.path.isdir("/dev/shm") else place
    memory = shm / f"canary-{secrets.token_hex(4)}"
    canaries = Canaries(place / "course", place / "open", place / "temporary.txt", memory)
    try:
        canaries.course.mkdir()
        canaries.open.mkdir()
        for folder in (place, canaries.course, canaries.open):
            folder.chmod(0o777)
        with _listening(canaries), _shared_memory(canaries):
            yield canaries
    finally:
        memory.unlink(missing_ok=True)
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def _listening(canaries: Canaries) -> Iterator[None]:
    """Servers for TCP, UDP and local sockets, which note whoever comes."""
    port, datagrams, name = socket.socket(), socket.socket(type=socket.SOCK_DGRAM), socket.socket(socket.AF_UNIX)
    port.bind(("127.0.0.1", 0))
    canaries.port = port.getsockname()[1]
    datagrams.bind(("127.0.0.1", canaries.port))
    canaries.socket = f"canary-{secrets.token_hex(8)}"
    name.bind("\0" + canaries.socket)
    for one, kind in ((port, "tcp"), (name, "local")):
        one.listen()
        threading.Thread(target=_note_visitors, args=(one, kind, canaries.reached), daemon=True).start()
    datagrams.setblocking(False)
    try:
        yield
    finally:
        for one in (port, datagrams, name):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


def _note_visitors(server: socket.socket, kind: str, reached: list[str]) -> None:
    with suppress(OSError):
        while True:
            server.accept()[0].close()
            reached.append(kind)


@contextmanager
def _shared_memory(canaries: Canaries) -> Iterator[None]:
    libc = ctypes.CDLL(None)
    libc.shmat.restype = ctypes.c_void_p
    canaries.shared = int.from_bytes(secrets.token_bytes(3), "big") + 1
    identity = libc.shmget(canaries.shared, 4096, 0o1666)
    if identity >= 0:
        token = canaries.tokens["shared"].encode()
        address = ctypes.c_void_p(libc.shmat(identity, None, 0))
        ctypes.memmove(address, token, len(token))
        libc.shmdt(address)
    try:
        yield
    finally:
        if identity >= 0:
            libc.shmctl(identity, 0, None)
