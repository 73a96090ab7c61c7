"""What comes out of the sandbox is read as data: whatever it is, it is an observation or it is forged."""

import base64
import json
import struct
import time
import tracemalloc
from dataclasses import replace

import pytest
import safetensors.torch
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.checking import Failure, Observation
from course_lib.checking.observe import MAX_MESSAGE
from course_lib.checking.plain import MAX_ELEMENTS, Opaque, plain
from course_lib.checking.quiet import MAX_PRINTED
from course_lib.checking.wire import MAX_BYTES, MAX_TEXT, TooLarge, pack, unpack
from course_lib.grading.inside.messages import MAX_BYTES as MAX_FRAMES
from course_lib.grading.inside.messages import OBSERVATION, Forged
from course_lib.grading.inside.observer import packed
from course_lib.grading.judging.evidence import observation
from course_lib.grading.judging.watching import _finished

NONE_OF_THEM = safetensors.torch.save({})
texts = st.text(max_size=12)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=3), max_leaves=15)
nodes = st.recursive(
    st.none() | st.booleans() | texts | st.sampled_from(["int", "float", "bytes", "path", "opaque", "tensor"]).flatmap(
        lambda kind: st.fixed_dictionaries({kind: st.sampled_from(["0x1f", "-0x2", "0x1p+2", "nan", "t0", "t1", "YQ==", "a/b", "..", ""]) | json_values})),
    lambda inner: st.sampled_from(["tuple", "list", "dict", "set"]).flatmap(
        lambda kind: st.fixed_dictionaries({kind: st.lists(inner | st.lists(inner, min_size=2, max_size=2), max_size=5)})), max_leaves=20)
plain_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts.filter(lambda text: text.isprintable()) | st.binary(max_size=9)
    | st.lists(st.integers(0, 3), max_size=3).map(lambda shape: torch.arange(float(torch.Size(shape).numel())).view(shape)),
    lambda inner: st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple) | st.dictionaries(texts, inner, max_size=3), max_leaves=8)


def message(node: object, tensors: bytes = NONE_OF_THEM) -> bytes:
    text = node if isinstance(node, bytes) else json.dumps(node).encode()
    return b"%08d" % len(text) + text + tensors


def with_value(node: object, tensors: bytes = NONE_OF_THEM) -> bytes:
    return message({"tuple": [node, None, None, ""]}, tensors)


def header(told: dict, body: bytes = b"") -> bytes:
    """What stands before tensors, as somebody else than safetensors would write it."""
    text = json.dumps(told).encode()
    return struct.pack("<Q", len(text)) + text + body


def read(data: bytes) -> Observation | None:
    """None where it is forged; nothing else may be raised."""
    try:
        return observation(data)
    except Forged:
        return None


def same(one: Observation, other: Observation) -> bool:
    return pack((one.value, one.arguments, one.printed)) == pack((other.value, other.arguments, other.printed)) and one.failure == other.failure


@settings(deadline=None)
@given(plain_values, plain_values, texts)
def test_what_the_observer_sends_comes_back(value, arguments, printed):
    failure = Failure("ValueError", ("ValueError", "Exception"), "no", ("line 1 in f: raise",), True)
    sent = Observation(plain(value), failure, plain(arguments), printed.encode("utf-8", "replace").decode())
    assert same(observation(packed(sent)), sent)
    assert same(observation(packed(replace(sent, failure=None))), replace(sent, failure=None))


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=300))
def test_random_bytes(data):
    read(data)


@settings(deadline=None, max_examples=150)
@given(json_values | nodes, st.booleans())
def test_random_json(node, framed):
    tensors = safetensors.torch.save({"t0": torch.zeros(2, 3), "t1": torch.ones((), dtype=torch.int64)})
    read(with_value(node, tensors) if framed else message(node, tensors))


