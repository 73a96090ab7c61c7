"""Question 23: what is special about the sigmoid's shape."""

import math
from collections.abc import Callable

import torch
from torch import Tensor

from course_lib.checking import Draw, Exercise, Forbid, Likeness, Misconception, Probe
from course_lib.mnist.activations import sigmoid, sigmoid_slope

READY_MADE = (
    "sigmoid", "expit", "log_sigmoid", "log_expit", "hardsigmoid", "silu", "glu", "tanh", "tanhshrink", "softmax",
    "log_softmax", "softmin", "softplus", "mish", "soft_margin_loss", "binary_cross_entropy_with_logits",
)


def far_and_near(draw: Draw, *shape: int, dtype: torch.dtype = torch.float32) -> Tensor:
    """Magnitudes up to 50, both ends always there, and none so small that a kink at 0 would matter."""
    sizes = torch.exp(draw.floats(*shape, low=math.log(0.1), high=math.log(50), dtype=dtype))
    x = sizes * (2 * draw.integers(*shape, low=0, high=2) - 1)
    x.view(-1)[0], x.view(-1)[-1] = 50, -50
    return x


# sigmoid


def with_gradient(answer: Callable, x: Tensor, weights: Tensor) -> object:
    """The values, and the gradient of their weighted sum in x."""
    x = x.clone().requires_grad_()
    values, gradient = answer(x), None
    if isinstance(values, Tensor) and values.requires_grad:
        (gradient,) = torch.autograd.grad((values * weights).sum(), x, allow_unused=True)
    return {"values": values, "gradient": "none: no graph leads back to x" if gradient is None else gradient}


def plain_formula(x: Tensor) -> Tensor:
    return 1 / (1 + torch.exp(-x))


def by_powers_of_e(x: Tensor) -> Tensor:
    return (1 + math.e**-x).reciprocal()


def by_two_formulas(x: Tensor) -> Tensor:
    decay = torch.exp(-x.abs())
    return torch.where(x < 0, decay / (1 + decay), 1 / (1 + decay))


def by_growth(x: Tensor) -> Tensor:
    growth = x.double().exp()
    return growth / (growth + 1)


def mirrored(x: Tensor) -> Tensor:
    return 1 / (1 + torch.exp(x))


def one_plus_decay(x: Tensor) -> Tensor:
    return 1 / 1 + torch.exp(-x)


def one_plus_growth(x: Tensor) -> Tensor:
    return 1 + torch.exp(-x) ** -1


def growth_twice(x: Tensor) -> Tensor:
    return torch.exp(x) / 1 + torch.exp(x)


def decay_twice(x: Tensor) -> Tensor:
    return torch.exp(-x) / 1 + torch.exp(-x)


def always_two(x: Tensor) -> Tensor:
    return torch.exp(x) / torch.exp(x) + 1


def growth_alone(x: Tensor) -> Tensor:
    return 1 - 1 / 1 + torch.exp(x)


def base_with_the_one(x: Tensor) -> Tensor:
    return 1 / (1 + math.e) ** -x


def base_with_the_one_below(x: Tensor) -> Tensor:
    return (1 + math.e) ** -x


def both_formulas_bare(x: Tensor) -> Tensor:
    return torch.where(x >= 0, 1 / 1 + torch.exp(-x), torch.exp(x) / 1 + torch.exp(x))


def one_formula_bare(x: Tensor) -> Tensor:
    return torch.where(x >= 0, 1 / 1 + torch.exp(-x), torch.exp(x) / (1 + torch.exp(x)))


def other_formula_bare(x: Tensor) -> Tensor:
    return torch.where(x >= 0, 1 / (1 + torch.exp(-x)), torch.exp(x) / 1 + torch.exp(x))


def weighted(*shape: int, dtype: torch.dtype = torch.float32) -> Callable[[Draw], tuple[Tensor, Tensor]]:
    return lambda draw: (far_and_near(draw, *shape, dtype=dtype), draw.floats(*shape, low=1, high=2, dtype=dtype))


