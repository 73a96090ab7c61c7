"""What hangs on a generator, and what doesn't."""

import torch
from torch import nn

from course_lib.mnist import drawing_from


def weights(seed: int) -> torch.Tensor:
    with drawing_from(torch.Generator().manual_seed(seed)):
        return nn.Linear(3, 2).weight.detach()


def test_the_generator_alone_decides():
    torch.manual_seed(1)
    first = weights(0)
    torch.manual_seed(2)
    assert weights(0).equal(first) and not weights(1).equal(first)


def test_a_second_time_brings_other_numbers():
    generator = torch.Generator().manual_seed(0)
    with drawing_from(generator):
        first = torch.rand(3)
    with drawing_from(generator):
        assert not torch.rand(3).equal(first)


def test_outside_nothing_has_been_drawn():
    before = torch.get_rng_state()
    weights(0)
    assert torch.get_rng_state().equal(before)


def test_without_a_generator_nothing_changes():
    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    with drawing_from(None):
        assert torch.rand(3).equal(expected)