@settings(deadline=None, max_examples=60)
@given(st.lists(nodes, min_size=4, max_size=4))
def test_random_parts(parts):
    seen = read(message({"tuple": parts}, safetensors.torch.save({"t0": torch.zeros(5), "t1": torch.ones(1)})))
    if seen is not None:
        assert isinstance(seen.printed, str) and len(seen.printed) <= MAX_PRINTED
        assert seen.failure is None or (isinstance(seen.failure.kind, str) and isinstance(seen.failure.by_own_raise, bool))


@settings(deadline=None, max_examples=200)
@given(plain_values, st.data())
def test_a_changed_byte(value, data):
    changed = bytearray(packed(Observation(plain(value), None, ((), {}), "")))
    changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(changed))


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(st.sampled_from(["t0", "t1", "__metadata__"]), st.fixed_dictionaries({
    "dtype": st.sampled_from(["F32", "I64", "BOOL", "F8_E5M2", "BF16", "F4", "C64", "X", 3]),
    "shape": st.lists(st.sampled_from([-1, 0, 1, 2, 2**31, 2**62, 1.5]), max_size=4) | json_values,
    "data_offsets": st.lists(st.sampled_from([0, 4, 8, 16, 2**40, -1]), max_size=3),
}) | json_values, max_size=3), st.binary(max_size=16))
def test_random_heads_of_tensors(told, body):
    read(with_value({"list": [{"tensor": "t0"}, {"tensor": "t1"}]}, header(told, body)))


BOMBS = {
    "nested lists": b"[" * 10**6,
    "nested a little too deeply": b'{"list":[' * 60 + b"]}" * 60,
    "nested values": b'{"list":[' * 10**5,
    "an integer of ten million digits": json.dumps({"int": "0x" + "f" * 10**7}).encode(),
    "an integer of a few thousand digits": json.dumps({"int": "0x" + "f" * 3000}).encode(),
    "a decimal integer of a million digits": b"1" * 10**6,
    "not a number": b"NaN",
    "a key that cannot be one": json.dumps({"dict": [[{"list": []}, None]]}).encode(),
    "two kinds": json.dumps({"int": "0x1", "float": "nan"}).encode(),
    "an unknown kind": json.dumps({"pickle": base64.b64encode(b"cos\nsystem\n").decode()}).encode(),
    "text without end": b'"' + b"x" * (MAX_TEXT + 1) + b'"',
    "millions of small lists": b'{"list":[' + b"[]," * 3_000_000 + b"[]]}",
    "one tensor many times": json.dumps({"list": [{"tensor": "t"}] * 2}).encode(),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_of_text_is_forged_at_once(name: str):
    tensors = safetensors.torch.save({"t": torch.zeros(3)})
    data = [message(BOMBS[name], tensors), message(b'{"tuple":[' + BOMBS[name] + b',null,null,""]}', tensors)]
    began = time.monotonic()
    for one in data:
        with pytest.raises(Forged):
            observation(one)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("told, body", [
    pytest.param({"t": {"dtype": "F32", "shape": [2**62, 2**62], "data_offsets": [0, 0]}}, b"", id="a shape beyond all memory"),
    pytest.param({"t": {"dtype": "F32", "shape": [2**40], "data_offsets": [0, 2**42]}}, b"", id="a shape beyond what came"),
    pytest.param({"t": {"dtype": "F32", "shape": [0, 2**40, 2**40], "data_offsets": [0, 0]}}, b"", id="nothing, of huge sizes"),
    pytest.param({"t": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}}, b"0000", id="a negative size"),
    pytest.param({"t": {"dtype": "X9", "shape": [1], "data_offsets": [0, 4]}}, b"0000", id="an unknown dtype"),
    pytest.param({"t": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}, "u": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}},
                 b"0000", id="two at the same place"),
    pytest.param({f"t{i}": {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]} for i in range(150_000)}, b"", id="a hundred thousand names"),
    pytest.param({}, b"left over", id="bytes that belong to none"),
])
def test_a_bomb_of_tensors_is_forged_at_once(told: dict, body: bytes):
    data = with_value({"tensor": "t"}, header(told, body))
    began = time.monotonic()
    with pytest.raises(Forged):
        observation(data)
    assert time.monotonic() - began < 5


