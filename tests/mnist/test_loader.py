"""Batches of a collection of pairs."""

import math

import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.utils.data import DataLoader, TensorDataset

from course_lib.mnist.loader import MiniLoader


def numbered(n: int) -> list[tuple[torch.Tensor, int]]:
    return [(torch.tensor([i, -i]), 10 * i) for i in range(n)]


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(1, 45), st.booleans())
def test_every_pair_comes_once_in_each_pass(n, batch_size, shuffle):
    loader = MiniLoader(numbered(n), batch_size, shuffle)
    for _ in range(2):
        batches = list(loader)
        assert len(batches) == len(loader) == math.ceil(n / batch_size)
        assert all(len(xb) == len(yb) == batch_size for xb, yb in batches[:-1])
        pairs = [(x.tolist(), y.item()) for xb, yb in batches for x, y in zip(xb, yb, strict=True)]
        assert sorted(pairs) == [([i, -i], 10 * i) for i in range(n)]


def test_batches_are_those_of_torch():
    dataset = TensorDataset(torch.arange(42.0).view(7, 3, 2), torch.arange(7))
    for ours, theirs in zip(MiniLoader(dataset, 3), DataLoader(dataset, 3), strict=True):
        assert all(map(torch.equal, ours, theirs))


def test_numbers_become_tensors_of_their_kind():
    ((xb, yb),) = MiniLoader([(0.5, 1), (1.5, 0)], 2)
    assert (xb.dtype, yb.dtype) == (torch.float32, torch.int64)
    assert (xb.tolist(), yb.tolist()) == ([0.5, 1.5], [1, 0])


def test_unshuffled_batches_keep_the_order():
    assert torch.cat([yb for _, yb in MiniLoader(numbered(7), 3)]).tolist() == list(range(0, 70, 10))


def test_each_pass_is_shuffled_anew():
    loader = MiniLoader(numbered(30), 4, shuffle=True, generator=torch.Generator().manual_seed(0))
    first, second = (torch.cat([yb for _, yb in loader]).tolist() for _ in range(2))
    assert first != second
    assert first != sorted(first)


def test_the_generator_decides_the_order():
    def order(seed: int) -> list[int]:
        loader = MiniLoader(numbered(30), 4, shuffle=True, generator=torch.Generator().manual_seed(seed))
        return torch.cat([yb for _, yb in loader]).tolist()

    assert order(3) == order(3) != order(4)


def test_a_pass_broken_off_leaves_no_trace():
    loader = MiniLoader(numbered(5), 2)
    next(iter(loader))
    assert len(list(loader)) == 3
