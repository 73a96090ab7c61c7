"""A picture of any mode as three channels of light."""

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

from course_lib.mnist.failure import NoDigit

_LONGEST = 512  # more dots would tell nothing about a digit of 20


def colours_of(image: Image.Image) -> Tensor:
    """Return a picture, turned as its EXIF says and at most 512 dots long, as light: float [3, h, w] in 0..1."""
    upright = _in_plain_colours(_eight_bits(ImageOps.exif_transpose(image)))
    upright.thumbnail((_LONGEST, _LONGEST), Image.Resampling.BOX)
    channels = torch.from_numpy(np.array(upright)).permute(2, 0, 1).float() / 255  # (3 or 4, h, w)
    return channels if len(channels) == 3 else _on_paper(channels[:3], channels[3])


def _eight_bits(image: Image.Image) -> Image.Image:
    """Deeper grays, of which Pillow would cut off all above 255, stretched from their darkest to their lightest."""
    if image.mode[0] not in "IF":
        return image
    values = np.nan_to_num(np.array(image, dtype=np.float64))
    low, high = values.min(), values.max()
    return Image.fromarray(np.uint8(255 * (values - low) / max(high - low, 1e-9)))


def _in_plain_colours(image: Image.Image) -> Image.Image:
    try:
        if image.has_transparency_data:
            return image.convert("RGBA").convert("RGBa")  # colours times alpha: invisible ones don't bleed into others
        return image.convert("RGB")
    except ValueError as error:
        raise NoDigit(f"has colours of an unusual kind ({image.mode}); save it as PNG first") from error


def _on_paper(colours: Tensor, alpha: Tensor) -> Tensor:
    """What shows where a picture [3, h, w], times its alpha [h, w], lies on a ground."""
    return colours + (1 - alpha) * _ground(colours, alpha).view(-1, 1, 1)


def _ground(colours: Tensor, alpha: Tensor) -> Tensor:
    """The colour behind: its paper's where the picture brings its own, else black or white, unlike its ink."""
    if alpha.mean() > 0.5:
        return colours[:, alpha > 0.5].median(dim=1).values  # (3,)
    light = colours.sum() / (3 * alpha.sum()).clamp_min(1e-9)
    return (light < 0.5).float()
