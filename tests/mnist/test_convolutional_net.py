"""The shape and size of the net for ten digits."""

import torch

from course_lib.mnist.convolutional_net import digit_model


def test_the_digit_model_tells_ten_digits_with_52266_parameters():
    net = digit_model()
    assert net(torch.rand(3, 28, 28)).shape == (3, 10)
    assert sum(p.numel() for p in net.parameters()) == 52_266
