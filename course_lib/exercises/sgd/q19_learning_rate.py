"""Question 19: why a high learning rate is not always a good one."""

from collections.abc import Callable

import torch

from course_lib.checking import Exercise, Misconception, Probe

# descend


def descend(x0: float, lr: float, n_steps: int) -> list[float]:
    """The positions of gradient descent on `x**2`: the start, and one after each step."""
    positions = [x0]
    for _ in range(n_steps):
        positions.append(positions[-1] - lr * 2 * positions[-1])
    return positions


def by_formula(x0: float, lr: float, n_steps: int) -> list[float]:
    return [x0 * (1 - 2 * lr) ** step for step in range(n_steps + 1)]


def by_autograd(x0: float, lr: float, n_steps: int) -> list[float]:
    x = torch.tensor(float(x0), dtype=torch.float64, requires_grad=True)
    positions = []
    for _ in range(n_steps + 1):
        positions.append(x.item())
        (slope,) = torch.autograd.grad(x**2, x)
        x = (x - lr * slope).detach().requires_grad_()
    return positions


def half_the_slope(x0: float, lr: float, n_steps: int) -> list[float]:
    return descend(x0, lr / 2, n_steps)


def without_the_start(x0: float, lr: float, n_steps: int) -> list[float]:
    return descend(x0, lr, n_steps)[1:]


def without_the_end(x0: float, lr: float, n_steps: int) -> list[float]:
    return descend(x0, lr, n_steps - 1)


def path(x0: tuple[float, float], lr: tuple[float, float], n_steps: int) -> Probe:
    name = f"{n_steps} step{'s' * (n_steps > 1)}"
    return Probe(name, lambda draw: (round(draw.number(*x0), 2), round(draw.number(*lr), 3), n_steps))


q19_descend = Exercise(
    id="q19_descend",
    reference=descend,
    alternatives=[by_formula, by_autograd],
    misconceptions=[
        Misconception(
            "gradient `x` for `2x`",
            "Every step is half as long as it should be. What is the derivative of `x**2`?",
            wrong=[half_the_slope],
            points=1,
        ),
        Misconception(
            "one position short",
            "A fence of n panels has n + 1 posts. Which position is missing: the start, or the last one?",
            wrong=[without_the_start, without_the_end],
            points=1,
        ),
    ],
    probes=[
        path((1.0, 3.0), (0.05, 0.2), 1),
        path((-4.0, -2.0), (0.2, 0.4), 3),
        path((2.0, 5.0), (0.6, 0.9), 5),
        path((-1.0, -0.5), (1.1, 1.5), 4),
    ],
)

# behaviour


def behaviour(lr: float) -> str:
    """What gradient descent on `x**2` does: each step multiplies the position by `1 - 2 * lr`."""
    factor = 1 - 2 * lr
    if factor >= 0:
        return "converges"
    return "bounces" if factor > -1 else "diverges"


def by_watching(lr: float) -> str:
    positions = descend(1.0, lr, 30)
    if abs(positions[-1]) > abs(positions[0]):
        return "diverges"
    return "bounces" if min(positions) < 0 else "converges"


def by_borders(lr: float) -> str:
    return "diverges" if lr > 1 else "bounces" if lr > 0.5 else "converges"


def bordered(first: float, second: float) -> Callable[[float], str]:
    """An answer with other borders."""

    def answer(lr: float) -> str:
        if lr > second:
            return "diverges"
        return "bounces" if lr > first else "converges"

    return answer


def rate(low: float, high: float) -> Probe:
    return Probe(f"a rate between {low} and {high}", lambda draw: (round(draw.number(low, high), 3),))


q19_behaviour = Exercise(
    id="q19_behaviour",
    reference=behaviour,
    alternatives=[by_watching, by_borders],
    misconceptions=[
        Misconception(
            "borders off by a factor of two",
            "A step takes x to `x - lr * slope`. With the slope of `x**2` in it, what is x multiplied by, and for "
            "which rates is that below 0, or even below -1?",
            wrong=[bordered(1, 2), bordered(0.25, 0.5), bordered(0.5, 2), bordered(1, 1), bordered(0.25, 1),
                   bordered(0.5, 0.5), bordered(0.25, 2)],
            points=1,
        ),
    ],
    # One on either side of the right borders, 0.5 and 1, and of those that are half and twice as high.
    probes=[rate(*between) for between in [(0.1, 0.2), (0.3, 0.45), (0.55, 0.7), (0.8, 0.93), (1.07, 1.3), (1.6, 1.9),
                                           (2.2, 3.0)]],
)

EXERCISES = (q19_descend, q19_behaviour)
