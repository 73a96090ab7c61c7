"""Question 6: what the rank of a tensor is."""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from course_lib.checking import Exercise, Misconception, Observation, Opaque, Probe

# index_count


def index_count(nested: list | float) -> int:
    """How many indices reach one number in a regular nested list."""
    return 1 + index_count(nested[0]) if isinstance(nested, list) else 0


def by_descent(nested: list | float) -> int:
    count = 0
    while isinstance(nested, (list, tuple)):
        nested, count = nested[0], count + 1
    return count


def by_tensor(nested: list | float) -> int:
    return torch.tensor(nested).ndim


def length(nested: list | float) -> int:
    return len(nested)


def length_or_none(nested: list | float) -> int:
    return len(nested) if isinstance(nested, list) else 0


def length_or_one(nested: list | float) -> int:
    return len(nested) if isinstance(nested, list) else 1


def first_size(nested: list | float) -> int:
    return torch.tensor(nested).shape[0]


def number_of_elements(nested: list | float) -> int:
    return np.size(nested)


def elements_or_none(nested: list | float) -> int:
    return np.size(nested) if isinstance(nested, list) else 0


def nested_list(*shape: int) -> Probe:
    name = f"numbers nested {len(shape)} deep" if shape else "a bare number"
    return Probe(name, lambda draw: (draw.integers(*shape).tolist(),))


FLOATS = Probe("floats nested 2 deep", lambda draw: (draw.floats(3, 2).tolist(),))


q06_index_count = Exercise(
    id="q06_index_count",
    reference=index_count,
    alternatives=[by_descent, by_tensor],
    misconceptions=[
        Misconception(
            "`len`",
            "That counts the items of the outermost list. How many square brackets reach a single number?",
            wrong=[length, length_or_none, length_or_one, first_size],
        ),
        Misconception(
            "number of elements",
            "That counts the numbers. How many indices does it take to pick out one of them?",
            wrong=[number_of_elements, elements_or_none],
        ),
    ],
    probes=[nested_list(), nested_list(3), nested_list(1), nested_list(3, 4), nested_list(2, 1, 3), nested_list(1, 2, 1, 2), FLOATS],
)

# tensor_of_rank: of the tensor that comes back only its rank and its shortest axis are judged; rank 0 is not tested.


def tensor_of_rank(rank: int) -> Tensor:
    """A tensor of that rank, every axis at least 2 long."""
    return torch.zeros([2] * rank)


def by_adding_axes(rank: int) -> Tensor:
    tensor = torch.tensor(1.0)
    for _ in range(rank):
        tensor = torch.stack([tensor, tensor])
    return tensor


def of_growing_axes(rank: int) -> Tensor:
    return torch.rand(*range(2, rank + 2))


def short_axes(rank: int) -> Tensor:
    return torch.ones([1] * rank)


def short_axes_after_the_first(rank: int) -> Tensor:
    return torch.zeros(2, *[1] * (rank - 1))


def vector(rank: int) -> Tensor:
    return torch.arange(rank)


def identity_matrix(rank: int) -> Tensor:
    return torch.eye(rank)


def real_part(answer: Callable, rank: int) -> object:
    tensor = answer(rank)
    return tensor.real if isinstance(tensor, Tensor) and tensor.is_complex() else tensor


def matrix_of_that_rank(expected: Observation, actual: Observation) -> bool:
    """Whether a matrix of any size has that many independent columns."""
    (rank,), _ = actual.arguments
    matrix = actual.value
    return isinstance(matrix, Tensor) and matrix.ndim == 2 and torch.linalg.matrix_rank(matrix.float(), rtol=1e-4) == rank


def rank_and_axes(value: object) -> object:
    if not isinstance(value, Tensor):
        return value
    short = [size for size in value.shape if size < 2]
    axes = "an axis less than 2 long" if short else "every axis at least 2 long"
    return Opaque(f"a tensor of rank {value.ndim}, {axes}")


q06_tensor_of_rank = Exercise(
    id="q06_tensor_of_rank",
    reference=tensor_of_rank,
    alternatives=[by_adding_axes, of_growing_axes],
    misconceptions=[
        Misconception(
            "axes of length 1",
            "The number of axes is right. How long should each of them be at least?",
            wrong=[short_axes, short_axes_after_the_first],
            points=1,
        ),
        Misconception(
            "a vector of `rank` elements",
            "A vector has one axis, however long it is. How many axes should there be?",
            wrong=[vector],
        ),
        Misconception(
            "a matrix of that linear-algebra rank",
            "A matrix has two axes; its linear-algebra rank counts independent columns, which is another thing. "
            "How many axes should there be?",
            wrong=[identity_matrix],
            sign=matrix_of_that_rank,
        ),
    ],
    probes=[Probe(f"rank = {rank}", lambda draw, rank=rank: (rank,), watch=real_part, facts=rank_and_axes, told_inputs=False)
            for rank in (1, 3, 2, 5)],
)

EXERCISES = (q06_index_count, q06_tensor_of_rank)
