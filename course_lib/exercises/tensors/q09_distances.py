"""Question 9: RMSE, the L1 norm, and what they have to do with each other."""

import math
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from course_lib.checking import Draw, Exercise, Likeness, Misconception, Probe
from course_lib.mnist import mae, norms, rmse

Distance = Callable[[Tensor, Tensor], Tensor]


def whole(draw: Draw, dtype: torch.dtype, *shape: int) -> tuple[Tensor, Tensor]:
    """Differences of both signs: as bytes, some of them wrap round."""
    a, b = (draw.integers(*shape, low=0, high=200, dtype=dtype) for _ in range(2))
    a.view(-1)[:2], b.view(-1)[:2] = torch.tensor([10, 200]).to(dtype), torch.tensor([200, 10]).to(dtype)
    return a, b


PAIRS = [
    Probe("a and b of shape (2,)", lambda draw: (draw.floats(2), draw.floats(2))),
    Probe("a and b of shape (2, 3)", lambda draw: (draw.floats(2, 3), draw.floats(2, 3))),
    Probe("a and b of type float64", lambda draw: (draw.floats(5, dtype=torch.float64), draw.floats(5, dtype=torch.float64))),
    Probe("a and b of type uint8", lambda draw: whole(draw, torch.uint8, 3)),
    Probe("a and b of type int64", lambda draw: whole(draw, torch.int64, 3)),
    Probe("two gray images of shape (5, 4)", lambda draw: whole(draw, torch.uint8, 5, 4)),
    Probe("a and b of one number each", lambda draw: (draw.floats(1), draw.floats(1))),
]


def as_float(distance: Distance) -> Distance:
    """The same formula after a cast of both arguments."""

    def cast(a: Tensor, b: Tensor) -> Tensor:
        return distance(a.float(), b.float())

    return cast


def turned(distance: Distance) -> Distance:
    """The same formula with the arguments exchanged."""

    def exchanged(a: Tensor, b: Tensor) -> Tensor:
        return distance(b, a)

    return exchanged


# mae


def by_l1_loss(a: Tensor, b: Tensor) -> Tensor:
    return F.l1_loss(a.double(), b.double())


def larger_less_smaller(a: Tensor, b: Tensor) -> Tensor:
    return (torch.maximum(a, b) - torch.minimum(a, b)).float().mean()


def signed_mean(a: Tensor, b: Tensor) -> Tensor:
    return (a - b).mean()


def signed_mean_cast_late(a: Tensor, b: Tensor) -> Tensor:
    return (a - b).float().mean()


def magnitude_of_signed_mean(a: Tensor, b: Tensor) -> Tensor:
    return (a.float() - b.float()).mean().abs()


def sum_of_magnitudes(a: Tensor, b: Tensor) -> Tensor:
    return (a - b).abs().sum()


def wrapped_mae(a: Tensor, b: Tensor) -> Tensor:
    return (a - b).abs().float().mean()


q09_mae = Exercise(
    id="q09_mae",
    reference=mae,
    alternatives=[by_l1_loss, larger_less_smaller],
    misconceptions=[
        Misconception(
            "signed",
            "An error of +2 and one of -2 cancel out here. What takes the sign away before the mean?",
            wrong=[signed_mean, as_float(signed_mean), signed_mean_cast_late, magnitude_of_signed_mean,
                   turned(as_float(signed_mean))],
        ),
        Misconception(
            "summed",
            "That grows with the number of elements. Which step makes a mean of a sum?",
            wrong=[sum_of_magnitudes, as_float(sum_of_magnitudes)],
            points=1,
        ),
        Misconception(
            "`uint8` wrap-round",
            "Floats come out right, bytes do not: 10 - 200 is 66 in uint8. What should happen before the subtraction?",
            wrong=[wrapped_mae, turned(wrapped_mae)],
            points=1,
        ),
    ],
    probes=PAIRS,
)

# rmse


def by_mse_loss(a: Tensor, b: Tensor) -> Tensor:
    return F.mse_loss(a.double(), b.double()) ** 0.5


def norm_over_root_of_count(a: Tensor, b: Tensor) -> Tensor:
    return (a.double() - b.double()).norm() / math.sqrt(a.numel())


def mean_square(a: Tensor, b: Tensor) -> Tensor:
    return ((a - b) ** 2).mean()


def mean_square_cast_late(a: Tensor, b: Tensor) -> Tensor:
    return ((a - b) ** 2).float().mean()


def mean_of_roots(a: Tensor, b: Tensor) -> Tensor:
    return ((a - b) ** 2).sqrt().mean()


def root_of_sum(a: Tensor, b: Tensor) -> Tensor:
    return ((a - b) ** 2).sum().sqrt()


def squares_wrapped(a: Tensor, b: Tensor) -> Tensor:
    return ((a - b) ** 2).float().mean().sqrt()


def differences_wrapped(a: Tensor, b: Tensor) -> Tensor:
    return (a - b).float().square().mean().sqrt()


q09_rmse = Exercise(
    id="q09_rmse",
    reference=rmse,
    alternatives=[by_mse_loss, norm_over_root_of_count],
    misconceptions=[
        Misconception(
            "root forgotten",
            "Your number is the square of the right one. Which step comes last?",
            wrong=[mean_square, as_float(mean_square), mean_square_cast_late],
            points=1,
        ),
        Misconception(
            "root before the mean",
            "The root of each square is only its magnitude, so this is the MAE. When should the root be taken?",
            wrong=[mean_of_roots, as_float(mean_of_roots), as_float(lambda a, b: (a - b).abs().mean())],
        ),
        Misconception(
            "summed",
            "That is the length of the difference: it grows with the number of elements. What does the M in RMSE say?",
            wrong=[root_of_sum, as_float(root_of_sum)],
            points=1,
        ),
        Misconception(
            "`uint8` wrap-round",
            "Floats come out right, bytes do not: 10 - 200 is 66 in uint8. What should happen before the subtraction?",
            wrong=[squares_wrapped, differences_wrapped, turned(differences_wrapped)],
            points=1,
        ),
    ],
    probes=PAIRS,
)

# norms


def by_linalg(x: Tensor) -> tuple[Tensor, Tensor]:
    flat = x.flatten()
    return torch.linalg.vector_norm(flat, 1), torch.linalg.vector_norm(flat, 2)


def by_python(x: Tensor) -> tuple[float, float]:
    numbers = x.flatten().tolist()
    return sum(map(abs, numbers)), math.sqrt(sum(number**2 for number in numbers))


def both_means(x: Tensor) -> tuple[Tensor, Tensor]:
    return x.abs().mean(), x.square().mean().sqrt()


def mean_in_l1(x: Tensor) -> tuple[Tensor, Tensor]:
    return x.abs().mean(), x.square().sum().sqrt()


def mean_in_l2(x: Tensor) -> tuple[Tensor, Tensor]:
    return x.abs().sum(), x.square().mean().sqrt()


q09_norms = Exercise(
    id="q09_norms",
    reference=norms,
    alternatives=[by_linalg, by_python],
    misconceptions=[
        Misconception(
            "mean in place of sum",
            "A norm adds up; MAE and RMSE are the norms divided by n and by √n. Where did you take a mean?",
            wrong=[both_means, mean_in_l1, mean_in_l2],
            points=1,
        ),
    ],
    probes=[Probe(f"x of shape {shape}", lambda draw, shape=shape: (draw.floats(*shape),), like=Likeness(either=True))
            for shape in [(2,), (2, 3), (5,), (4, 3, 2)]],
)

EXERCISES = (q09_mae, q09_rmse, q09_norms)