def test_two_tensors_of_one_name_are_forged():
    entry = '"t":{"dtype":"F32","shape":[1],"data_offsets":[%d,%d]}'
    text = ("{" + entry % (0, 4) + "," + entry % (4, 8) + "}").encode()
    with pytest.raises(Forged):
        observation(with_value({"tensor": "t"}, struct.pack("<Q", len(text)) + text + bytes(8)))


@pytest.mark.parametrize("length", [b"00000000", b"99999999", b"-0000001", b"1_000000", b"        ", b"\xff" * 8, b""])
def test_a_length_that_is_none_is_forged(length: bytes):
    with pytest.raises(Forged):
        observation(length + b"null")


def test_more_than_the_bound_is_not_looked_at():
    with pytest.raises(Forged, match=f"{MAX_BYTES + 1} bytes|plain data"):
        observation(bytes(MAX_BYTES + 1))
    assert MAX_FRAMES[OBSERVATION] == MAX_BYTES


@pytest.mark.parametrize("node", [{"list": [{"list": []}] * 600_000}, "x" * 8_000_000])
def test_the_largest_text_takes_a_bounded_memory(node):
    data = with_value(node)
    tracemalloc.start()
    try:
        read(data)
        assert tracemalloc.get_traced_memory()[1] < 400 * 2**20
    finally:
        tracemalloc.stop()


def test_what_is_too_large_to_be_sent_is_told_in_its_place():
    for value in ([torch.zeros(MAX_ELEMENTS) for _ in range(5)], ["x" * 100_000 for _ in range(100)]):
        failure = Failure("ValueError")
        seen = observation(packed(Observation(value, failure, value, "printed")))
        assert isinstance(seen.value, Opaque) and seen.failure == failure and seen.printed == "printed"
        with pytest.raises(TooLarge):
            pack(value)


def test_what_fits_is_read():
    value = [torch.zeros(MAX_ELEMENTS) for _ in range(3)]
    assert sum(tensor.numel() for tensor in unpack(pack(value))) == 3 * MAX_ELEMENTS


def failed(**changes: object) -> bytes:
    told = {"kind": "ValueError", "kinds": ("ValueError",), "message": "no", "lines": (), "by_own_raise": False} | changes
    return pack((None, tuple(told.values()), None, ""))


@pytest.mark.parametrize("changes", [
    {"kind": 1}, {"kind": None}, {"kinds": "ValueError"}, {"kinds": (1,)}, {"kinds": ("x",) * 31}, {"message": b"no"}, {"lines": [[]]},
    {"by_own_raise": 1}, {"by_own_raise": "yes"}, {"more": ""},
])
def test_a_failure_of_another_form_is_forged(changes: dict):
    assert observation(failed()).failure == Failure("ValueError", ("ValueError",), "no")
    with pytest.raises(Forged):
        observation(failed(**changes))


def test_texts_are_cut_and_can_be_written():
    seen = observation(failed(kind="K" * 1000, message="m" * 10_000 , lines=("\ud800" * 2000,)))
    assert (len(seen.failure.kind), len(seen.failure.message), seen.failure.lines) == (200, MAX_MESSAGE, ("?" * 1000,))
    assert observation(pack((None, None, None, "\udfff" + "p" * 10_000))).printed == "?" + "p" * (MAX_PRINTED - 1)


@settings(max_examples=300)
@given(st.binary(max_size=60) | json_values.map(lambda value: json.dumps(value).encode())
       | st.fixed_dictionaries({}, optional={"missing": json_values, "message": json_values}).map(lambda value: json.dumps(value).encode()))
def test_the_end_of_a_check_is_one_or_forged(payload):
    try:
        watched = _finished(payload, [])
    except Forged:
        return
    assert len(watched.missing) <= 200 and len(watched.message) <= 400
    (watched.missing + watched.message).encode()


def test_an_end_nested_deeply_is_forged():
    with pytest.raises(Forged):
        _finished(b"[" * 4000, [])
