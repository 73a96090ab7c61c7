"""Question 21: whether you need to work out gradients yourself."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from course_lib.checking import Draw, Exercise, Misconception, Observation, Probe
from course_lib.checking.likeness import alike
from course_lib.mnist.gradients import Scalar, gradient


def twice(answer: Callable, x: Tensor, slants: list[float], flagged: bool) -> dict:
    """Two gradients in a row, and how the caller's x takes part in a graph afterwards."""

    def f(x: Tensor) -> Tensor:
        linear, square, cube = slants
        return (linear * x + square * x**2 + cube * x**3).mean()

    x.requires_grad_(flagged)
    first = _copied(answer(f, x))
    second = _copied(answer(f, x))
    left = "none" if x.grad is None else x.grad.clone()
    return {"first": first, "second": second, "x.grad": left, "x.requires_grad": x.requires_grad}


def _copied(value: Any) -> Any:
    # Where it is x.grad itself, the second call may write into it.
    return value.detach().clone() if isinstance(value, Tensor) else value


def point(*shape: int, flagged: bool = False) -> Probe:
    def inputs(draw: Draw) -> tuple[Tensor, list[float], bool]:
        return draw.floats(*shape, low=0.5), [draw.number(0.5, 2) for _ in range(3)], flagged

    name = f"twice, with x of shape {shape}" + " that requires grad" * flagged
    return Probe(name, inputs, watch=twice, told_inputs=False)


def by_backward(f: Scalar, x: Tensor) -> Tensor:
    leaf = x.clone().detach().requires_grad_(True)
    f(leaf).backward()
    return leaf.grad


def by_numbers(f: Scalar, x: Tensor) -> Tensor:
    with torch.enable_grad():
        leaf = torch.tensor(x.tolist(), requires_grad=True)
        (slopes,) = torch.autograd.grad(outputs=f(leaf), inputs=[leaf])
    return slopes


def what_backward_returns(f: Scalar, x: Tensor) -> None:
    return f(x.detach().clone().requires_grad_()).backward()


def what_backward_returns_flagged(f: Scalar, x: Tensor) -> None:
    x.requires_grad_()
    return f(x).backward()


def adding_up(f: Scalar, x: Tensor) -> Tensor:
    x.requires_grad_()
    f(x).backward()
    return x.grad


def adding_up_unflagged(f: Scalar, x: Tensor) -> Tensor:
    before = x.requires_grad
    slopes = adding_up(f, x)
    x.requires_grad_(before)
    return slopes


def flagging(f: Scalar, x: Tensor) -> Tensor:
    x.requires_grad_()
    return torch.autograd.grad(f(x), x)[0]


def flagging_and_zeroing(f: Scalar, x: Tensor) -> Tensor:
    x.requires_grad_()
    x.grad = None
    f(x).backward()
    return x.grad.clone()


def returned_nothing(expected: Observation, actual: Observation) -> bool:
    return actual.failure is None and actual.value["first"] is None and actual.value["second"] is None


def doubled(expected: Observation, actual: Observation) -> bool:
    """Whether the second gradient is twice the first; an x without a flag may have saved the answer from that."""
    if actual.failure or not alike(expected.value["first"], actual.value["first"]):
        return False
    twice_as_much = alike(2 * expected.value["second"], actual.value["second"])
    return twice_as_much or (not _flagged(expected) and alike(expected.value, actual.value))


def flags_changed(expected: Observation, actual: Observation) -> bool:
    """Whether both gradients are right, and an x without a flag has one now; one with a flag may keep its `.grad`."""
    if actual.failure or not all(alike(expected.value[key], actual.value[key]) for key in ("first", "second")):
        return False
    return _flagged(expected) or actual.value["x.requires_grad"] is True


def _flagged(expected: Observation) -> bool:
    return expected.value["x.requires_grad"]


q21_gradient = Exercise(
    id="q21_gradient",
    reference=gradient,
    alternatives=[by_backward, by_numbers],
    misconceptions=[
        Misconception(
            "returns what `backward()` returns",
            "`backward()` gives nothing back. Where does it put the gradient?",
            wrong=[what_backward_returns, what_backward_returns_flagged],
            sign=returned_nothing,
        ),
        Misconception(
            "accumulates",
            "The second call gives twice the first, for `backward()` adds to what `.grad` holds. How could each call "
            "begin with a tensor of its own?",
            wrong=[adding_up, adding_up_unflagged],
            sign=doubled,
        ),
        Misconception(
            "flags the caller's tensor",
            "The gradient is right, but the x that you were given requires grad from now on, or holds one. Whose "
            "tensor should autograd watch: the caller's, or a copy?",
            wrong=[flagging, flagging_and_zeroing],
            sign=flags_changed,
            points=1,
        ),
    ],
    probes=[point(2), point(3, flagged=True), point(2, 4), point()],
)

EXERCISES = (q21_gradient,)
