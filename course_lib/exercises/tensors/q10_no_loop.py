"""Question 10: a calculation on thousands of numbers at once."""

import torch
from torch import Tensor

from course_lib.checking import Draw, Exercise, Misconception, NoLoop, Probe
from course_lib.mnist import distances_to


def by_flat_rows(images: Tensor, target: Tensor) -> Tensor:
    rows = images.reshape(len(images), -1) - target.reshape(1, -1)  # (n, height * width)
    return rows.abs().sum(1) / target.numel()


def by_vmap(images: Tensor, target: Tensor) -> Tensor:
    return torch.vmap(lambda image: (image - target).abs().mean())(images)


def by_comprehension(images: Tensor, target: Tensor) -> Tensor:
    return torch.stack([(image - target).abs().mean() for image in images])


def images_and_target(n: int, height: int, width: int) -> Probe:
    name = f"{n} images of shape ({height}, {width})"
    return Probe(name, lambda draw: (draw.floats(n, height, width), draw.floats(height, width)))


def few_or_many(draw: Draw, large: bool) -> tuple[Tensor, Tensor]:
    n, height, width = (47, 29, 31) if large else (3, 4, 5)
    return draw.floats(n, height, width), draw.floats(height, width)


q10_distances_to = Exercise(
    id="q10_distances_to",
    reference=distances_to,
    alternatives=[by_flat_rows, by_vmap],
    misconceptions=[
        Misconception(
            "a Python loop or comprehension",
            "Python takes the images one by one, and that is what costs the time. What does `images - target` do when "
            "images has one axis more?",
            wrong=[by_comprehension],
            points=1,
        ),
    ],
    rules=[NoLoop(few_or_many)],
    probes=[images_and_target(2, 1, 3), images_and_target(1, 3, 2), images_and_target(5, 4, 3), images_and_target(9, 6, 7)],
)

EXERCISES = (q10_distances_to,)
