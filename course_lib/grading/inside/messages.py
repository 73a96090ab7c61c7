"""Frames on the channel between the grader and the sandbox: a kind, a length, bytes. The reader trusts nobody."""

import json
import socket
import struct
import threading
from typing import Any

# Towards the sandbox: what to do.
FILE, RUN, CHECK = b"f", b"r", b"c"
# Towards the grader: ready, an output, the end of a cell, what an answer did, the end of a check.
READY, OUTPUT, DONE, OBSERVATION, OBSERVED = b"R", b"O", b"D", b"V", b"E"

_MEBIBYTE = 2**20
MAX_BYTES = {READY: 1000, OUTPUT: 8 * _MEBIBYTE, DONE: 4096, OBSERVATION: 64 * _MEBIBYTE, OBSERVED: 4096,
             FILE: 64 * _MEBIBYTE, RUN: 16 * _MEBIBYTE, CHECK: 256 * _MEBIBYTE}
_HEADER = struct.Struct(">cI")


class Forged(Exception):
    """A frame that our own code inside would not have written."""


class Writer:
    """Writes whole frames, from any thread."""

    def __init__(self, channel: socket.socket):
        self._channel, self._lock = channel, threading.Lock()

    def write(self, kind: bytes, payload: bytes = b"") -> None:
        with self._lock:
            self._channel.sendall(_HEADER.pack(kind, len(payload)) + payload)

    def write_json(self, kind: bytes, value: Any) -> None:
        self.write(kind, json.dumps(value).encode())


class Frames:
    """Frames from bytes in any portions; never holds more than one frame of its kind's bound and one portion."""

    def __init__(self, kinds: frozenset[bytes]):
        self._kinds, self._bytes = kinds, bytearray()

    def feed(self, portion: bytes) -> None:
        self._bytes += portion

    def next(self) -> tuple[bytes, bytes] | None:
        """The next whole frame, or None; `Forged` for an unknown kind or a length beyond the kind's bound."""
        if len(self._bytes) < _HEADER.size:
            return None
        kind, length = _HEADER.unpack_from(self._bytes)
        if kind not in self._kinds or length > MAX_BYTES[kind]:
            raise Forged(f"a frame of kind {kind!r} and {length} bytes")
        if len(self._bytes) < _HEADER.size + length:
            return None
        with memoryview(self._bytes) as held:  # a slice of the bytes themselves would be one copy more
            payload = bytes(held[_HEADER.size : _HEADER.size + length])
        del self._bytes[: _HEADER.size + length]
        return kind, payload
