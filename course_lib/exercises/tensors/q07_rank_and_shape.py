"""Question 7: the difference between a tensor's rank and its shape."""

from torch import Tensor

from course_lib.checking import Exercise, Misconception, Probe


def rank_and_shape(t: Tensor) -> tuple[int, tuple[int, ...]]:
    """The number of axes, and the size of each."""
    return t.ndim, tuple(t.shape)


def by_length_of_shape(t: Tensor) -> tuple[int, tuple[int, ...]]:
    return len(t.shape), t.shape


def axis_by_axis(t: Tensor) -> tuple[int, list[int]]:
    sizes = [t.size(axis) for axis in range(t.dim())]
    return len(sizes), sizes


def elements_for_rank(t: Tensor) -> tuple[int, tuple[int, ...]]:
    return t.numel(), tuple(t.shape)


def first_axis_for_rank(t: Tensor) -> tuple[int, tuple[int, ...]]:
    return len(t), tuple(t.shape)


def tensor_of_shape(*shape: int) -> Probe:
    return Probe(f"a tensor of {len(shape)} axes", lambda draw: (draw.floats(*shape),))


q07_rank_and_shape = Exercise(
    id="q07_rank_and_shape",
    reference=rank_and_shape,
    alternatives=[by_length_of_shape, axis_by_axis],
    misconceptions=[
        Misconception(
            "number of elements as rank",
            "The shape is right. Its first companion counts the numbers; what should it count?",
            wrong=[elements_for_rank],
            points=1,
        ),
        Misconception(
            "first axis as rank",
            "The shape is right. `len` of a tensor is the size of its first axis; how many axes are there?",
            wrong=[first_axis_for_rank],
            points=1,
        ),
    ],
    probes=[tensor_of_shape(5), tensor_of_shape(3, 4), tensor_of_shape(4, 1, 3), tensor_of_shape(2, 3, 4, 5)],
)

EXERCISES = (q07_rank_and_shape,)
