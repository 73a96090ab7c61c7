"""Question 12: what broadcasting is."""

from itertools import zip_longest

import torch
from torch import Tensor

from course_lib.checking import ByHand, Draw, Exercise, Misconception, NoLoop, Probe

Shape = tuple[int, ...]

# broadcast_shape


def broadcast_shape(a: Shape, b: Shape) -> Shape:
    """The shape of what two tensors of these shapes give together; `ValueError` where they don't fit."""
    sizes = []
    for one, other in zip_longest(reversed(a), reversed(b), fillvalue=1):
        if one != other and 1 not in (one, other):
            raise ValueError(f"shapes {a} and {b} do not fit: {one} against {other}")
        sizes.append(other if one == 1 else one)
    return tuple(reversed(sizes))


def padded_with_ones(a: Shape, b: Shape) -> Shape:
    rank = max(len(a), len(b))
    pairs = list(zip([1] * (rank - len(a)) + list(a), [1] * (rank - len(b)) + list(b), strict=True))
    if any(x != y and min(x, y) != 1 for x, y in pairs):
        raise ValueError("the shapes do not fit")
    return tuple(x * y if 1 in (x, y) else x for x, y in pairs)


def by_recursion(a: Shape, b: Shape) -> Shape:
    if not a or not b:
        return tuple(a or b)
    if a[-1] != b[-1] and a[-1] != 1 and b[-1] != 1:
        raise ValueError(a, b)
    return (*by_recursion(a[:-1], b[:-1]), max(a[-1], b[-1]))


def aligned_on_the_left(a: Shape, b: Shape) -> Shape:
    return tuple(reversed(broadcast_shape(tuple(reversed(a)), tuple(reversed(b)))))


def only_missing_axes(a: Shape, b: Shape) -> Shape:
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    if tuple(longer[len(longer) - len(shorter):]) != tuple(shorter):
        raise ValueError("the shapes do not fit")
    return tuple(longer)


def the_longer_one(a: Shape, b: Shape) -> Shape:
    return tuple(a if len(a) >= len(b) else b)


def larger_sizes(a: Shape, b: Shape) -> Shape:
    return tuple(max(sizes) for sizes in zip_longest(reversed(a), reversed(b), fillvalue=1))[::-1]


def shapes(name: str, a: Shape, b: Shape) -> Probe:
    return Probe(name, lambda draw: (a, b))


def drawn_shapes(draw: Draw) -> tuple[Shape, Shape]:
    """Two shapes that fit, with axes of 1 on both sides."""
    full = [draw.integer(2, 9) for _ in range(5)]
    a = [1 if index in (0, 3) else size for index, size in enumerate(full)]
    b = [1 if index in (1, 2) else size for index, size in enumerate(full)]
    return tuple(a), tuple(b[draw.integer(1, 2):])


q12_broadcast_shape = Exercise(
    id="q12_broadcast_shape",
    reference=broadcast_shape,
    alternatives=[padded_with_ones, by_recursion],
    misconceptions=[
        Misconception(
            "aligned on the left",
            "Write the two shapes below each other so that their *last* axes stand in line. Which sizes meet now?",
            wrong=[aligned_on_the_left],
        ),
        Misconception(
            "only missing axes, not axes of 1",
            "Missing axes are filled in. What else can be stretched: may a size of 1 meet a size of 3?",
            wrong=[only_missing_axes, the_longer_one],
            points=1,
        ),
        Misconception(
            "larger size taken without asking",
            "Where two sizes differ and neither is 1, nothing fits. What should happen then?",
            wrong=[larger_sizes],
            points=1,
        ),
    ],
    rules=[ByHand(drawn_shapes, "torch", "numpy")],
    probes=[
        shapes("equal shapes", (3,), (3,)),
        shapes("a missing axis", (2, 3), (3,)),
        shapes("a missing axis on the other side", (4,), (5, 2, 4)),
        shapes("an axis of 1", (2, 1), (2, 3)),
        shapes("sizes that do not fit", (3,), (2,)),
        shapes("sizes that fit only on the left", (2, 3), (2,)),
        shapes("sizes that divide one another", (2, 6), (2, 3)),
        shapes("axes of 1 on both sides", (4, 1), (3,)),
        shapes("axes of 1 and missing ones", (5, 1, 3), (2, 1)),
        shapes("a rank of 0", (), (2, 3)),
        shapes("one axis that does not fit", (4, 2, 5), (4, 3, 5)),
        Probe("random shapes", drawn_shapes),
    ],
)

# pairwise_differences


def pairwise_differences(a: Tensor, b: Tensor) -> Tensor:
    """`a[i] - b[j]` at [i, j]."""
    return a[:, None] - b


def by_repeats(a: Tensor, b: Tensor) -> Tensor:
    return a.repeat(len(b), 1).T - b.repeat(len(a), 1)


def by_outer_products(a: Tensor, b: Tensor) -> Tensor:
    return torch.outer(a, torch.ones_like(b)) - torch.outer(torch.ones_like(a), b)


def transposed(a: Tensor, b: Tensor) -> Tensor:
    return a - b[:, None]


def transposed_and_swapped(a: Tensor, b: Tensor) -> Tensor:
    return b[:, None] - a


def sign_swapped(a: Tensor, b: Tensor) -> Tensor:
    return b - a[:, None]


def by_two_loops(a: Tensor, b: Tensor) -> Tensor:
    return torch.stack([torch.stack([x - y for y in b]) for x in a])


def vectors(n: int, m: int) -> Probe:
    return Probe(f"a of {n} and b of {m}", lambda draw: (draw.floats(n), draw.floats(m)))


def few_or_many(draw: Draw, large: bool) -> tuple[Tensor, Tensor]:
    n, m = (41, 59) if large else (2, 3)
    return draw.floats(n), draw.floats(m)


q12_pairwise_differences = Exercise(
    id="q12_pairwise_differences",
    reference=pairwise_differences,
    alternatives=[by_repeats, by_outer_products],
    misconceptions=[
        Misconception(
            "transposed",
            "Rows and columns are exchanged. Which vector should vary from row to row, and so wants the axis of 1 last?",
            wrong=[transposed, transposed_and_swapped],
            points=1,
        ),
        Misconception(
            "sign swapped",
            "The sizes are right and every sign is wrong. Which of the two is taken away?",
            wrong=[sign_swapped],
            points=1,
        ),
        Misconception(
            "loop",
            "Python goes through the pairs one by one. What does subtracting shape (m,) from shape (n, 1) give?",
            wrong=[by_two_loops],
            points=1,
        ),
    ],
    rules=[NoLoop(few_or_many)],
    probes=[vectors(2, 3), vectors(3, 1), vectors(1, 2), vectors(7, 5)],
)

EXERCISES = (q12_broadcast_shape, q12_pairwise_differences)
