"""Question 8: the rank from the shape."""

import math
from collections.abc import Sequence

import torch

from course_lib.checking import Exercise, Misconception, Probe


def rank_from_shape(shape: Sequence[int]) -> int:
    """The rank of a tensor of that shape."""
    return len(shape)


def by_counting(shape: Sequence[int]) -> int:
    return sum(1 for _ in shape)


def by_making_one(shape: Sequence[int]) -> int:
    return torch.empty(*shape).dim()


def product(shape: Sequence[int]) -> int:
    return math.prod(shape)


def total(shape: Sequence[int]) -> int:
    return sum(shape)


def first_size(shape: Sequence[int]) -> int:
    return shape[0]


q08_rank_from_shape = Exercise(
    id="q08_rank_from_shape",
    reference=rank_from_shape,
    alternatives=[by_counting, by_making_one],
    misconceptions=[
        Misconception(
            "product",
            "The product of the sizes is the number of elements. What is the number of axes?",
            wrong=[product],
        ),
        Misconception(
            "sum",
            "The sum of the sizes has no meaning of its own. Each size belongs to one axis: how many are there?",
            wrong=[total],
        ),
        Misconception(
            "first size",
            "That is how long the first axis is. How many axes are there?",
            wrong=[first_size],
        ),
    ],
    probes=[
        Probe("a tuple", lambda draw: ((3, 5),)),
        Probe("one axis", lambda draw: ((7,),)),
        Probe("a torch.Size", lambda draw: (torch.Size([7, 28, 20]),)),
        Probe("a list", lambda draw: ([draw.integer(6, 9), 1, 2, 3, 2],)),
    ],
)

EXERCISES = (q08_rank_from_shape,)
