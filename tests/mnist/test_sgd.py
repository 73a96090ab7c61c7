"""Mini-batches hold each index once, and a step goes against the gradient."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.mnist.sgd import minibatches, sgd_step


@settings(deadline=None)
@given(n=st.integers(1, 50), batch_size=st.integers(1, 60), seed=st.integers(0, 2**31))
def test_batches_hold_each_index_once_and_only_the_last_is_short(n, batch_size, seed):
    batches = minibatches(n, batch_size, torch.Generator().manual_seed(seed))
    assert torch.cat(batches).sort().values.tolist() == list(range(n))
    assert all(len(batch) == batch_size for batch in batches[:-1])
    assert 1 <= len(batches[-1]) <= batch_size


def test_the_generator_alone_decides_the_order():
    def order(generator_seed: int, global_seed: int) -> list[int]:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(global_seed)
            return torch.cat(minibatches(40, 7, torch.Generator().manual_seed(generator_seed))).tolist()

    assert order(1, 1) == order(1, 2)
    assert order(1, 1) != order(2, 1)


def test_epochs_with_one_generator_differ():
    generator = torch.Generator().manual_seed(0)
    assert not torch.equal(*(torch.cat(minibatches(40, 7, generator)) for _ in range(2)))


def test_a_step_moves_the_very_tensors_and_leaves_their_gradients():
    params = [torch.tensor([1.0, 2.0], requires_grad=True), torch.tensor([[3.0]], requires_grad=True)]
    (params[0].square().sum() + params[1].sum()).backward()
    assert sgd_step(iter(params), lr=0.25) is None
    assert [p.tolist() for p in params] == [[0.5, 1.0], [[2.75]]]
    assert [p.grad.tolist() for p in params] == [[2.0, 4.0], [[1.0]]]
    assert all(p.is_leaf and p.requires_grad for p in params)


def test_a_parameter_without_a_gradient_stays_where_it_is():
    p = torch.tensor([1.0], requires_grad=True)
    sgd_step([p], lr=0.5)
    assert p.item() == 1 and p.grad is None


@pytest.mark.parametrize("outside", [torch.enable_grad, torch.no_grad])
def test_a_step_leaves_the_gradient_mode_as_it_was(outside):
    with outside():
        before = torch.is_grad_enabled()
        sgd_step([], lr=1.0)
        assert torch.is_grad_enabled() == before
