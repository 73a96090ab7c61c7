"""Question 33: what `backward` does: it adds to `.grad`, and returns nothing."""

from collections.abc import Callable

import torch
from torch import Tensor

from course_lib.checking import Draw, Exercise, Misconception, Observation, Probe
from course_lib.checking.likeness import alike

Scalar = Callable[[Tensor], Tensor]


def grad_after(f: Scalar, x: Tensor, times: int) -> Tensor:
    """What lies in `.grad` of a copy of x after so many evaluations of `f`, a `backward()` after each."""
    x = x.detach().clone().requires_grad_()
    for _ in range(times):
        f(x).backward()
    return x.grad


def by_product(f: Scalar, x: Tensor, times: int) -> Tensor:
    z = torch.tensor(x.tolist(), dtype=x.dtype, requires_grad=True)
    return torch.autograd.grad(f(z), z)[0] * times


def by_addition(f: Scalar, x: Tensor, times: int) -> Tensor:
    total = torch.zeros_like(x)
    for _ in range(times):
        total += torch.func.grad(f)(x)
    return total


def with_nothing(f: Scalar, x: Tensor, times: int) -> Tensor:
    x = x.clone().requires_grad_()
    for _ in range(times):
        returned = f(x).backward()
    return returned


def with_nothing_on_the_callers(f: Scalar, x: Tensor, times: int) -> Tensor:
    x.requires_grad_()
    for _ in range(times):
        returned = f(x).backward()
    return returned


def adding_nothing(f: Scalar, x: Tensor, times: int) -> Tensor:
    x = x.clone().requires_grad_()
    return sum(f(x).backward() for _ in range(times))


def all_the_nothings(f: Scalar, x: Tensor, times: int) -> list:
    x = x.clone().requires_grad_()
    return [f(x).backward() for _ in range(times)]


def zeroing(f: Scalar, x: Tensor, times: int) -> Tensor:
    return grad_after(f, x, 1)


def zeroing_at_the_end_too(f: Scalar, x: Tensor, times: int) -> Tensor:
    return torch.zeros_like(x)


def to_the_power(f: Scalar, x: Tensor, times: int) -> Tensor:
    return grad_after(f, x, 1) ** times


def first_gradient(observation: Observation) -> object:
    return observation.value["gradient"] if observation.failure is None else None


def nothing_comes_back(expected: Observation, actual: Observation) -> bool:
    """None where the gradient should be, or a list of None, or an error from reckoning with None."""
    if actual.failure:
        return actual.failure.kind == "TypeError" and "NoneType" in actual.failure.message
    given = first_gradient(actual)
    return all(one is None for one in (given if isinstance(given, list | tuple) and given else [given]))


def one_gradient_only(expected: Observation, actual: Observation) -> bool:
    """The gradient of the last evaluation alone, or zeros."""
    once = expected.value["gradient"] / expected.arguments[0][2]
    return any(alike(value, first_gradient(actual)) for value in (once, torch.zeros_like(once)))


def raised_to_the_power(expected: Observation, actual: Observation) -> bool:
    times = expected.arguments[0][2]
    return alike((expected.value["gradient"] / times) ** times, first_gradient(actual))


def called_twice(answer: Callable, f: Scalar, x: Tensor, times: int, tint: float) -> dict:
    """Two calls with one x, and x afterwards: where it has been flagged, it is another one, by `tint`."""
    gradient = copy_of(answer(f, x, times))
    again = copy_of(answer(f, x, times))
    afterwards = x + tint * (2 * x).requires_grad
    return {"gradient": gradient, "the second time": again, "x's own .grad": x.grad, "x afterwards": afterwards}


def copy_of(value: object) -> object:
    """What stands there now, even if a later call adds to it."""
    return value.detach().clone() if isinstance(value, Tensor) else value


def square_sum(x: Tensor) -> Tensor:
    return (x**2).sum()


def cubes_and_lines(x: Tensor) -> Tensor:
    return (x**3 - 2 * x).mean()


def waves(x: Tensor) -> Tensor:
    return torch.sin(x).sum() * x.flatten()[0]


def chosen(f: Scalar, times: int, *shape: int, dtype: torch.dtype = torch.float32) -> Probe:
    name = f"f = {f.__name__}, x of shape {shape}, {times} time{'s' * (times > 1)}"

    def inputs(draw: Draw) -> tuple[Scalar, Tensor, int, float]:
        return f, draw.floats(*shape, low=0.6, high=1.9, dtype=dtype), times, draw.number(2, 3)

    return Probe(name, inputs, watch=called_twice, told_inputs=False)


q33_grad_after = Exercise(
    id="q33_grad_after",
    reference=grad_after,
    alternatives=[by_product, by_addition],
    misconceptions=[
        Misconception(
            "returns what `backward()` returns",
            "`backward()` returns None, always. Where does it leave the gradient?",
            wrong=[with_nothing, with_nothing_on_the_callers, adding_nothing, all_the_nothings],
            sign=nothing_comes_back,
        ),
        Misconception(
            "zeroes",
            "That is at most the last gradient; those before it are gone. Who cleared `.grad` between two evaluations?",
            wrong=[zeroing, zeroing_at_the_end_too],
            sign=one_gradient_only,
            points=1,
        ),
        Misconception(
            "gradient to the power `times`",
            "Each `backward()` does something with what is in `.grad` already. Does it multiply, or add?",
            wrong=[to_the_power],
            sign=raised_to_the_power,
            points=1,
        ),
    ],
    probes=[
        chosen(square_sum, 1, 1),
        chosen(square_sum, 2, 2),
        chosen(cubes_and_lines, 3, 4),
        chosen(waves, 5, 2, 3, dtype=torch.float64),
        chosen(square_sum, 4),
    ],
)

EXERCISES = (q33_grad_after,)
