"""Question 3: how pixel similarity tells a 3 from a 7."""

import torch
import torch.nn.functional as F
from torch import Tensor

from course_lib.checking import Draw, Exercise, Misconception, Observation, Probe
from course_lib.mnist import archetype, is_three, pixel_distance

# archetype


def sum_over_count(images: Tensor) -> Tensor:
    return images.sum(0) / len(images)


def one_by_one(images: Tensor) -> Tensor:
    total = torch.zeros(images.shape[1:])
    for image in images:
        total = total + image
    return total / images.shape[0]


def mean_over_everything(images: Tensor) -> Tensor:
    return images.mean()


def mean_over_everything_spread(images: Tensor) -> Tensor:
    return images.mean().expand(images.shape[1:])


def mean_over_everything_kept(images: Tensor) -> Tensor:
    return images.mean((0, 1, 2), keepdim=True)


def mean_of_each_image(images: Tensor) -> Tensor:
    return images.mean((1, 2))


def mean_of_each_image_kept(images: Tensor) -> Tensor:
    return images.mean((1, 2), keepdim=True)


def stack_of(n: int, height: int, width: int) -> Probe:
    """As in the digits, some pixels are background, 0 to the bit."""
    name = f"{n} images, {height} high and {width} wide"
    return Probe(name, lambda draw: (draw.floats(n, height, width, low=-0.5, high=1).clamp(min=0),))


q03_archetype = Exercise(
    id="q03_archetype",
    reference=archetype,
    alternatives=[sum_over_count, one_by_one],
    misconceptions=[
        Misconception(
            "mean over everything",
            "One number is the average gray of all images at once. Which axis counts the images, and is to go?",
            wrong=[mean_over_everything, mean_over_everything_spread, mean_over_everything_kept],
        ),
        Misconception(
            "mean over the pixels of each image",
            "There is one number for each image. Should the mean run within an image, or through the stack?",
            wrong=[mean_of_each_image, mean_of_each_image_kept],
        ),
    ],
    probes=[stack_of(3, 1, 2), stack_of(1, 2, 3), stack_of(4, 3, 5), stack_of(9, 6, 4)],
)

# pixel_distance


def by_l1_loss(a: Tensor, b: Tensor) -> Tensor:
    return F.l1_loss(*torch.broadcast_tensors(a, b), reduction="none").mean((-2, -1))


def sum_over_area(a: Tensor, b: Tensor) -> Tensor:
    difference = torch.maximum(a - b, b - a)
    return difference.flatten(-2).sum(-1) / (difference.shape[-2] * difference.shape[-1])


def signed(a: Tensor, b: Tensor) -> Tensor:
    return (a - b).mean((-1, -2))


def signed_other_way(a: Tensor, b: Tensor) -> Tensor:
    return (b - a).mean((-1, -2))


def absolute_too_late(a: Tensor, b: Tensor) -> Tensor:
    return (a - b).mean((-1, -2)).abs()


def one_mean_for_all(a: Tensor, b: Tensor) -> Tensor:
    return (a - b).abs().mean()


def root_mean_square(a: Tensor, b: Tensor) -> Tensor:
    return (a - b).square().mean((-1, -2)).sqrt()


def pair(name: str, shape_a: tuple[int, ...], shape_b: tuple[int, ...]) -> Probe:
    return Probe(name, lambda draw: (draw.floats(*shape_a), draw.floats(*shape_b)))


q03_pixel_distance = Exercise(
    id="q03_pixel_distance",
    reference=pixel_distance,
    alternatives=[by_l1_loss, sum_over_area],
    misconceptions=[
        Misconception(
            "signed difference",
            "A pixel that is too dark and one that is too light cancel out here. When must the sign go: before the "
            "mean, or after it?",
            wrong=[signed, signed_other_way, absolute_too_late],
        ),
        Misconception(
            "mean over all axes",
            "A stack of images wants a distance for each of them. Which two axes belong to one image?",
            wrong=[one_mean_for_all],
        ),
        Misconception(
            "RMSE",
            "That squares the differences and takes the root of their mean. Which distance was asked for?",
            wrong=[root_mean_square],
        ),
    ],
    probes=[
        pair("two images of shape (1, 2)", (1, 2), (1, 2)),
        pair("two images of shape (4, 3)", (4, 3), (4, 3)),
        pair("1 image and one", (1, 2, 3), (2, 3)),
        pair("5 images and one", (5, 2, 3), (2, 3)),
        pair("one image and 5", (2, 3), (5, 2, 3)),
        pair("4 images and 4 others", (4, 3, 5), (4, 3, 5)),
        pair("a and b of shapes (5, 1, 2, 3) and (4, 2, 3)", (5, 1, 2, 3), (4, 2, 3)),
    ],
)

