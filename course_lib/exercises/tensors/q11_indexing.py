"""Question 11: the numbers from 1 to 9, doubled, and their bottom right corner."""

import torch
from torch import Tensor

from course_lib.checking import Exercise, Likeness, Misconception, Probe

Three = tuple[Tensor, Tensor, Tensor]


def doubled_corner() -> Three:
    """The tensor of 1 to 9, twice that, and its bottom right four."""
    t = torch.arange(1, 10).view(3, 3)
    doubled = 2 * t
    return t, doubled, doubled[1:, 1:]


def counted_from_the_end() -> Three:
    t = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]])
    return t, t + t, (t + t)[-2:, -2:]


def by_index_select() -> Three:
    t = torch.linspace(1, 9, 9).reshape(3, 3)
    last = torch.tensor([1, 2])
    return t, t * 2, (t * 2).index_select(0, last).index_select(1, last)


def rows_twice() -> Three:
    t, doubled, _ = doubled_corner()
    return t, doubled, doubled[1:][1:]


def from_zero() -> Three:
    t = torch.arange(9).view(3, 3)
    return t, 2 * t, (2 * t)[1:, 1:]


def corner_of_original() -> Three:
    t, doubled, _ = doubled_corner()
    return t, doubled, t[1:, 1:]


q11_doubled_corner = Exercise(
    id="q11_doubled_corner",
    reference=doubled_corner,
    alternatives=[counted_from_the_end, by_index_select],
    misconceptions=[
        Misconception(
            "`[1:][1:]`",
            "The second [1:] starts again from the rows that are left. How do you write rows and columns in one pair of "
            "brackets?",
            wrong=[rows_twice],
            points=1,
        ),
        Misconception(
            "starts at 0",
            "Python counts from 0 where nobody says otherwise. Which number should be the first?",
            wrong=[from_zero],
            points=1,
        ),
        Misconception(
            "corner of `t` instead of `doubled`",
            "The place is right, the numbers are half as large. Which of the two tensors was to be cut?",
            wrong=[corner_of_original],
            points=1,
        ),
    ],
    probes=[Probe("no arguments", lambda draw: (), like=Likeness(any_dtype=True))],
)

EXERCISES = (q11_doubled_corner,)
