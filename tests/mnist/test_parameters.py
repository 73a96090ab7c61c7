"""Parameters start as normal numbers, and as leaves."""

import pytest
import torch

from course_lib.mnist.parameters import init_params


def draw(*shape: int, seed: int = 0, **keywords) -> torch.Tensor:
    return init_params(shape, generator=torch.Generator().manual_seed(seed), **keywords)


@pytest.mark.parametrize("std", [1.0, 0.02])
def test_numbers_spread_as_asked(std):
    params = draw(100, 100, std=std)
    assert params.std().item() == pytest.approx(std, rel=0.05)
    assert abs(params.mean().item()) < 0.05 * std


def test_a_backward_pass_fills_the_gradient():
    params = draw(2, 3, std=0.1)
    params.sum().backward()
    assert params.is_leaf and params.grad.tolist() == [[1.0] * 3] * 2


@pytest.mark.parametrize("shape", [(), (4,), [2, 3], torch.Size([1, 5])], ids=str)
def test_a_shape_may_be_any_sequence(shape):
    assert init_params(shape).shape == tuple(shape)


def test_a_generator_decides_the_numbers():
    assert torch.equal(draw(5, seed=1), draw(5, seed=1))
    assert not torch.equal(draw(5, seed=1), draw(5, seed=2))
