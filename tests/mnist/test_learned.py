"""The drawings of losses and weights are read back."""

import pytest
import torch
from torch import nn

from course_lib.mnist import draw_losses, draw_weights
from course_lib.mnist.learned import weight_images


def test_losses_are_drawn_an_epoch_a_point_under_their_names():
    history = [{"train_loss": 3.0, "valid_loss": 2.5, "accuracy": 0.5}, {"train_loss": 1.0, "valid_loss": 1.5}]
    (axes,) = draw_losses(history).axes
    lines = {line.get_label(): line.get_ydata().tolist() for line in axes.lines}
    assert lines == {"train_loss": [3, 1], "valid_loss": [2.5, 1.5]}
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("epoch", "loss")


def test_each_output_of_a_linear_layer_is_an_image_of_the_pixels():
    layer = nn.Linear(784, 3)
    images = weight_images(layer)
    assert images.shape == (3, 28, 28) and images[2, 1, 4] == layer.weight[2, 32]


def test_each_pair_of_channels_of_a_convolution_is_an_image():
    layer = nn.Conv2d(2, 3, kernel_size=5)
    assert weight_images(layer).shape == (6, 5, 5) and weight_images(layer)[3].equal(layer.weight[1, 1])


def test_a_layer_that_sees_no_pixels_is_refused():
    with pytest.raises(ValueError, match="30 inputs"):
        weight_images(nn.Linear(30, 1))


def test_weights_are_drawn_on_one_scale_around_zero_and_not_too_many():
    layer = nn.Linear(784, 40)
    (axes,) = draw_weights(layer, most=5).axes
    drawn = torch.stack([torch.as_tensor(image.get_array()) for image in axes.images])
    assert drawn.shape == (5, 28, 28)
    assert drawn.abs().max() == 1
    weights = weight_images(layer)[:5]
    torch.testing.assert_close(drawn.float(), weights / weights.abs().max())


def test_weights_that_are_all_zero_are_drawn_too():
    layer = nn.Linear(784, 1)
    nn.init.zeros_(layer.weight)
    (axes,) = draw_weights(layer).axes
    assert not axes.images[0].get_array().any()
