"""Does what the grader asks, one request after the other: run a cell, or watch an answer work on given inputs."""

import json
import os
import pickle
import socket
from contextlib import suppress
from pathlib import Path

from course_lib.checking.observe import Observation, observe_each
from course_lib.checking.plain import Opaque
from course_lib.checking.wire import TooLarge, pack
from course_lib.grading.inside.messages import CHECK, DONE, FILE, MAX_BYTES, OBSERVATION, OBSERVED, OUTPUT, RUN, Frames, Writer
from course_lib.grading.inside.shell import Shell

_PORTION = 2**16


def serve(shell: Shell, channel: int, writer: Writer) -> None:
    """Until the grader closes the channel."""
    shell.open(lambda output: _send_output(writer, output))
    frames, receiver = Frames(frozenset((FILE, RUN, CHECK))), socket.socket(fileno=os.dup(channel))
    while portion := receiver.recv(_PORTION):
        frames.feed(portion)
        while frame := frames.next():
            _act(shell, writer, *frame)


def _act(shell: Shell, writer: Writer, kind: bytes, payload: bytes) -> None:
    if kind == FILE:
        _write_file(payload)
    elif kind == RUN:
        writer.write_json(DONE, {"well": shell.run(payload.decode())})
    else:
        writer.write_json(OBSERVED, _check(shell, writer, payload))


def _write_file(payload: bytes) -> None:
    name, _, contents = payload.partition(b"\0")
    path = Path(os.fsdecode(name))
    with suppress(OSError):  # no space left, or a folder in its place: the cells that need it will say so
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents)


def _check(shell: Shell, writer: Writer, payload: bytes) -> dict:
    """Each observation is a frame of its own; what is returned tells why there are none."""
    head, _, tasks = payload.partition(b"\0")
    request = json.loads(head)
    try:
        answer = shell.answer(request["answer"])
    except BaseException as error:
        return {"missing": type(error).__name__, "message": str(error)[:400]}
    if answer is None or answer is ...:
        return {"missing": "nothing"}
    for observation in observe_each(pickle.loads(tasks), answer, request["seconds"]):
        writer.write(OBSERVATION, packed(observation))
    return {}


def packed(observation: Observation) -> bytes:
    """The observation as the bytes that go out; of a value that is too large for them, that it was."""
    failure = observation.failure
    told = None if failure is None else (failure.kind, failure.kinds, failure.message, failure.lines, failure.by_own_raise)
    try:
        return pack((observation.value, told, observation.arguments, observation.printed))
    except TooLarge:
        return pack((Opaque("more than could be looked at"), told, None, observation.printed))


def _send_output(writer: Writer, output: dict) -> None:
    message = json.dumps(output).encode()
    if len(message) > MAX_BYTES[OUTPUT]:
        note = f"an output of {len(message):,} bytes, too large to be kept"
        message = json.dumps({"output_type": "stream", "name": "stderr", "text": note + "\n"}).encode()
    writer.write(OUTPUT, message)
