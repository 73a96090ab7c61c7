"""Images as numbers: one for each dot, or three where there is colour."""

from collections.abc import Sequence

import numpy as np
import torch
from PIL import Image
from torch import Tensor


def gray_to_tensor(image: Image.Image) -> Tensor:
    """Return the stored values of a mode-"L" image as uint8 [height, width]: 0 is black, 255 is white."""
    if image.mode != "L":
        raise ValueError(f"an image of mode {image.mode!r} is not gray; convert it first: image.convert('L')")
    return torch.from_numpy(np.array(image))


def solid_color(height: int, width: int, rgb: Sequence[int]) -> Tensor:
    """Return an image of one colour, channels first: uint8 [3, height, width]."""
    channels = torch.tensor(rgb, dtype=torch.uint8)
    return channels.view(3, 1, 1).repeat(1, height, width)  # (3, height, width)


def invert(image: Tensor) -> Tensor:
    """Return the negative of a uint8 image: black for white, and light for dark."""
    return 255 - image
