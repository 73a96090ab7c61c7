"""The shape and size of the linear model."""

import torch

from course_lib.mnist import linear_net


def test_the_linear_model_has_a_weight_a_pixel_and_a_bias_for_each_output():
    net = linear_net(outputs=3)
    assert net(torch.zeros(4, 784)).shape == (4, 3)
    assert sum(p.numel() for p in net.parameters()) == 785 * 3
