"""Question 20: what a gradient is."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from course_lib.checking import Draw, Exercise, Given, Likeness, Misconception, Observation, Opaque, Probe
from course_lib.checking.likeness import alike
from course_lib.mnist.gradients import Scalar, numerical_gradient

# float32 keeps seven digits, and rounding a right result to it is seen here.
FLOAT64 = Likeness(rtol=1e-8, atol=1e-8)


def on_a_surface(answer: Callable, x: Tensor, slants: list[float], **keywords) -> Any:
    """The gradient of a cubic surface on which the coordinates pull at each other."""

    def f(x: Tensor) -> Tensor:
        linear, square, cube, mixed = slants
        weights = torch.arange(1, len(x) + 1, dtype=x.dtype, device=x.device) / len(x)
        return (linear * x + square * weights * x**2 + cube * x**3).sum() + mixed * x[0] * x[-1] ** 2

    return answer(f, x, **keywords)


def in_float64(value: Any) -> Any:
    """The value where its type is the one asked for, else the type."""
    if isinstance(value, Tensor) and value.dtype != torch.float64:
        return Opaque(f"a tensor of type {str(value.dtype).removeprefix('torch.')}")
    return value


def point(n: int, dtype: torch.dtype = torch.float32, eps: float | None = None) -> Probe:
    def inputs(draw: Draw) -> Given:
        slants = [draw.number(1, 2), draw.number(2, 4), draw.number(1, 2), draw.number(1, 2)]
        return Given((draw.floats(n, dtype=dtype), slants), {} if eps is None else {"eps": eps})

    name = f"x of shape ({n},), {str(dtype).removeprefix('torch.')}" + ("" if eps is None else f", eps={eps}")
    return Probe(name, inputs, watch=on_a_surface, like=FLOAT64, facts=in_float64, told_inputs=False)


def shifted_and_back(f: Scalar, x: Tensor, eps: float = 1e-4) -> Tensor:
    x, slopes = x.to(torch.float64, copy=True), []
    for i in range(len(x)):
        here = x[i].item()
        x[i] = here + eps
        above = f(x).item()
        x[i] = here - eps
        slopes.append((above - f(x).item()) / (2 * eps))
        x[i] = here
    return torch.tensor(slopes, dtype=torch.float64)


def by_vmap(f: Scalar, x: Tensor, eps: float = 1e-4) -> Tensor:
    points = x.double().expand(len(x), -1)  # (n, n)
    steps = eps * torch.eye(len(x)).double()
    return (torch.vmap(f)(points + steps) - torch.vmap(f)(points - steps)) / eps / 2


def with_steps(forward: float, backward: float, divisor: float, together=False, scalar=False) -> Callable:
    """An answer that goes so many `eps` forward and back, divides by so many, and may move all coordinates."""

    def answer(f: Scalar, x: Tensor, eps: float = 1e-4) -> Tensor:
        x = x.double()
        moves = torch.ones(len(x), len(x)) if together else torch.eye(len(x))
        slopes = [(f(x + forward * eps * m) - f(x - backward * eps * m)) / (divisor * eps) for m in moves.double()]
        return slopes[0] if scalar else torch.stack(slopes)

    return answer


def behaves_like(*answers: Callable) -> Callable[[Observation, Observation], bool]:
    """A sign: the numbers of one of these answers, whatever their type."""

    def sign(expected: Observation, actual: Observation) -> bool:
        (x, slants), keywords = expected.arguments
        found = (on_a_surface(answer, x.clone(), slants, **keywords) for answer in answers)
        return actual.failure is None and any(alike(value, actual.value) for value in found)

    return sign


FORWARD, BACKWARD = with_steps(1, 0, 1), with_steps(0, 1, 1)
ONE_SIDED = [FORWARD, BACKWARD, *(with_steps(*steps, 2) for steps in ((1, 0), (0, 1), (2, 0), (0, 2)))]
TOGETHER = [with_steps(*steps, together=True, scalar=scalar)
            for steps in ((1, 1, 2), (1, 1, 1), (1, 0, 1)) for scalar in (False, True)]


def leaving_x_shifted(f: Scalar, x: Tensor, eps: float = 1e-4) -> Tensor:
    x, slopes = x.double(), torch.zeros(len(x), dtype=torch.float64)  # of a float64 tensor this makes no copy
    for i in range(len(x)):
        x[i] += eps
        slopes[i] = f(x)
        x[i] -= 2 * eps
        slopes[i] = (slopes[i] - f(x)) / (2 * eps)
    return slopes


def shifting_x(f: Scalar, x: Tensor, eps: float = 1e-4) -> Tensor:
    slopes = torch.zeros(len(x), dtype=torch.float64)
    for i in range(len(x)):
        x[i] += eps
        above = f(x).double()
        x[i] -= 2 * eps
        slopes[i] = (above - f(x)) / (2 * eps)
        x[i] += eps
    return slopes


def x_is_changed(expected: Observation, actual: Observation) -> bool:
    """Whether the caller's x has changed; chance may bring a short one back, and of float32 there are copies."""
    before, after = expected.arguments[0][0], actual.arguments[0][0]
    return not torch.equal(before, after) or before.dtype == torch.float32 or len(before) < 20


q20_numerical_gradient = Exercise(
    id="q20_numerical_gradient",
    reference=numerical_gradient,
    alternatives=[shifted_and_back, by_vmap],
    misconceptions=[
        Misconception(
            "changes `x`",
            "The x that you were given is another one now. Which line writes into it, and what could it write into "
            "instead?",
            wrong=[leaving_x_shifted, shifting_x],
            sign=x_is_changed,
            points=1,
        ),
        Misconception(
            "one-sided",
            "You go to one side only, and where the curve bends that is off by about `eps`. Where would a step to the "
            "other side come in?",
            wrong=[FORWARD, BACKWARD],
            sign=behaves_like(*ONE_SIDED),
            points=1,
        ),
        Misconception(
            "all coordinates at once",
            "Moving all coordinates together gives the sum of their slopes. How do you move the i-th one and leave "
            "the others where they are?",
            wrong=TOGETHER[:2],
            sign=behaves_like(*TOGETHER),
        ),
        Misconception(
            "divided by `eps`",
            "Every number is twice what it should be. How far are `x + eps` and `x - eps` apart?",
            wrong=[with_steps(1, 1, 1)],
            sign=behaves_like(with_steps(1, 1, 1)),
            points=1,
        ),
    ],
    probes=[point(2, torch.float64, eps=0.2), point(3, eps=0.05), point(4, torch.float64), point(1, eps=0.3),
            point(24, torch.float64, eps=0.1)],
)

EXERCISES = (q20_numerical_gradient,)
