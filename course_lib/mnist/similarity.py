"""Pixel similarity: a digit is what its pixels are nearest to, on average."""

from torch import Tensor


def archetype(images: Tensor) -> Tensor:
    """Return the mean image of a stack: the ideal digit, [n, height, width] to [height, width]."""
    return images.mean(dim=0)


def pixel_distance(a: Tensor, b: Tensor) -> Tensor:
    """Return the mean absolute difference of images, [..., height, width] to [...]; leading axes broadcast."""
    return (a - b).abs().mean(dim=(-2, -1))


def is_three(images: Tensor, mean3: Tensor, mean7: Tensor) -> Tensor:
    """Return for each image whether it is nearer to the mean 3 than to the mean 7: bool [n].

    With the means of the training digits, right for 0.9168 of the validation 3s and for 0.9854 of the 7s.
    """
    return pixel_distance(images, mean3) < pixel_distance(images, mean7)
