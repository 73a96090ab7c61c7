"""`sys.stdout` and `sys.stderr` as a notebook has them."""

import io
import os

from course_lib.grading.inside.transcript import Transcript


class OutStream(io.TextIOBase):
    """Python's side of a stream; bears the name of a kernel's class, which errors tell."""

    encoding = "UTF-8"

    def __init__(self, name: str, number: int, transcript: Transcript):
        self.name, self._number, self._transcript = name, number, transcript

    def write(self, string: str) -> int:
        if not isinstance(string, str):
            raise TypeError(f"write() argument must be str, not {type(string)}")
        if self.closed:
            raise ValueError("I/O operation on closed file")
        if os.getpid() == self._transcript.home:
            self._transcript.write(self.name, string)
        else:
            self._write_from_child(string.encode(errors="replace"))
        return len(string)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._number

    def _write_from_child(self, text: bytes) -> None:
        while text:
            text = text[os.write(self._number, text) :]
