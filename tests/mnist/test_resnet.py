"""The net for photographs, given digits."""

import pytest
import torch

from course_lib.mnist import learner_of, recipe, resnet18_model


@pytest.mark.parametrize("outputs", [1, 10])
def test_it_takes_digits_of_one_channel(outputs):
    net = resnet18_model(outputs)
    assert net.eval()(torch.rand(2, 28, 28)).shape == (2, outputs)
    # torchvision's 11,689,512 for three channels and 1000 classes
    in_colour, in_gray, classes = 3 * 64 * 49, 64 * 49, 513 * 1000
    assert sum(p.numel() for p in net.parameters()) == 11_689_512 - in_colour + in_gray - classes + 513 * outputs


@pytest.mark.slow
def test_after_an_epoch_it_tells_3_from_7_at_99_5_percent(digits):
    usual = recipe("resnet18", "3,7")
    learner = learner_of(usual, digits, generator=torch.Generator().manual_seed(0))
    learner.fit(1, usual.lr)
    assert learner.history[0]["accuracy"] >= 0.995
