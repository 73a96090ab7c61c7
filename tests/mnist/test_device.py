"""The device is a choice of torch's, made in one place."""

import copy

import pytest
import torch
from torch import nn

import course_lib.mnist as package
from course_lib.mnist import accelerated, best_device, simple_net


@pytest.mark.parametrize(("has_gpu", "kind"), [(True, "cuda"), (False, "cpu")], ids=["with a GPU", "without"])
def test_the_best_device_is_the_gpu_where_there_is_one(monkeypatch, has_gpu, kind):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: has_gpu)
    assert best_device() == torch.device(kind)


def test_every_public_name_can_be_had():
    assert all(callable(getattr(package, name)) for name in package.__all__)
    assert set(package.__all__) <= set(dir(package))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'minst'"):
        package.minst


def test_without_a_gpu_an_accelerated_model_is_the_model_as_it_was():
    model = nn.Linear(3, 2)
    before = model(torch.ones(1, 3))
    assert accelerated(model) is model
    assert model(torch.ones(1, 3)).equal(before) and "forward" not in vars(model)


@pytest.mark.gpu
@pytest.mark.parametrize("compiled", [True, False], ids=["compiled", "in mixed precision only"])
def test_on_a_gpu_an_accelerated_model_says_nearly_the_same_in_float32(compiled):
    model = simple_net().to(best_device())
    x = torch.rand(64, 784, device=best_device())
    expected, names = model(x), list(model.state_dict())
    fast = accelerated(model, compiled=compiled)
    for _ in range(4):  # the first calls compile and record, the later ones replay
        said = fast(x)
    assert said.dtype == torch.float32 and list(fast.state_dict()) == names
    torch.testing.assert_close(said, expected, rtol=0.05, atol=0.02)  # bfloat16 keeps two to three digits
    said.sum().backward()
    assert all(p.grad is not None and p.grad.dtype == torch.float32 for p in model.parameters())


@pytest.mark.gpu
def test_on_a_gpu_a_copy_of_an_accelerated_model_has_weights_of_its_own():
    model = accelerated(simple_net().to(best_device()), compiled=False)
    twin = copy.deepcopy(model)
    x = torch.rand(4, 784, device=best_device())
    with torch.no_grad():
        before = model(x)
        for parameter in twin.parameters():
            parameter.zero_()
        assert twin(x).count_nonzero() == 0 and model(x).equal(before)
