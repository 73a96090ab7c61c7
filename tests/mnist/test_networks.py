"""The shapes and sizes of the networks."""

import torch

from course_lib.mnist.networks import digit_model, simple_net


def parameters(net) -> int:
    return sum(p.numel() for p in net.parameters())


def test_the_simple_net_is_two_layers_with_a_relu_between_them():
    net = simple_net()
    assert [type(layer).__name__ for layer in net] == ["Linear", "ReLU", "Linear"]
    assert net(torch.zeros(4, 784)).shape == (4, 1)
    assert parameters(net) == 784 * 30 + 30 + 30 + 1


def test_the_digit_model_tells_ten_digits_with_52266_parameters():
    net = digit_model()
    assert net(torch.rand(3, 28, 28)).shape == (3, 10)
    assert parameters(net) == 52_266
