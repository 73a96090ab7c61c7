"""What a cell writes and shows, in one order."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from course_lib.grading.inside.interrupts import interrupts_held_back

_PIECE = 2**16  # characters in one output at most, so that whoever receives can count while receiving


class PastPython(Protocol):
    """What writes without Python's streams."""

    def settle(self) -> None: ...

    def drain(self) -> None: ...


class Transcript:
    """Emits the outputs of the running cell; what is written while no cell runs belongs to none and is dropped.

    Text of one stream is gathered until the other stream, a display or the end of the cell; `flush` sends it earlier.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.is_open = False
        self.home = 0  # the process whose transcript it is
        self._emit: Callable[[dict], None] | None = None
        self._past_python: PastPython | None = None
        self._name, self._pieces, self._length = "", [], 0

    def open(self, emit: Callable[[dict], None]) -> None:
        """In this process, from here on, what is shown goes to `emit`."""
        self.home, self._emit = os.getpid(), emit

    def close(self) -> None:
        """Nobody's until it is opened again; what is written meanwhile goes where programs write."""
        self.home, self._emit = 0, None

    def drain_first(self, past_python: PastPython) -> None:
        """Ask for what C code and programs have written before anything from Python is taken."""
        self._past_python = past_python

    @contextmanager
    def cell(self) -> Iterator[None]:
        """Inside, outputs are emitted; all of them are out at the end."""
        self._settle()
        with self.lock:
            self._drain()
            self.is_open = True
        try:
            yield
        finally:
            self._settle()
            with self.lock, interrupts_held_back():
                self._drain()
                self.flush()
                self.is_open = False

    def write(self, name: str, text: str) -> None:
        with self.lock:
            self._drain()
            self.take(name, text)

    def take(self, name: str, text: str) -> None:
        """What `write` does, for the one who drains."""
        with self.lock:
            if not self.is_open:
                return
            if name != self._name or self._length + len(text) > _PIECE:
                self.flush()
            self._name = name
            self._pieces.append(text)
            self._length += len(text)

    def show(self, output: dict) -> None:
        """Emit a display, a result, an error; after all that was written before it."""
        self._settle()
        with self.lock:
            self._drain()
            self.flush()
            if self.is_open:
                self._send(output)

    def flush(self) -> None:
        with self.lock:
            text, self._pieces, self._length = "".join(self._pieces), [], 0
            for start in range(0, len(text), _PIECE):
                # half a surrogate pair is no UTF-8, and no file could hold it
                piece = text[start : start + _PIECE].encode(errors="replace").decode()
                self._send({"output_type": "stream", "name": self._name, "text": piece})

    def forget_parent(self) -> None:
        """In a forked child: another's lock may be held for ever, and the channel is the parent's."""
        self.lock, self._pieces, self._length = threading.RLock(), [], 0
        self.is_open, self._past_python = False, None

    def _settle(self) -> None:
        if self._past_python is not None:
            self._past_python.settle()  # without the lock: it may wait until somebody has read

    def _drain(self) -> None:
        if self._past_python is not None:
            self._past_python.drain()

    def _send(self, output: dict) -> None:
        with interrupts_held_back():
            self._emit(output)
