"""The pictures beside the curves over one weight: where it is, and the digit on which it changes the model's mind."""

from course_lib.demos.one_weight import SIDE, OneWeight, weights
from course_lib.demos.picture import Picture, minus


def draw_weights(picture: Picture, left: float, top: float, side: float, pixel: tuple[int, int], strength: float) -> None:
    """All the weights as an image, the moving one, of that strength, in a ring."""
    image = weights()[0].clone()
    image /= image.abs().max()
    image[pixel] = strength
    picture.pixels(image, left, top, side, side, signed=True)
    (row, column), cell = pixel, side / SIDE
    picture.box(left + column * cell - 7, top + row * cell - 7, cell + 14, cell + 14, "none", "orange", 5, round=12)
    picture.text(left, top - 22, "784 weights", 28)
    picture.text(left, top + side + 40, "red says 3,", 26, "soft")
    picture.text(left, top + side + 74, "blue says 7", 26, "soft")


def draw_nearest_stair(picture: Picture, left: float, top: float, side: float, model: OneWeight, w: float) -> None:
    """The digit of the stair that is nearest to the weight."""
    if not model.stairs:
        return picture.text(left, top - 22, "no ink, no stair", 28)
    stair = min(model.stairs, key=lambda stair: abs(stair.weight - w))
    picture.text(left, top - 22, "nearest stair", 28)
    picture.pixels(1 - model.images[stair.digit].numpy(), left, top, side, side)
    becomes = "3 is right" if model.targets[stair.digit] == 1 else "7 is wrong"
    picture.text(left, top + side + 40, f"past w = {minus(f'{stair.weight:.4g}')}", 26)
    picture.text(left, top + side + 74, f"this {becomes}", 26)
