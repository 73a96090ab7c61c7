"""The file descriptors 1 and 2: what C code and programs write goes where Python's own streams go."""

import codecs
import ctypes
import fcntl
import os
import select
import signal
import threading
import time
from contextlib import suppress

from course_lib.grading.inside.transcript import Transcript

_STREAMS = {"stdout": 1, "stderr": 2}
_PORTION, _PORTIONS = 2**16, 32  # a program that writes without end must not hold up a cell that has ended
_ROOM = 2**20  # bytes in a pipe: C code that holds Python's lock can write no more, nobody could read
_PATIENCE = 0.2  # seconds that text is held back at most


class Descriptors:
    """Puts pipes in their place and reads them: before each output from Python, and a thread while C code runs."""

    def __init__(self, transcript: Transcript):
        self._transcript = transcript
        self._pipes = [(name, _pipe_in_place_of(number), _decoder()) for name, number in _STREAMS.items()]
        self._waiting = self._poll()  # a poll object serves one thread at a time; the lock sees to it
        self._library = ctypes.CDLL(None)
        self._buffer_of_c = ctypes.c_void_p.in_dll(self._library, "stdout")
        transcript.drain_first(self)
        threading.Thread(target=self._read_on, name="output", daemon=True).start()

    def drain(self) -> None:
        """Hand on what has been written so far."""
        if not self._waiting.poll(0):
            return
        for name, end, decoder in self._pipes:
            for _ in range(_PORTIONS):
                try:
                    portion = os.read(end, _PORTION)
                except BlockingIOError:
                    break
                self._transcript.take(name, decoder.decode(portion))

    def settle(self) -> None:
        """Empty C's own buffer: what printf writes would stay there until it is full."""
        self._library.fflush(self._buffer_of_c)

    def _read_on(self) -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())  # the main thread's affair
        waiting, due = self._poll(), 0.0
        while True:
            waiting.poll(_PATIENCE * 1000)
            with self._transcript.lock:
                self.drain()
                if (now := time.monotonic()) >= due:  # what a cell wrote must be out should the cell never end
                    self._transcript.flush()
                    due = now + _PATIENCE

    def _poll(self) -> select.poll:
        waiting = select.poll()
        for _, end, _ in self._pipes:
            waiting.register(end, select.POLLIN)
        return waiting


def _pipe_in_place_of(number: int) -> int:
    read_end, write_end = os.pipe()
    with suppress(OSError):  # a system may allow less
        fcntl.fcntl(write_end, fcntl.F_SETPIPE_SZ, _ROOM)
    os.set_blocking(read_end, False)
    os.dup2(write_end, number)
    os.close(write_end)
    return read_end


def _decoder() -> codecs.IncrementalDecoder:
    return codecs.getincrementaldecoder("utf-8")("replace")
