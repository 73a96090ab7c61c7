"""The sigmoid and its slope, near and far from 0."""

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.mnist.activations import sigmoid, sigmoid_slope

FAR = [-1000.0, -89.0, -50.0, 0.0, 50.0, 89.0, 1000.0]


@settings(deadline=None)
@given(st.lists(st.floats(-30, 30), min_size=1, max_size=20))
def test_the_sigmoid_is_what_its_formula_gives(numbers):
    found = sigmoid(torch.tensor(numbers, dtype=torch.float64)).tolist()
    assert found == pytest.approx([1 / (1 + math.exp(-x)) for x in numbers], rel=1e-12)


@settings(deadline=None)
@given(st.lists(st.floats(-30, 30), min_size=1, max_size=20))
def test_the_slope_is_the_derivative_of_the_sigmoid(numbers):
    x = torch.tensor(numbers, dtype=torch.float64, requires_grad=True)
    (gradient,) = torch.autograd.grad(sigmoid(x).sum(), x)
    assert torch.allclose(sigmoid_slope(x.detach()), gradient, rtol=1e-10, atol=0)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64], ids=str)
def test_value_slope_and_gradient_are_finite_however_far_out(dtype):
    x = torch.tensor(FAR, dtype=dtype, requires_grad=True)
    (gradient,) = torch.autograd.grad(sigmoid(x).sum(), x)
    for numbers in (sigmoid(x), sigmoid_slope(x), gradient):
        assert numbers.isfinite().all()
        assert numbers.dtype == dtype
    assert sigmoid(x).tolist()[::6] == [0, 1]


def test_value_and_gradient_at_zero_are_a_half_and_a_quarter():
    x = torch.zeros((), requires_grad=True)
    sigmoid(x).backward()
    assert (sigmoid(x), sigmoid_slope(x), x.grad) == (0.5, 0.25, 0.25)


def test_the_plain_formula_loses_its_gradient_far_out():
    x = torch.tensor([-100.0], requires_grad=True)
    value = 1 / (1 + torch.exp(-x))
    (gradient,) = torch.autograd.grad(value.sum(), x)
    assert value == 0
    assert gradient.isnan()
