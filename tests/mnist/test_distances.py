"""Mean errors and norms, in every dtype that images and numbers come in."""

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.mnist import distances_to, mae, norms, pixel_distance, rmse

DTYPES = [torch.uint8, torch.int64, torch.float32, torch.float64]
pairs_of_bytes = st.lists(st.tuples(st.integers(0, 255), st.integers(0, 255)), min_size=1, max_size=20)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_errors_are_right_whichever_is_the_larger(dtype):
    a, b = torch.tensor([[3, 0], [250, 7]], dtype=dtype), torch.tensor([[0, 4], [250, 7]], dtype=dtype)
    assert mae(a, b) == mae(b, a) == 7 / 4
    assert rmse(a, b) == rmse(b, a) == 5 / 2


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_results_are_scalars_of_float64_only_for_float64(dtype):
    x = torch.ones(2, 3, dtype=dtype)
    expected = torch.float64 if dtype == torch.float64 else torch.float32
    for result in (mae(x, x), rmse(x, x), *norms(x)):
        assert result.shape == ()
        assert result.dtype == expected


@settings(deadline=None)
@given(pairs_of_bytes)
def test_bytes_give_what_exact_arithmetic_gives(pairs):
    a, b = (torch.tensor(side, dtype=torch.uint8) for side in zip(*pairs))
    differences = [p - q for p, q in pairs]
    assert mae(a, b).item() == pytest.approx(sum(map(abs, differences)) / len(pairs), rel=1e-6)
    assert rmse(a, b).item() == pytest.approx(math.hypot(*differences) / math.sqrt(len(pairs)), rel=1e-6)
    assert [norm.item() for norm in norms(a)] == pytest.approx([sum(a.tolist()), math.hypot(*a.tolist())], rel=1e-6)


def test_large_whole_numbers_keep_their_difference():
    a, b = torch.tensor([2**30 + 1]), torch.tensor([2**30])
    assert mae(a, b) == rmse(a, b) == 1


@pytest.mark.parametrize("other", [torch.uint8, torch.float32, torch.float64], ids=str)
def test_float64_keeps_its_precision_beside_any_other(other):
    a, b = torch.tensor([1 + 1e-12], dtype=torch.float64), torch.tensor([1], dtype=other)
    for error in (mae(a, b), mae(b, a), rmse(a, b), rmse(b, a)):
        assert error.dtype == torch.float64
        assert error.item() == pytest.approx(1e-12, rel=1e-3)


def test_errors_are_the_norms_shared_out():
    x = torch.randn(4, 5, generator=torch.Generator().manual_seed(0))
    l1, l2 = norms(x)
    nothing = torch.zeros(4, 5)
    assert mae(x, nothing).item() == pytest.approx(l1.item() / 20, rel=1e-6)
    assert rmse(x, nothing).item() == pytest.approx(l2.item() / math.sqrt(20), rel=1e-6)


def test_errors_have_a_gradient():
    a = torch.tensor([1.0, 5.0], requires_grad=True)
    mae(a, torch.tensor([2.0, 2.0])).backward()
    assert a.grad.tolist() == [-0.5, 0.5]


def test_distances_to_gives_one_number_for_each_image():
    images = torch.tensor([[[0.0, 2, 4]], [[1, 1, 1]]])  # (2, 1, 3)
    target = torch.tensor([[1.0, 1, 1]])
    assert distances_to(images, target).tolist() == pytest.approx([5 / 3, 0])


def test_distances_to_a_target_are_pixel_distances():
    images = torch.rand(3, 4, 5, generator=torch.Generator().manual_seed(0))
    assert distances_to(images, images[1]).equal(pixel_distance(images, images[1]))
