"""Question 29: what `view` does."""

import itertools
import math
from collections.abc import Callable

import torch
from torch import Tensor

from course_lib.checking import Draw, Exercise, Misconception, Probe

# flatten_images


def flatten_images(images: Tensor) -> Tensor:
    """Each image as one row, in the memory where it lies."""
    n, height, width = images.shape
    return images.view(n, height * width)


def by_flatten(images: Tensor) -> Tensor:
    return images.flatten(start_dim=1)


def by_reshape(images: Tensor) -> Tensor:
    return images.reshape(len(images), -1)


def by_numpy(images: Tensor) -> Tensor:
    return torch.from_numpy(images.numpy().reshape(images.shape[0], -1))


def copied(images: Tensor) -> Tensor:
    return images.clone().view(len(images), -1)


def image_rows(images: Tensor) -> Tensor:
    return images.view(-1, images.shape[-1])


def copied_image_rows(images: Tensor) -> Tensor:
    return torch.cat(list(images))


def on_one_axis(images: Tensor) -> Tensor:
    return images.view(-1)


def copied_on_one_axis(images: Tensor) -> Tensor:
    return images.clone().view(-1)


def as_one_row(images: Tensor) -> Tensor:
    return images.view(1, -1)


def then_written_to(answer: Callable, images: Tensor) -> dict:
    """What was flattened, and what the images hold after every number of it became its double."""
    flattened = answer(images)
    before = flattened.clone()
    flattened.mul_(2)
    return {"flattened": before, "the images, once that is doubled": images}


def stack(name: str, *shape: int, dtype: torch.dtype = torch.float32, **watch: Callable) -> Probe:
    return Probe(name, lambda draw: (draw.integers(*shape, low=1, high=100, dtype=dtype),), **watch)


q29_flatten_images = Exercise(
    id="q29_flatten_images",
    reference=flatten_images,
    alternatives=[by_flatten, by_reshape, by_numpy],
    misconceptions=[
        Misconception(
            "a copy",
            "The numbers are right, but they lie in memory of their own. Which step of yours made a copy?",
            wrong=[copied],
            points=1,
        ),
        Misconception(
            "`[n*h, w]`",
            "That is one row for each row of pixels. How many rows should there be for n images?",
            wrong=[image_rows, copied_image_rows],
        ),
        Misconception(
            "everything on one axis",
            "All images run into one another. Which axis should stay as it is?",
            wrong=[on_one_axis, copied_on_one_axis, as_one_row],
        ),
    ],
    probes=[
        stack("2 images, 1 high and 3 wide", 2, 1, 3),
        stack("one image, 4 high and 2 wide", 1, 4, 2),
        stack("3 images, 4 high and 5 wide", 3, 4, 5),
        stack("2 images, 4 high and 3 wide, then written to", 2, 4, 3, watch=then_written_to),
        stack("bytes: 3 images, 2 high and 4 wide, then written to", 3, 2, 4, dtype=torch.uint8, watch=then_written_to),
    ],
)

# flat_position

Numbers = tuple[int, ...]


def flat_position(index: Numbers, shape: Numbers) -> int:
    """Where the element at `index` lies once all axes are one, the last axis running fastest."""
    position = 0
    for i, size in zip(index, shape, strict=True):
        position = position * size + i
    return position


def by_strides(index: Numbers, shape: Numbers) -> int:
    return sum(i * math.prod(shape[axis + 1 :]) for axis, i in enumerate(index))


def by_looking(index: Numbers, shape: Numbers) -> int:
    return torch.arange(math.prod(shape)).view(*shape)[tuple(index)].item()


def by_walking(index: Numbers, shape: Numbers) -> int:
    return list(itertools.product(*map(range, shape))).index(tuple(index))


def column_major(index: Numbers, shape: Numbers) -> int:
    return flat_position(index[::-1], shape[::-1])


def own_sizes(index: Numbers, shape: Numbers) -> int:
    return sum(i * size for i, size in zip(index, shape, strict=True))


def own_sizes_and_one(index: Numbers, shape: Numbers) -> int:
    return own_sizes(index, (*shape[:-1], 1))


def next_sizes(index: Numbers, shape: Numbers) -> int:
    return own_sizes(index, (*shape[1:], 1))


def sizes_before(index: Numbers, shape: Numbers) -> int:
    return own_sizes(index, (1, *shape[:-1]))


def sizes_from_behind(index: Numbers, shape: Numbers) -> int:
    return own_sizes(index, shape[::-1])


def element(name: str, index: Numbers, shape: Numbers) -> Probe:
    return Probe(name, lambda draw: (index, shape))


def any_element(*shape: int) -> Probe:
    return Probe(f"shape {shape}", lambda draw: (tuple(draw.integer(1, size - 1) for size in shape), shape))


q29_flat_position = Exercise(
    id="q29_flat_position",
    reference=flat_position,
    alternatives=[by_strides, by_looking, by_walking],
    misconceptions=[
        Misconception(
            "column-major",
            "You count down the columns. Which index moves to the neighbour in memory: the first, or the last?",
            wrong=[column_major],
            points=1,
        ),
        Misconception(
            "sizes used for strides",
            "A step along an axis skips all that lies inside it. In shape (2, 3, 4), how many numbers does a step "
            "along the first one skip?",
            wrong=[own_sizes, own_sizes_and_one, next_sizes, sizes_before, sizes_from_behind],
            points=1,
        ),
    ],
    probes=[
        element("an element of a vector", (3,), (5,)),
        element("an element of a matrix", (1, 1), (2, 3)),
        element("the first of all", (0, 0, 0), (2, 4, 3)),
        element("an element of rank 3", (1, 2, 1), (2, 4, 3)),
        any_element(4, 3, 5),
        any_element(3, 2, 5, 4),
    ],
)

EXERCISES = (q29_flatten_images, q29_flat_position)
