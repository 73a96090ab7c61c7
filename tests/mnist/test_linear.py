"""The linear layer, beside torch's own."""

import torch
import torch.nn.functional as F

from course_lib.mnist.linear import linear


def test_it_is_torchs_layer_with_the_weights_transposed():
    generator = torch.Generator().manual_seed(0)
    x, w, b = (torch.randn(*shape, generator=generator) for shape in ((4, 3), (3, 2), (2,)))
    assert linear(x, w, b).allclose(F.linear(x, w.T, b), atol=1e-6)


def test_each_output_has_a_bias_of_its_own():
    assert linear(torch.zeros(2, 3), torch.ones(3, 2), torch.tensor([1.0, -1.0])).tolist() == [[1, -1], [1, -1]]


def test_gradients_reach_weights_and_bias():
    w, b = torch.ones(3, 2, requires_grad=True), torch.zeros(2, requires_grad=True)
    linear(torch.ones(4, 3), w, b).sum().backward()
    assert w.grad.tolist() == [[4, 4]] * 3
    assert b.grad.tolist() == [4, 4]
