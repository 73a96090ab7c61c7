"""One fresh sandbox in which one submission runs, as the grader sees it: requests go in, frames come out, bounds hold."""

import array
import math
import os
import select
import shutil
import signal
import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from course_lib.grading.inside.messages import DONE, OBSERVATION, OBSERVED, OUTPUT, READY, Forged, Frames, Writer
from course_lib.grading.inside.walls import Bounds
from course_lib.grading.sandbox.failure import SandboxLost
from course_lib.grading.sandbox.footprint import Footprint, family, footprint

_OURS = frozenset((READY, OUTPUT, DONE, OBSERVATION, OBSERVED))
_PORTION = 2**18
_LOOK = 0.05  # seconds between two looks at what it uses
_BIRTH = 30.0  # seconds; takes a tenth of one


class Ended(Exception):
    """The sandbox was closed because of what the student's code did, or it ended by itself; the message says why."""


@dataclass(frozen=True)
class Patience:
    """How long one request may take: seconds on the processor, seconds by the clock."""

    processor: float
    clock: float
    after_interrupt: float = 2.0


class Room:
    """`ask` a request and read the frames that come back; `close` ends every process in it.

    A room without walls works in a `folder` of its own, which `close` removes.
    """

    def __init__(
        self, channel: socket.socket, bounds: Bounds, folder: str | None = None, in_order: Callable[[], bool] = lambda: True
    ):
        self._channel, self._bounds, self._folder, self._in_order = channel, bounds, folder, in_order
        self._frames, self._writer = Frames(_OURS), Writer(channel)
        self.process = self._handle = self._used = None
        self._looked = -math.inf
        self._await_birth()

    def tell(self, kind: bytes, payload: bytes, patience: Patience) -> None:
        """Send what is not answered; raises as `ask` does."""
        try:
            self._send(kind, payload, _Watch(self, patience))
        except OSError as error:
            raise self._gone() from error

    def ask(
        self, kind: bytes, payload: bytes, patience: Patience, until: bytes, renewing: bytes | None = None
    ) -> Iterator[tuple[bytes, bytes]]:
        """The frames up to and with one of kind `until`; after one of kind `renewing` the patience begins anew.

        Code that takes longer than it may is interrupted, as by the stop button; a while later everything in here is
        ended. `Ended` then, and where the room's bounds are broken, a frame is forged or the process is gone; `SandboxLost`
        where it is not this code's fault that it is.
        """
        watch = _Watch(self, patience)
        try:
            self._send(kind, payload, watch)
            while True:
                while frame := self._frames.next():
                    yield frame
                    if frame[0] == until:
                        return
                    if frame[0] == renewing:
                        watch = _Watch(self, patience)
                self._receive(watch)
        except Forged as error:
            raise self._ended(f"it sent what our own code would not send: {error}") from error
        except OSError as error:
            raise self._gone() from error

    def interrupt(self) -> None:
        with suppress(OSError):
            signal.pidfd_send_signal(self._handle, signal.SIGINT)

    def use(self) -> Footprint | None:
        """What it used a moment ago, at most: to ask costs more than most requests."""
        if (now := time.monotonic()) - self._looked >= _LOOK:
            self._used, self._looked = footprint(self.process), now
        return self._used

    def close(self) -> None:
        """End every process in here; the kernel ends those below the first one, where that is the first of a namespace."""
        if self._handle is not None:
            members = list(family(self.process))[1:]
            with suppress(OSError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            for member in members if self._folder else ():
                with suppress(OSError):
                    os.kill(member, signal.SIGKILL)
            select.select([self._handle], [], [], 5)  # readable once it and all below it are gone
            os.close(self._handle)
            self._handle = None
        self._channel.close()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> "Room":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def _await_birth(self) -> None:
        self._channel.settimeout(_BIRTH)
        space = socket.CMSG_SPACE(struct.calcsize("3i"))
        try:
            message, ancillary, *_ = self._channel.recvmsg(_PORTION, space)
            if not message or not ancillary:
                raise OSError("no answer")
            self._frames.feed(message)
            _, trouble = self._frames.next() or (READY, b"half an answer")
            if trouble:
                raise OSError(trouble.decode(errors="replace"))
            self.process = array.array("i", ancillary[0][2])[0]
            self._handle = os.pidfd_open(self.process)
        except OSError as error:
            self.close()
            raise SandboxLost(f"no sandbox was born ({error})") from error
        self._channel.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        self._channel.settimeout(None)
        self.start = self.use()

    def _send(self, kind: bytes, payload: bytes, watch: "_Watch") -> None:
        """In portions, so that code inside that does not read holds up nobody."""
        self._channel.settimeout(_LOOK)
        rest = memoryview(struct.pack(">cI", kind, len(payload)) + payload)
        while rest:
            try:
                rest = rest[self._channel.send(rest[:_PORTION]) :]
            except TimeoutError:
                watch.look()
        self._channel.settimeout(None)

    def _receive(self, watch: "_Watch") -> None:
        ready, _, _ = select.select([self._channel, self._handle], [], [], _LOOK)
        watch.look()
        if self._channel not in ready:
            if ready and not select.select([self._channel], [], [], 0)[0]:
                raise OSError("gone")  # whoever else holds the other end, nothing more will come
            return
        portion = self._channel.recv(_PORTION)
        if not portion:
            raise OSError("closed")
        self._frames.feed(portion)

    def _gone(self) -> Exception:
        """Whether the code in here ended its process, or somebody ended them all."""
        ended = self._ended("the process ended")
        return ended if self._in_order() else SandboxLost("the preloaded process went away, and every sandbox with it")

    def _ended(self, why: str) -> Ended:
        self.close()
        return Ended(why)


class _Watch:
    """Looks now and then whether the room keeps its bounds during one request."""

    def __init__(self, room: Room, patience: Patience):
        self._room, self._patience = room, patience
        self._began = time.monotonic()
        used = room.use()
        self._spent = used.seconds if used else 0.0
        self._interrupted: float | None = None

    def look(self) -> None:
        now, used = time.monotonic(), self._room.use()
        if used and used.beyond(self._room.start) > self._room._bounds.memory:
            raise self._room._ended(f"it took more than {self._room._bounds.memory} MiB of memory")
        spent = used.seconds - self._spent if used else 0.0  # what a process sent before it ended is still to be read
        late = spent > self._patience.processor or now - self._began > self._patience.clock
        if not late:
            return
        if self._interrupted is None:
            self._interrupted = now
            self._room.interrupt()
        elif now - self._interrupted > self._patience.after_interrupt:
            raise self._room._ended("it did not end in time and could not be interrupted")
