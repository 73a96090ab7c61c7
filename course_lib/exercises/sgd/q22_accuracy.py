"""Question 22: why accuracy is no loss."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from course_lib.checking import Draw, Exercise, Given, Misconception, Observation, Probe
from course_lib.mnist.losses import mnist_loss

CLEAR = 1e-3  # no score of any probe is nearer to 0


def accuracy_slope(w: Tensor, x: Tensor, y: Tensor, eps: float = 1e-3) -> Tensor:
    """The central difference of the accuracy of `x @ w > 0` in each weight: 0 nearly everywhere."""

    def accuracy(w: Tensor) -> Tensor:
        return ((x @ w > 0) == y).float().mean()

    steps = eps * torch.eye(len(w))  # (d, d): one weight at a time
    return torch.stack([(accuracy(w + step) - accuracy(w - step)) / (2 * eps) for step in steps])


def all_at_once(w: Tensor, x: Tensor, y: Tensor, eps: float = 1e-3) -> Tensor:
    steps = torch.cat([torch.eye(len(w)), -torch.eye(len(w))]) * eps  # (2 * d, d)
    right = (x @ (w + steps).T > 0) == y[:, None].bool()  # (n, 2 * d)
    above, below = right.double().mean(0).chunk(2)
    return (above - below) / (2 * eps)


def one_by_one(w: Tensor, x: Tensor, y: Tensor, eps: float = 1e-3) -> Tensor:
    slopes = []
    for i in range(len(w)):
        counts = []
        for sign in (1, -1):
            moved = w.clone()
            moved[i] += sign * eps
            pairs = zip((x @ moved).tolist(), y.tolist(), strict=True)
            counts.append(sum((score > 0) == bool(target) for score, target in pairs))
        slopes.append((counts[0] - counts[1]) / len(x) / (2 * eps))
    return torch.tensor(slopes)


def slope_of(loss: Callable[[Tensor, Tensor], Tensor]) -> Callable:
    def answer(w: Tensor, x: Tensor, y: Tensor, eps: float = 1e-3) -> Tensor:
        def at(w: Tensor) -> Tensor:
            return loss(x.double() @ w, y.double())

        steps = eps * torch.eye(len(w)).double()
        return torch.stack([(at(w + step) - at(w - step)) / (2 * eps) for step in steps])

    return answer


def only_the_first(w: Tensor, x: Tensor, y: Tensor, eps: float = 1e-3) -> Tensor:
    return accuracy_slope(w, x, y, eps)[0]


def the_first_for_all(w: Tensor, x: Tensor, y: Tensor, eps: float = 1e-3) -> Tensor:
    return accuracy_slope(w, x, y, eps)[:1].expand(len(w))


def only_one_of_zeros(w: Tensor, x: Tensor, y: Tensor, eps: float = 1e-3) -> Tensor:
    return accuracy_slope(w, x, y, eps) * (torch.arange(len(w)) == 0)


def samples(n: int, d: int, dtype: torch.dtype, eps: float | None = None) -> Probe:
    """Scores that are clear, as they are and a step away; with large steps some of them cross 0."""

    def inputs(draw: Draw) -> Given:
        step = 1e-3 if eps is None else eps
        w = draw.floats(d, low=0.5, high=1.5)
        x = draw.floats(8 * n, d)
        moves = torch.cat([torch.zeros(1, d), torch.eye(d), -torch.eye(d)]) * step  # (1 + 2 * d, d)
        scores = x @ (w + moves).T  # (8 * n, 1 + 2 * d)
        clear = scores.abs().min(1).values > CLEAR
        crossing = (scores.sign().sum(1).abs() < 1 + 2 * d) & clear
        chosen = torch.cat([crossing.nonzero().flatten(), (clear & ~crossing).nonzero().flatten()])[:n]
        targets = (scores[chosen, 0] > 0) ^ (draw.floats(len(chosen), low=0, high=1) < 0.3)
        return Given((w, x[chosen], targets.to(dtype)), {} if eps is None else {"eps": eps})

    kind = "floats" if dtype.is_floating_point else "ints"
    name = f"{d} weights, {n} samples, targets as {kind}" + ("" if eps is None else f", eps={eps}")
    return Probe(name, inputs, told_inputs=False)


def off_the_stairs(expected: Observation, actual: Observation) -> bool:
    """Whether there is a slope for each weight, none of them a difference of two accuracies."""
    if actual.failure or not isinstance(actual.value, Tensor) or actual.value.shape != expected.value.shape:
        return False
    eps = expected.arguments[1].get("eps", 1e-3)
    counts = actual.value.double() * 2 * eps * len(expected.arguments[0][2])
    return bool(actual.value.any()) and bool(((counts - counts.round()).abs() > 2e-5).any())


def one_alone(expected: Observation, actual: Observation) -> bool:
    """Whether a single slope came back, or the others are 0."""
    if actual.failure or not isinstance(actual.value, Tensor | float):
        return False
    found, wanted = torch.as_tensor(actual.value, dtype=torch.float64).flatten(), expected.value.double()
    if len(found) == 1:
        return bool(torch.isclose(wanted, found, rtol=1e-3, atol=1e-4).any())
    if len(found) != len(wanted) or (found != 0).sum() != (0 if not found.any() and (wanted == 0).any() else 1):
        return False
    return bool((torch.isclose(wanted, found, rtol=1e-3, atol=1e-4) | (found == 0)).all())


q22_accuracy_slope = Exercise(
    id="q22_accuracy_slope",
    reference=accuracy_slope,
    alternatives=[all_at_once, one_by_one],
    misconceptions=[
        Misconception(
            "slope of the loss instead",
            "The loss changes with every little step, the accuracy by whole samples or not at all. How many samples "
            "are on the right side before the step, and how many after it?",
            wrong=[slope_of(mnist_loss), slope_of(F.binary_cross_entropy_with_logits), slope_of(F.mse_loss)],
            sign=off_the_stairs,
        ),
        Misconception(
            "one weight only",
            "There is a slope for one weight. What has to be done once for each of them?",
            wrong=[only_the_first, the_first_for_all, only_one_of_zeros],
            sign=one_alone,
            points=1,
        ),
    ],
    probes=[samples(5, 2, torch.int64, eps=0.5), samples(7, 3, torch.float32), samples(40, 4, torch.float32, eps=0.3),
            samples(1, 3, torch.float32, eps=0.6), samples(30, 6, torch.int64, eps=0.2)],
)

EXERCISES = (q22_accuracy_slope,)
