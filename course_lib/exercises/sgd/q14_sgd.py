"""Question 14: what SGD is, one step of it and a few on a quadratic."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from course_lib.checking import Draw, Exercise, Misconception, Observation, Probe
from course_lib.checking.likeness import alike
from course_lib.mnist.gradients import gradient
from course_lib.mnist.sgd import sgd_step

# sgd_step


def steps(answer: Callable, values: list[Tensor], slopes: list[Tensor | None], lr: float, n_steps: int) -> dict:
    """Steps on a bowl for each parameter, then a `backward()`: it adds to the gradients of what can still learn."""
    params = [value.clone().requires_grad_() for value in values]
    returned, gradients = [], []
    for _ in range(n_steps):
        for p, slope in zip(params, slopes, strict=True):
            p.grad = None if slope is None else slope * p.detach()
        returned.append(answer(list(params), lr))
        gradients.append([None if p.grad is None else p.grad.clone() for p in params])
    sum((p * value).sum() for p, value in zip(params, values, strict=True)).backward()
    return {"returned": returned, "values": params, "gradients": gradients, "later gradients": [p.grad for p in params]}


def parameters(name: str, *shapes: tuple, n_steps: int = 1, without: int | None = None, dtype=torch.float32) -> Probe:
    """Parameters of these shapes; the one at `without` has no gradient."""

    def inputs(draw: Draw) -> tuple:
        values = [draw.floats(*shape, low=1.0, dtype=dtype) for shape in shapes]
        slopes = [None if i == without else draw.floats(*shape, low=0.5, dtype=dtype) for i, shape in enumerate(shapes)]
        return values, slopes, draw.number(0.1, 0.3), n_steps

    return Probe(name, inputs, watch=steps, told_inputs=False)


def by_data(params: list[Tensor], lr: float) -> None:
    for p in params:
        if p.grad is None:
            continue
        p.data.add_(p.grad.data, alpha=-lr)


def by_copy(params: list[Tensor], lr: float) -> None:
    with torch.no_grad():
        for p in filter(lambda p: p.grad is not None, params):
            p.copy_(p - lr * p.grad)


def by_new_data(params: list[Tensor], lr: float) -> None:
    for p in params:
        p.data = p.data - (0 if p.grad is None else lr * p.grad)


def rebinding(params: list[Tensor], lr: float) -> None:
    for p in params:
        if p.grad is not None:
            p = p - lr * p.grad


def rebinding_all(params: list[Tensor], lr: float) -> None:
    for p in params:
        p = p - lr * p.grad


def rebinding_a_list(params: list[Tensor], lr: float) -> list[Tensor]:
    params = [p if p.grad is None else (p - lr * p.grad).detach().requires_grad_() for p in params]
    return params


def uphill(params: list[Tensor], lr: float) -> None:
    sgd_step(params, -lr)


def uphill_all(params: list[Tensor], lr: float) -> None:
    for p in params:
        p.data += lr * p.grad


def with_graph(params: list[Tensor], lr: float) -> None:
    for p in params:
        if p.grad is not None:
            p -= lr * p.grad


def with_graph_for_all(params: list[Tensor], lr: float) -> None:
    for p in params:
        p -= lr * p.grad


def replaced_in_the_list(params: list[Tensor], lr: float) -> None:
    for index, p in enumerate(params):
        params[index] = p - lr * p.grad


def without_a_check(params: list[Tensor], lr: float) -> None:
    for p in params:
        p.data -= lr * p.grad


def right_where_all_have_gradients(expected: Observation, actual: Observation) -> bool:
    """Whether an answer is right but where a parameter has no gradient."""
    right = actual.failure is None and alike(expected.value, actual.value)
    slopes = expected.arguments[0][1]
    return right != any(slope is None for slope in slopes)


q14_sgd_step = Exercise(
    id="q14_sgd_step",
    reference=sgd_step,
    alternatives=[by_data, by_copy, by_new_data],
    misconceptions=[
        Misconception(
            "rebinds a local name",
            "`p = p - ...` makes a new tensor and gives it the name p; the model still holds the old one. Which "
            "operation writes into the tensor itself?",
            wrong=[rebinding, rebinding_all, rebinding_a_list, replaced_in_the_list],
        ),
        Misconception(
            "steps uphill",
            "The gradient points to where the loss grows. Which way should the step go?",
            wrong=[uphill, uphill_all],
            points=1,
        ),
        Misconception(
            "forgets `no_grad`",
            "autograd watches every parameter, and refuses a change under its eyes. How do you tell it to look away "
            "for the update?",
            wrong=[with_graph, with_graph_for_all],
            points=1,
        ),
        Misconception(
            "trips over `None`",
            "A parameter that no loss has used yet has no gradient: its `.grad` is None. What should a step do with "
            "it, and with those after it?",
            wrong=[without_a_check],
            sign=right_where_all_have_gradients,
            points=1,
        ),
    ],
    probes=[
        parameters("one parameter of shape (2,)", (2,)),
        parameters("two parameters, three steps", (3,), (2, 4), n_steps=3),
        parameters("three parameters, the second without a gradient", (2,), (3,), (1, 4), without=1),
        parameters("float64 parameters, the first without a gradient", (3,), (2, 2), (1,), n_steps=2, without=0,
                   dtype=torch.float64),
    ],
)

# fit_quadratic


def fit_quadratic(x: Tensor, y: Tensor, lr: float, n_steps: int) -> tuple[Tensor, list[float]]:
    """Full-batch steps on the MSE of `a*x**2 + b*x + c` from `a = b = c = 0`, and the loss before each."""

    def loss(params: Tensor) -> Tensor:
        a, b, c = params
        return (a * x**2 + b * x + c - y).square().mean()

    params, losses = torch.zeros(3), []
    for _ in range(n_steps):
        losses.append(loss(params).item())
        params -= lr * gradient(loss, params)
    return params, losses


def three_numbers(x: Tensor, y: Tensor, lr: float, n_steps: int) -> tuple[Tensor, list[float]]:
    a = b = c = torch.tensor(0.0)
    losses = []
    for _ in range(n_steps):
        errors = a * x**2 + b * x + c - y  # (n,)
        losses.append((errors @ errors).item() / len(x))
        slopes = [2 * (errors * x**power).mean() for power in (2, 1, 0)]
        a, b, c = (p - lr * slope for p, slope in zip((a, b, c), slopes, strict=True))
    return torch.tensor([a, b, c]), losses


def by_matrix(x: Tensor, y: Tensor, lr: float, n_steps: int) -> tuple[Tensor, list[float]]:
    params, losses = torch.zeros(3, requires_grad=True), []
    for _ in range(n_steps):
        loss = F.mse_loss(torch.stack([x * x, x, torch.ones_like(x)], 1) @ params, y)
        loss.backward()
        sgd_step([params], lr)
        params.grad = None
        losses += [loss.item()]
    return params, losses


def piling_up(x: Tensor, y: Tensor, lr: float, n_steps: int) -> tuple[Tensor, list[float]]:
    powers, params, piled, losses = torch.stack([x**2, x, torch.ones_like(x)]), torch.zeros(3), torch.zeros(3), []
    for _ in range(n_steps):
        errors = params @ powers - y  # (n,)
        losses.append(errors.square().mean().item())
        piled += 2 * powers @ errors / len(x)
        params = params - lr * piled
    return params, losses


def recorded_afterwards(x: Tensor, y: Tensor, lr: float, n_steps: int) -> tuple[Tensor, list[float]]:
    params, _ = fit_quadratic(x, y, lr, n_steps)
    return params, fit_quadratic(x, y, lr, n_steps + 1)[1][1:]


def piled_and_recorded_afterwards(x: Tensor, y: Tensor, lr: float, n_steps: int) -> tuple[Tensor, list[float]]:
    params, _ = piling_up(x, y, lr, n_steps)
    return params, piling_up(x, y, lr, n_steps + 1)[1][1:]


def one_more_loss(x: Tensor, y: Tensor, lr: float, n_steps: int) -> tuple[Tensor, list[float]]:
    params, _ = fit_quadratic(x, y, lr, n_steps)
    return params, fit_quadratic(x, y, lr, n_steps + 1)[1]


def one_more_step(x: Tensor, y: Tensor, lr: float, n_steps: int) -> tuple[Tensor, list[float]]:
    return fit_quadratic(x, y, lr, n_steps + 1)


def one_loss_more(expected: Observation, actual: Observation) -> bool:
    """Whether the losses are those expected and one more, at either end."""
    if actual.failure or not (isinstance(actual.value, tuple | list) and len(actual.value) == 2):
        return False
    wanted, losses = list(expected.value[1]), actual.value[1]
    return isinstance(losses, tuple | list) and len(losses) == len(wanted) + 1 and alike(wanted, list(losses[:-1]))


def curve(n: int, n_steps: int) -> Probe:
    def inputs(draw: Draw) -> tuple[Tensor, Tensor, float, int]:
        return draw.floats(n, low=-1.5, high=1.5), draw.floats(n, low=1.0, high=3.0), draw.number(0.05, 0.1), n_steps

    return Probe(f"{n} point{'s' * (n > 1)}, {n_steps} step{'s' * (n_steps > 1)}", inputs)


q14_fit_quadratic = Exercise(
    id="q14_fit_quadratic",
    reference=fit_quadratic,
    alternatives=[three_numbers, by_matrix],
    misconceptions=[
        Misconception(
            "gradients pile up",
            "The first step is right, and each later one also takes the gradients of all steps before it. What does "
            "`backward()` do with a `.grad` that is not empty?",
            wrong=[piling_up, piled_and_recorded_afterwards],
        ),
        Misconception(
            "loss recorded after the step",
            "The parameters are right, and the first loss is already that of the second parameters. Which one belongs "
            "to `a = b = c = 0`?",
            wrong=[recorded_afterwards],
            points=1,
        ),
        Misconception(
            "one loss too many",
            "There is a loss more than there are steps. Which one is measured where no step follows?",
            wrong=[one_more_loss, one_more_step],
            sign=one_loss_more,
            points=1,
        ),
    ],
    probes=[curve(2, 1), curve(3, 2), curve(1, 3), curve(7, 5)],
)

EXERCISES = (q14_sgd_step, q14_fit_quadratic)
