"""Images as numbers."""

import numpy as np
import pytest
import torch
from PIL import Image

from course_lib.mnist import gray_to_tensor, invert, solid_color


def test_gray_to_tensor_keeps_the_stored_values_rows_first():
    stored = np.array([[0, 1, 255], [128, 7, 254]], dtype=np.uint8)
    values = gray_to_tensor(Image.fromarray(stored))
    assert values.dtype == torch.uint8
    assert values.tolist() == stored.tolist()


def test_gray_to_tensor_gives_values_of_its_own():
    image = Image.fromarray(np.full((2, 3), 9, dtype=np.uint8))
    gray_to_tensor(image)[:] = 0
    assert image.getpixel((0, 0)) == 9


def test_gray_to_tensor_sends_a_colour_image_back():
    with pytest.raises(ValueError, match="mode 'RGB' is not gray"):
        gray_to_tensor(Image.new("RGB", (3, 2)))


def test_solid_color_has_channels_first():
    image = solid_color(2, 3, (10, 20, 255))
    assert image.dtype == torch.uint8
    assert image.tolist() == [[[10] * 3] * 2, [[20] * 3] * 2, [[255] * 3] * 2]


def test_the_pixels_of_a_solid_color_can_be_written_one_by_one():
    image = solid_color(2, 3, [10, 20, 30])
    image[0, 0, 0] = 99
    assert (image == 99).sum() == 1


@pytest.mark.parametrize("shape", [(), (5,), (2, 3), (4, 3, 2)], ids=str)
def test_invert_is_its_own_inverse_in_any_shape(shape):
    image = torch.randint(0, 256, shape, dtype=torch.uint8, generator=torch.Generator().manual_seed(0))
    before = image.clone()
    inverted = invert(image)
    assert inverted.dtype == torch.uint8
    assert (inverted.int() + image.int() == 255).all()
    assert invert(inverted).equal(image)
    assert image.equal(before)
