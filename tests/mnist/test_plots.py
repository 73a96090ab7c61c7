"""The drawings are read back: what stands where, and in which colour."""

import numpy as np
import pytest
import torch
from matplotlib.figure import Figure
from PIL import Image

from course_lib.mnist.plots import draw_digits, draw_numbers, draw_ranks, draw_shapes


def drawn_colors(figure: Figure, place: int = 0) -> np.ndarray:
    """The red, green and blue of each pixel of one image, from 0 to 255, as they are drawn."""
    image = [image for axes in figure.axes for image in axes.images][place]
    return image.to_rgba(image.get_array(), bytes=True)[..., :3]


def titles(figure: Figure) -> list[str]:
    return [axes.get_title() for axes in figure.axes]


def test_zero_is_drawn_black_and_full_ink_white():
    figure = draw_digits([torch.tensor([[0, 255]], dtype=torch.uint8), torch.tensor([[0.0, 1.0]])])
    for place in range(2):
        assert drawn_colors(figure, place).tolist() == [[[0, 0, 0], [255, 255, 255]]]


def test_a_dark_image_stays_dark():
    figure = draw_digits([torch.full((2, 3), 40, dtype=torch.uint8)])
    assert drawn_colors(figure).max() == 40


def test_a_pil_image_is_drawn_like_its_tensor():
    pixels = torch.arange(6, dtype=torch.uint8).view(2, 3) * 40
    figure = draw_digits([pixels, Image.fromarray(pixels.numpy())])
    assert (drawn_colors(figure, 0) == drawn_colors(figure, 1)).all()


@pytest.mark.parametrize("full", [torch.tensor(255, dtype=torch.uint8), torch.tensor(1.0)], ids=["bytes", "floats"])
def test_channels_come_first_in_a_colour_image(full):
    red = torch.stack([full, 0 * full, 0 * full]).view(3, 1, 1).repeat(1, 2, 4)
    figure = draw_digits([red])
    assert drawn_colors(figure).shape == (2, 4, 3)
    assert (drawn_colors(figure) == [255, 0, 0]).all()


def test_signed_differences_are_blue_below_zero_white_at_zero_and_red_above():
    below, zero, above = drawn_colors(draw_digits([torch.tensor([[-0.8, 0.0, 0.8]])], signed=True))[0].astype(int)
    assert below[2] > below[0] and above[0] > above[2]
    assert zero.min() > 240


def test_images_stand_in_rows_under_their_titles():
    (axes,) = draw_digits(torch.zeros(5, 2, 2), ["a", "b"], columns=3).axes
    boxes = [image.get_extent() for image in axes.images]  # left, right, bottom, top; top is small
    assert [boxes[place][3] for place in range(5)] == [boxes[0][3]] * 3 + [boxes[3][3]] * 2
    assert boxes[3][3] > boxes[0][2] and boxes[1][0] > boxes[0][1]
    for text, box in zip(axes.texts, boxes):
        across, down = text.get_position()
        assert across == pytest.approx((box[0] + box[1]) / 2) and down < box[3]
    assert [text.get_text() for text in axes.texts] == ["a", "b"]


def test_a_small_image_keeps_its_shape():
    (axes,) = draw_digits([torch.zeros(4, 4), torch.zeros(2, 4), torch.zeros(4, 1)]).axes
    for image, shape in zip(axes.images, [1, 2, 0.25]):
        left, right, bottom, top = image.get_extent()
        assert (right - left) / (bottom - top) == pytest.approx(shape)


def test_no_images_are_a_figure_that_says_so():
    assert [text.get_text() for text in draw_digits(torch.zeros(0, 28, 28)).texts] == ["no images"]


def test_a_figure_fits_the_page():
    for images in (torch.zeros(24, 28, 28), torch.zeros(1, 28, 120), torch.zeros(3, 28, 28)):
        assert draw_digits(images).get_figwidth() <= 8.4 + 1e-6


def test_each_pixel_carries_its_number():
    image = torch.tensor([[0, 7, 255], [3, 128, 4]], dtype=torch.uint8)
    (axes,) = draw_numbers(image).axes
    written = {text.get_position(): text.get_text() for text in axes.texts}
    assert written == {(column, row): str(int(image[row, column])) for row in range(2) for column in range(3)}


def test_a_number_stands_out_from_its_pixel():
    image = torch.tensor([[0, 60, 127, 128, 180, 255]], dtype=torch.uint8)
    figure = draw_numbers(image)
    for text, (shade, _, _) in zip(figure.axes[0].texts, drawn_colors(figure)[0].astype(int)):
        ink = {"white": 255, "black": 0, "#777777": 119}[text.get_color()]
        assert abs(ink - shade) > 100


def test_the_four_ranks_are_pieces_of_one_stack():
    stack = torch.randint(0, 256, (5, 6, 8), dtype=torch.uint8, generator=torch.Generator().manual_seed(0))
    (axes,) = draw_ranks(stack).axes
    pixel, row, image, front, *behind = (image.get_array() for image in axes.images)
    assert pixel.item() == stack[0, 3, 4] and (row[0] == stack[0, 3].numpy()).all() and (image == stack[0].numpy()).all()
    assert (front == stack[0].numpy()).all() and all((one == other.numpy()).all() for one, other in zip(behind, stack[1:4], strict=True))
    depths = [image.zorder for image in axes.images[3:]]
    assert depths == sorted(depths, reverse=True)


def test_each_rank_is_named_above_its_picture():
    stack = torch.zeros(5, 28, 28, dtype=torch.uint8)
    (axes,) = draw_ranks(stack).axes
    value, *names = axes.texts
    assert value.get_text() == "0"
    assert [text.get_text() for text in names] == ["rank 0\na pixel", "rank 1\na row", "rank 2\na digit", "rank 3\na stack"]
    for text, image in zip(names, axes.images):
        left, right, _, top = image.get_extent()
        across, down = text.get_position()
        assert left < across and down < top
        assert across < right or image is axes.images[3]  # the pile goes on to the right


def test_shapes_are_lined_up_from_the_right():
    (axes,) = draw_shapes({"stack": (9, 4, 5), "image": (4, 5)}).axes
    places = [(text.get_text(), *text.get_position()) for text in axes.texts if text.get_text().isdigit()]
    assert places == [("9", 0.5, 0.5), ("4", 1.5, 0.5), ("5", 2.5, 0.5), ("4", 1.5, 1.5), ("5", 2.5, 1.5)]


def test_an_axis_that_a_shape_lacks_is_an_empty_dashed_box():
    (axes,) = draw_shapes({"stack": (9, 4, 5), "image": (4, 5)}).axes
    dashed = [box.get_xy() for box in axes.patches if box.get_linestyle() == "--"]
    assert dashed == [pytest.approx((0.06, 1.08))]
