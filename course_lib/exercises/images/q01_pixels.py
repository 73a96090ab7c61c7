"""Question 1: how an image is represented, gray and in colour."""

from collections.abc import Callable

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from course_lib.checking import Draw, Exercise, Misconception, Probe
from course_lib.mnist import gray_to_tensor, invert, solid_color

# gray_to_tensor: a probe draws the pixels, and the answer gets them as a picture.


def with_picture(answer: Callable, pixels: Tensor) -> object:
    """Hand the pixels to the answer as an image; if it paints on the image, the pixels show it afterwards."""
    image = Image.fromarray(pixels.numpy().copy())
    value = answer(image)
    pixels.copy_(torch.from_numpy(np.array(image)))
    return value


def image_of(height: int, width: int, low: int = 0, high: int = 255) -> Probe:
    def inputs(draw: Draw) -> tuple[Tensor]:
        pixels = draw.image(height, width).clamp(low, high)
        pixels[0, 0], pixels[-1, -1] = low, high  # the darkest and the lightest are always there
        return (pixels,)

    return Probe(f"an image {height} high and {width} wide", inputs, watch=with_picture)


def from_bytes(image: Image.Image) -> Tensor:
    return torch.frombuffer(bytearray(image.tobytes()), dtype=torch.uint8).view(image.height, image.width)


def pixel_by_pixel(image: Image.Image) -> Tensor:
    rows = [[image.getpixel((x, y)) for x in range(image.width)] for y in range(image.height)]
    return torch.tensor(rows, dtype=torch.uint8)


def scaled(image: Image.Image) -> Tensor:
    return torch.tensor(np.array(image)) / 255


def scaled_by_256(image: Image.Image) -> Tensor:
    return torch.tensor(np.array(image)) / 256


def scaled_by_lightest(image: Image.Image) -> Tensor:
    return torch.tensor(np.array(image)) / image.getextrema()[1]


def scaled_to_bytes(image: Image.Image) -> Tensor:
    return scaled(image).to(torch.uint8)


def scaled_with_channel(image: Image.Image) -> Tensor:
    return scaled(image)[None]


def transposed(image: Image.Image) -> Tensor:
    return torch.tensor(np.array(image)).T


def size_for_shape(image: Image.Image) -> Tensor:
    return torch.tensor(np.array(image)).reshape(image.size)  # Pillow's size is (width, height)


def channel_first(image: Image.Image) -> Tensor:
    return torch.tensor(np.array(image))[None]


def channel_last(image: Image.Image) -> Tensor:
    return torch.tensor(np.array(image))[..., None]


def inverted(image: Image.Image) -> Tensor:
    return 255 - torch.tensor(np.array(image))


q01_gray_to_tensor = Exercise(
    id="q01_gray_to_tensor",
    reference=gray_to_tensor,
    alternatives=[from_bytes, pixel_by_pixel],
    misconceptions=[
        Misconception(
            "scaled to 0..1",
            "The file holds whole numbers from 0 to 255. Which step of yours divides them?",
            wrong=[scaled, scaled_by_256, scaled_by_lightest, scaled_to_bytes, scaled_with_channel],
        ),
        Misconception(
            "transposed",
            "A tensor counts rows first, then columns; Pillow's `size` is (width, height). Which one did you follow?",
            wrong=[transposed, size_for_shape],
        ),
        Misconception(
            "extra channel axis",
            "A gray image has one number for each dot. What is the axis of size 1 for?",
            wrong=[channel_first, channel_last],
            points=1,
        ),
        Misconception(
            "inverted",
            "In the file 0 is black, the empty background. Who asked to turn light and dark round?",
            wrong=[inverted],
        ),
    ],
    # one image is pale, so that stretching the grays to 0..255 shows
    probes=[image_of(2, 3), image_of(5, 4), image_of(1, 6), image_of(3, 4, low=40, high=200), image_of(28, 20)],
)

# solid_color


def by_fill(height: int, width: int, rgb: tuple[int, int, int]) -> Tensor:
    image = torch.zeros(3, height, width, dtype=torch.uint8)
    for channel, value in enumerate(rgb):
        image[channel] = value
    return image


def by_expand(height: int, width: int, rgb: tuple[int, int, int]) -> Tensor:
    return torch.tensor(rgb, dtype=torch.uint8)[:, None, None].expand(3, height, width)


def channels_last(height: int, width: int, rgb: tuple[int, int, int]) -> Tensor:
    return torch.tensor(rgb, dtype=torch.uint8).expand(height, width, 3)


def sides_swapped(height: int, width: int, rgb: tuple[int, int, int]) -> Tensor:
    return solid_color(width, height, rgb)


def color_of(height: int, width: int) -> Probe:
    def inputs(draw: Draw) -> tuple[int, int, tuple[int, ...]]:
        return height, width, tuple(draw.shuffled([0, 255, draw.integer(1, 254)]))

    return Probe("one colour", inputs)


q01_solid_color = Exercise(
    id="q01_solid_color",
    reference=solid_color,
    alternatives=[by_fill, by_expand],
    misconceptions=[
        Misconception(
            "channels last",
            "That is one dot of three numbers, over and over. Which axis should count red, green and blue?",
            wrong=[channels_last],
            points=1,
        ),
        Misconception(
            "height and width swapped",
            "The image lies on its side. Which comes first in a shape: how many rows, or how many columns?",
            wrong=[sides_swapped],
            points=1,
        ),
    ],
    probes=[color_of(1, 2), color_of(4, 2), color_of(5, 7)],
)

# invert


def by_bits(image: Tensor) -> Tensor:
    return ~image


def by_wider_numbers(image: Tensor) -> Tensor:
    return (255 - image.int()).to(torch.uint8)


def negated(image: Tensor) -> Tensor:
    return -image


def negated_wide(image: Tensor) -> Tensor:
    return -image.int()


def one_minus(image: Tensor) -> Tensor:
    return 1 - image


def one_minus_wide(image: Tensor) -> Tensor:
    return 1 - image.float()


def one_minus_scaled(image: Tensor) -> Tensor:
    return 1 - image / 255


def in_place(image: Tensor) -> Tensor:
    return image.bitwise_not_()


def gray_values(*shape: int, low: int = 0, high: int = 255) -> Probe:
    def inputs(draw: Draw) -> tuple[Tensor]:
        image = draw.image(*shape).clamp(low, high)
        image.view(-1)[:3] = torch.tensor([low, high, 100], dtype=torch.uint8)
        return (image,)

    return Probe(f"an image of shape {shape}", inputs)


q01_invert = Exercise(
    id="q01_invert",
    reference=invert,
    alternatives=[by_bits, by_wider_numbers],
    misconceptions=[
        Misconception(
            "`-image`",
            "Bytes know no minus sign: below 0 they wrap round, so -1 becomes 255. What should 0 turn into?",
            wrong=[negated, negated_wide],
        ),
        Misconception(
            "`1 - image`",
            "That fits values from 0 to 1. What is the largest value here, which black should become?",
            wrong=[one_minus, one_minus_wide, one_minus_scaled],
        ),
        Misconception(
            "changed in place",
            "The negative is right, but the image that you were given is now a negative too. "
            "Which step writes into it?",
            wrong=[in_place],
            points=1,
        ),
    ],
    # one image is pale, so that its own lightest gray in place of 255 shows
    probes=[gray_values(1, 3), gray_values(7), gray_values(2, 3, low=40, high=200), gray_values(3, 4, 5), gray_values(28, 28)],
)

EXERCISES = (q01_gray_to_tensor, q01_solid_color, q01_invert)
