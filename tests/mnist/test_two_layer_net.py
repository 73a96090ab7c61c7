"""The shape and size of the smallest net."""

import torch

from course_lib.mnist.two_layer_net import simple_net


def test_the_simple_net_is_two_layers_with_a_relu_between_them():
    net = simple_net()
    assert [type(layer).__name__ for layer in net] == ["Linear", "ReLU", "Linear"]
    assert net(torch.zeros(4, 784)).shape == (4, 1)
    assert sum(p.numel() for p in net.parameters()) == 784 * 30 + 30 + 30 + 1