q23_sigmoid = Exercise(
    id="q23_sigmoid",
    reference=sigmoid,
    alternatives=[plain_formula, by_powers_of_e, by_two_formulas, by_growth],
    misconceptions=[
        Misconception(
            "`exp(x)` for `exp(-x)`",
            "Your curve falls where it should rise. For a large x, which of exp(x) and exp(-x) is next to nothing?",
            wrong=[mirrored],
            points=1,
        ),
        Misconception(
            "missing parentheses",
            "A sigmoid stays between 0 and 1. Division comes before addition: what should all stand below the line?",
            wrong=[one_plus_decay, one_plus_growth, growth_twice, decay_twice, always_two, growth_alone,
                   base_with_the_one, base_with_the_one_below, both_formulas_bare, one_formula_bare,
                   other_formula_bare],
            points=1,
        ),
    ],
    rules=[Forbid(lambda draw: (draw.floats(5),), *READY_MADE, instead="What do exp and a division give?")],
    probes=[
        Probe("one number and its mirror image", lambda draw: (torch.tensor([2.0, -2.0]),)),
        Probe("x of shape (3,), with 0", lambda draw: (torch.tensor([0, draw.number(1, 3), draw.number(-3, -1)]),)),
        Probe("x of shape (2, 3)", lambda draw: (draw.floats(2, 3, low=-4, high=4),)),
        Probe("magnitudes up to 50", lambda draw: (far_and_near(draw, 4),)),
        Probe("then backwards", weighted(4), watch=with_gradient),
        Probe("then backwards, in float64 and shape (3, 5)", weighted(3, 5, dtype=torch.float64), watch=with_gradient),
    ],
)

# sigmoid_slope


def by_product(x: Tensor) -> Tensor:
    return torch.sigmoid(x) * (1 - torch.sigmoid(x))


def by_cosh(x: Tensor) -> Tensor:
    return 0.25 / torch.cosh(x / 2) ** 2


def by_quotient(x: Tensor) -> Tensor:
    return torch.exp(-x) / (1 + torch.exp(-x)) ** 2


def by_autograd(x: Tensor) -> Tensor:
    x = x.detach().clone().requires_grad_()
    return torch.autograd.grad(torch.sigmoid(x).sum(), x)[0]


def x_for_the_value(x: Tensor) -> Tensor:
    return x * (1 - x)


def x_for_the_first_value(x: Tensor) -> Tensor:
    return x * (1 - torch.sigmoid(x))


def x_for_the_second_value(x: Tensor) -> Tensor:
    return torch.sigmoid(x) * (1 - x)


SLOPE = Likeness(rtol=1e-3, atol=1e-4)  # a difference quotient in float32 is not nearer

q23_sigmoid_slope = Exercise(
    id="q23_sigmoid_slope",
    reference=sigmoid_slope,
    alternatives=[by_product, by_cosh, by_quotient, by_autograd],
    misconceptions=[
        Misconception(
            "`x * (1 - x)`, which wants the sigmoid's value for `x`",
            "At 0 the slope is 0.25, which is 0.5 * (1 - 0.5). What is 0.5 there: x, or what the sigmoid makes of it?",
            wrong=[x_for_the_value, x_for_the_first_value, x_for_the_second_value],
            points=1,
        ),
    ],
    probes=[
        Probe("x = 0", lambda draw: (torch.zeros(1),), like=SLOPE),
        Probe("x of shape (3,)", lambda draw: (draw.floats(3, low=-3, high=3),), like=SLOPE),
        Probe("x of shape (4, 2)", lambda draw: (draw.floats(4, 2, low=-6, high=6),), like=SLOPE),
        Probe("magnitudes up to 50", lambda draw: (far_and_near(draw, 5),), like=SLOPE),
        Probe("float64, shape (2, 3)", lambda draw: (far_and_near(draw, 2, 3, dtype=torch.float64),), like=SLOPE),
    ],
)

EXERCISES = (q23_sigmoid, q23_sigmoid_slope)
