"""Whatever bytes come, the reader gives whole frames or says that they are forged, and holds no more than it needs."""

import json
import struct
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.grading.inside.messages import DONE, MAX_BYTES, OBSERVATION, OBSERVED, OUTPUT, READY, Forged, Frames, Writer

KINDS = frozenset((READY, OUTPUT, DONE, OBSERVATION, OBSERVED))
true_frames = st.lists(st.tuples(st.sampled_from(sorted(KINDS)), st.binary(max_size=300)), max_size=6)


class Channel:
    """Collects what is sent."""

    def __init__(self):
        self.sent = b""

    def sendall(self, portion: bytes) -> None:
        self.sent += portion


def written(frames: list[tuple[bytes, bytes]]) -> bytes:
    channel = Channel()
    for kind, payload in frames:
        Writer(channel).write(kind, payload)
    return channel.sent


def portions(message: bytes, cuts: list[int]) -> list[bytes]:
    places = [0, *sorted(cut % (len(message) + 1) for cut in cuts), len(message)]
    return [message[start:end] for start, end in zip(places, places[1:], strict=False)]


def read(parts: list[bytes]) -> list[tuple[bytes, bytes]]:
    frames, found = Frames(KINDS), []
    for part in parts:
        frames.feed(part)
        while frame := frames.next():
            found.append(frame)
    return found


@given(true_frames, st.lists(st.integers(0, 10_000), max_size=20))
def test_frames_come_back_however_they_are_cut(frames, cuts):
    assert read(portions(written(frames), cuts)) == frames


@given(st.binary(max_size=2000), st.lists(st.integers(0, 10_000), max_size=5))
def test_random_bytes_are_frames_or_forged(message, cuts):
    try:
        found = read(portions(message, cuts))
    except Forged:
        return
    assert message.startswith(written(found))


@given(true_frames.filter(bool), st.data())
def test_a_changed_byte_makes_other_frames_or_forged_ones_but_no_trouble(frames, data):
    message = bytearray(written(frames))
    message[data.draw(st.integers(0, len(message) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert bytes(message).startswith(written(read([bytes(message)])))
    except Forged:
        pass


@given(true_frames, st.integers(0, 10_000))
def test_what_is_cut_short_is_waited_for(frames, cut):
    message = written(frames)
    found = read([message[: cut % (len(message) + 1)]])
    assert found == frames[: len(found)]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_frame_may_be_as_large_as_its_bound_and_no_larger(kind: bytes):
    frames = Frames(KINDS)
    frames.feed(struct.pack(">cI", kind, MAX_BYTES[kind]))
    assert frames.next() is None
    frames = Frames(KINDS)
    frames.feed(struct.pack(">cI", kind, MAX_BYTES[kind] + 1))
    with pytest.raises(Forged):
        frames.next()


def test_a_forged_head_is_told_before_the_rest_comes():
    frames = Frames(KINDS)
    frames.feed(b"O\xff\xff\xff\xff")
    with pytest.raises(Forged, match="4294967295 bytes"):
        frames.next()


def test_many_small_frames_leave_nothing_behind():
    frames, portion = Frames(KINDS), written([(OUTPUT, b"{}")]) * 10_000
    tracemalloc.start()
    try:
        for _ in range(20):
            frames.feed(portion)
            while frames.next():
                pass
        held, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2**20 and held < 2**19


def test_json_is_written_in_one_frame():
    channel = Channel()
    Writer(channel).write_json(DONE, {"well": True, "name": "é\ud800"})
    (kind, payload), = read([channel.sent])
    assert kind == DONE and json.loads(payload) == {"well": True, "name": "é\ud800"}
