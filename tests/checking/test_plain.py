"""Whatever an answer returns becomes plain data, and plain data survives the wire."""

from collections import Counter, defaultdict, namedtuple
from pathlib import Path, PurePosixPath

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.checking.plain import MAX_ITEMS, Opaque, plain
from course_lib.checking.wire import pack, unpack

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(max_size=20)
tensors = st.sampled_from([
    torch.arange(6).view(2, 3), torch.rand(2, 0), torch.tensor(3.5), torch.tensor([True, False]),
    torch.tensor([1, 255], dtype=torch.uint8), torch.rand(3).double(), torch.rand(4).half(), torch.rand(4).bfloat16(),
])
paths = st.sampled_from([PurePosixPath("root/train/3/1.png"), PurePosixPath(".")])
plain_data = st.recursive(
    scalars | tensors | paths | st.just(Opaque("generator")),
    lambda inner: st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple)
    | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=3),
    max_leaves=8,
)


def same(one, other) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, torch.Tensor):
        return one.dtype == other.dtype and torch.equal(one, other)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    return one == other


@settings(deadline=None, max_examples=200)
@given(plain_data)
def test_plain_data_comes_back_from_the_wire_as_it_was(value):
    assert same(unpack(pack(value)), value)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=200))
def test_a_message_of_any_bytes_is_read_or_refused_with_a_value_error(message):
    try:
        unpack(message)
    except ValueError:
        pass


@settings(deadline=None, max_examples=100)
@given(plain_data, st.integers(0, 10_000), st.integers(0, 255))
def test_a_message_with_one_byte_changed_is_read_or_refused(value, position, byte):
    message = bytearray(pack(value))
    message[position % len(message)] = byte
    try:
        unpack(bytes(message))
    except ValueError:
        pass


def test_nan_and_infinity_cross_the_wire():
    values = unpack(pack([float("nan"), float("inf"), -float("inf"), -0.0]))
    assert str(values) == "[nan, inf, -inf, -0.0]"


def test_a_lying_list_shows_its_real_items():
    class Lying(list):
        def __iter__(self):
            return iter([1, 2, 3])

        def __len__(self):
            return 3

    assert plain(Lying([7])) == [7]


def test_an_object_that_claims_another_class_is_opaque():
    class Pretender:
        __class__ = torch.Tensor

        def __eq__(self, other):
            return True

    assert plain(Pretender()) == Opaque("Pretender")


def test_numbers_strings_and_tensors_lose_their_subclasses():
    class Text(str):
        pass

    class Number(int):
        def __eq__(self, other):
            return True

    kinds = [type(value) for value in plain([Text("a"), Number(3), np.int64(4), np.float64(0.5), np.bool_(True)])]
    assert kinds == [str, int, int, float, bool]
    parameter = plain(torch.nn.Parameter(torch.ones(2)))
    assert type(parameter) is torch.Tensor and not parameter.requires_grad


def test_named_tuples_counters_and_default_dicts_become_the_plain_kind():
    Pair = namedtuple("Pair", "a b")
    assert plain(Pair(1, 2)) == (1, 2)
    assert plain({"a": Counter("xx"), "b": defaultdict(int, c=1)}) == {"a": {"x": 2}, "b": {"c": 1}}


def test_an_expanded_tensor_of_a_trillion_elements_is_not_copied():
    assert plain(torch.zeros(1).expand(10**12)) == Opaque("a huge tensor of shape (1000000000000,)")


def test_a_cycle_ends():
    cycle = []
    cycle.append(cycle)
    assert "nested too deeply" in repr(plain(cycle))


def test_an_endless_list_is_cut():
    assert len(plain(list(range(10 * MAX_ITEMS)))) <= MAX_ITEMS


def test_a_generator_is_not_run():
    assert plain(1 / 0 for _ in range(3)) == Opaque("generator")


@pytest.mark.parametrize("value", [torch.rand(2).to_sparse(), torch.rand(2, device="meta"), torch.rand(2) * 1j],
                         ids=["sparse", "without data", "complex"])
def test_a_tensor_of_another_kind_is_opaque(value):
    assert isinstance(plain(value), Opaque)


def test_a_path_keeps_being_a_path():
    assert plain(Path("a") / "b.png") == PurePosixPath("a/b.png")
