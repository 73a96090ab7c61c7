"""The device is a choice of torch's, made in one place."""

import pytest
import torch

import course_lib.mnist as package
from course_lib.mnist import best_device


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