# is_three


def by_difference(images: Tensor, mean3: Tensor, mean7: Tensor) -> Tensor:
    return ((images - mean7).abs() - (images - mean3).abs()).sum((1, 2)) > 0


def by_argmin(images: Tensor, mean3: Tensor, mean7: Tensor) -> Tensor:
    distances = (images[:, None] - torch.stack([mean3, mean7])).abs().mean((2, 3))  # (n, 2)
    return distances.argmin(1) == 0


def wrong_way_round(images: Tensor, mean3: Tensor, mean7: Tensor) -> Tensor:
    return pixel_distance(images, mean3) > pixel_distance(images, mean7)


def distance_to_three(images: Tensor, mean3: Tensor, mean7: Tensor) -> Tensor:
    return pixel_distance(images, mean3)


def difference_of_distances(images: Tensor, mean3: Tensor, mean7: Tensor) -> Tensor:
    return pixel_distance(images, mean3) - pixel_distance(images, mean7)


def both_distances(images: Tensor, mean3: Tensor, mean7: Tensor) -> tuple[Tensor, Tensor]:
    return pixel_distance(images, mean3), pixel_distance(images, mean7)


def both_stacked(images: Tensor, mean3: Tensor, mean7: Tensor) -> Tensor:
    return torch.stack(both_distances(images, mean3, mean7), dim=1)


def some_distances(expected: Observation, actual: Observation) -> bool:
    """A number or two for each image, with fractions: whichever distances they are."""
    n = len(expected.value)
    values = actual.value if isinstance(actual.value, (list, tuple)) else [actual.value]
    return bool(values) and all(
        isinstance(value, Tensor) and value.is_floating_point() and value.shape in ((n,), (2, n), (n, 2))
        and bool((value % 1 != 0).any())
        for value in values
    )


def near_and_far(n: int, height: int, width: int) -> Probe:
    """With many images, some are nearer to the 3 by one measure and to the 7 by another."""

    def inputs(draw: Draw) -> tuple[Tensor, Tensor, Tensor]:
        mean3, mean7 = draw.floats(2, height, width, low=0, high=1)
        images = draw.floats(n, height, width, low=0, high=1)
        images[0] = mean3 + 0.1 * (mean7 - mean3)
        images[-1] = mean7 + 0.1 * (mean3 - mean7)
        margins = pixel_distance(images, mean3) - pixel_distance(images, mean7)
        images[margins.abs() < 1e-4] = images[0].clone()  # a tie might fall to either side by rounding
        return images, mean3, mean7

    return Probe(f"{n} images, {height} high and {width} wide", inputs)


q03_is_three = Exercise(
    id="q03_is_three",
    reference=is_three,
    alternatives=[by_difference, by_argmin],
    misconceptions=[
        Misconception(
            "comparison the wrong way round",
            "Every answer is turned round: a 3 is called a 7. Is a small distance near, or far?",
            wrong=[wrong_way_round],
        ),
        Misconception(
            "returns distances, not booleans",
            "Those are distances. Which comparison of two of them says yes for a 3 and no for a 7?",
            wrong=[distance_to_three, difference_of_distances, both_distances, both_stacked],
            sign=some_distances,
        ),
    ],
    probes=[near_and_far(2, 1, 3), near_and_far(1, 2, 3), near_and_far(300, 4, 5)],
)

EXERCISES = (q03_archetype, q03_pixel_distance, q03_is_three)
