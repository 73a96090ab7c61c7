"""Two ways to a gradient, which agree and leave nothing behind."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.mnist.gradients import gradient, numerical_gradient

points = st.lists(st.floats(-3, 3), min_size=1, max_size=6)


def wave(x):
    return (x.sin() * x**2).sum() + x[0] * x[-1]


@settings(deadline=None)
@given(points)
def test_both_gradients_agree(numbers):
    x = torch.tensor(numbers, dtype=torch.float64)
    assert torch.allclose(gradient(wave, x), numerical_gradient(wave, x), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.int64], ids=str)
def test_central_differences_are_worked_out_in_float64(dtype):
    slopes = numerical_gradient(lambda x: (x**2).sum(), torch.tensor([1, -2]).to(dtype))
    assert slopes.dtype == torch.float64
    assert slopes.tolist() == pytest.approx([2, -4], abs=1e-9)


def test_central_differences_are_exact_on_a_parabola_for_any_step():
    assert numerical_gradient(lambda x: (x**2).sum(), torch.tensor([3.0]), eps=0.5).tolist() == pytest.approx([6])


@pytest.mark.parametrize("flagged", [False, True], ids=["plain x", "x that requires grad"])
def test_autograd_leaves_nothing_on_x(flagged):
    x = torch.tensor([1.0, 2.0], requires_grad=flagged)
    first, second = gradient(wave, x), gradient(wave, x)
    assert torch.equal(first, second)
    assert x.grad is None and x.requires_grad == flagged


def test_autograd_takes_any_shape():
    x = torch.arange(6.0).view(2, 3)
    assert torch.equal(gradient(lambda x: (x**2).sum(), x), 2 * x)
    assert gradient(lambda x: x**2, torch.tensor(3.0)).item() == 6
