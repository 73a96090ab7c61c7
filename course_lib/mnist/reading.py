"""An image file, or a drawing, as a digit of MNIST: what a model was trained on is all that it can read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import torch
from PIL import Image
from torch import Tensor

from course_lib.mnist.colours import colours_of
from course_lib.mnist.failure import NoDigit
from course_lib.mnist.ink import ink_on_paper
from course_lib.mnist.picture_file import open_picture
from course_lib.mnist.one_digit import require_one_digit
from course_lib.mnist.placing import place_digit
from course_lib.mnist.specks import without_specks
from course_lib.mnist.strokes import Stroke, draw_strokes


def read_digit(path: str | Path) -> Tensor:
    """Return the digit in an image file as float [28, 28] in 0..1; raise `NoDigit` with a sentence where there is none.

    Any size and colours, transparent or not, dark on light or light on dark: paper is what the border shows.
    """
    with _told_of(path):
        return _digit_in(colours_of(open_picture(Path(path))))


def digit_from_image(image: Image.Image) -> Tensor:
    """Return the digit in a picture as float [28, 28] in 0..1; raise `NoDigit` where there is none."""
    with _told_of("the picture"):
        return _digit_in(colours_of(image))


def digit_from_drawing(drawing: Tensor | Sequence[Stroke]) -> Tensor:
    """Return a drawn digit as float [28, 28] in 0..1; raise `NoDigit` where there is none.

    A drawing is an array [h, w] of floats in 0..1, or strokes: the points (x, y) that a pen passes, y downwards.
    """
    drawn = drawing if hasattr(drawing, "shape") else draw_strokes(drawing)
    grays = torch.as_tensor(drawn, dtype=torch.float32, device="cpu")  # (h, w)
    with _told_of("the drawing"):
        if grays.dim() != 2:
            raise NoDigit(f"has shape {list(grays.shape)}; pass an array [height, width]")
        return _digit_in(grays.expand(3, -1, -1))


def _digit_in(colours: Tensor) -> Tensor:
    ink = without_specks(ink_on_paper(colours))  # (h, w)
    require_one_digit(ink)
    return place_digit(ink)


@contextmanager
def _told_of(subject: str | Path) -> Iterator[None]:
    """Makes sentences of what is said inside: "is empty" becomes "the drawing is empty"."""
    try:
        yield
    except NoDigit as error:
        raise NoDigit(f"{subject} {error}") from error
