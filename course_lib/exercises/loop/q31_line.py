"""Question 31: why a neuron needs a bias: a line without one is nailed to the origin."""

import torch
from torch import Tensor

from course_lib.checking import Draw, Exercise, Likeness, Misconception, Observation, Probe
from course_lib.checking.likeness import alike

Line = tuple[float, float]
NEAR = Likeness(rtol=1e-3, atol=1.5e-3)


def fit_line(x: Tensor, y: Tensor, use_bias: bool) -> Line:
    """The slope and the bias of the line with the least squares; without bias it goes through the origin."""
    x, y = x.double(), y.double()
    if not use_bias:
        return through_origin(x, y)
    w = centred_slope(x, y)
    return w, (y.mean() - w * x.mean()).item()


def through_origin(x: Tensor, y: Tensor) -> Line:
    return ((x * y).sum() / (x * x).sum()).item(), 0.0


def centred_slope(x: Tensor, y: Tensor) -> float:
    dx, dy = x - x.mean(), y - y.mean()
    return ((dx * dy).sum() / (dx * dx).sum()).item()


def by_lstsq(x: Tensor, y: Tensor, use_bias: bool) -> Line:
    columns = torch.stack([x, torch.ones_like(x)] if use_bias else [x], dim=1)  # (n, 2) or (n, 1)
    solution = torch.linalg.lstsq(columns, y[:, None]).solution.flatten().tolist()
    return solution[0], solution[1] if use_bias else 0.0


def by_descent(x: Tensor, y: Tensor, use_bias: bool) -> Line:
    w = b = 0.0
    for _ in range(300):
        errors = w * x + b - y
        w -= 0.2 * (errors * x).mean().item()
        b -= 0.2 * errors.mean().item() * use_bias
    return w, b


def in_plain_python(x: Tensor, y: Tensor, use_bias: bool) -> Line:
    xs, ys, n = x.tolist(), y.tolist(), len(x)
    xy, xx = sum(a * b for a, b in zip(xs, ys, strict=True)), sum(a * a for a in xs)
    if not use_bias:
        return xy / xx, 0
    w = (n * xy - sum(xs) * sum(ys)) / (n * xx - sum(xs) ** 2)
    return w, (sum(ys) - w * sum(xs)) / n


def never_a_bias(x: Tensor, y: Tensor, use_bias: bool) -> Line:
    return through_origin(x, y)


def bias_thrown_away(x: Tensor, y: Tensor, use_bias: bool) -> Line:
    return fit_line(x, y, use_bias)[0], 0.0


def slope_alone(x: Tensor, y: Tensor, use_bias: bool) -> Line:
    return centred_slope(x, y), 0.0


def always_a_bias(x: Tensor, y: Tensor, use_bias: bool) -> Line:
    return fit_line(x, y, True)


def same_slope(x: Tensor, y: Tensor, use_bias: bool) -> Line:
    w, b = fit_line(x, y, True)
    return w, b if use_bias else 0.0


def through_the_mean_point(x: Tensor, y: Tensor, use_bias: bool) -> Line:
    return fit_line(x, y, True) if use_bias else ((y.mean() / x.mean()).item(), 0.0)


def mean_of_the_slopes(x: Tensor, y: Tensor, use_bias: bool) -> Line:
    return fit_line(x, y, True) if use_bias else ((y / x).mean().item(), 0.0)


def asked_for_bias(observation: Observation) -> bool:
    return observation.arguments[0][2]


def line(observation: Observation) -> Line | None:
    value = observation.value
    if isinstance(value, tuple | list) and len(value) == 2 and all(isinstance(v, int | float | Tensor) for v in value):
        return tuple(float(v) if not isinstance(v, Tensor) or v.numel() == 1 else float("nan") for v in value)
    return None


def bias_stays_zero(expected: Observation, actual: Observation) -> bool:
    """With a bias asked for, 0 comes back beside one of the two slopes; without, all is well."""
    found = line(actual)
    if found is None or not asked_for_bias(expected):
        return found is not None and near(found, expected.value)
    x, y, _ = expected.arguments[0]
    return any(near(found, (slope, 0.0)) for slope in (centred_slope(x, y), through_origin(x, y)[0]))


def same_slope_without_bias(expected: Observation, actual: Observation) -> bool:
    """Without a bias, the slope is that of the line with one; with a bias, all is well."""
    found = line(actual)
    if found is None or asked_for_bias(expected):
        return found is not None and near(found, expected.value)
    return near(found[:1], (centred_slope(*expected.arguments[0][:2]),))


def near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return alike([round(v, 3) for v in one], [round(v, 3) for v in other]) or all(
        abs(a - b) < 2e-3 for a, b in zip(one, other, strict=True)
    )


def points(n: int, use_bias: bool, centre: float) -> Probe:
    """x around the centre, not all on one side of it; y around a line that misses the origin by far."""

    def inputs(draw: Draw) -> tuple[Tensor, Tensor, bool]:
        x = torch.cat([draw.floats(n - n // 2, low=-1.6, high=-0.9), draw.floats(n // 2, low=0.9, high=1.6)]) + centre
        w, b = draw.number(0.5, 2) * draw.choice((1, -1)), draw.number(1, 3) * draw.choice((1, -1))
        order = draw.shuffled(range(n))
        return x[order], (w * x + b + draw.floats(n, low=-0.5, high=0.5))[order], use_bias

    return Probe(f"{n} points, {'with' if use_bias else 'without'} bias", inputs, like=NEAR)


q31_fit_line = Exercise(
    id="q31_fit_line",
    reference=fit_line,
    alternatives=[by_lstsq, by_descent, in_plain_python],
    misconceptions=[
        Misconception(
            "bias forgotten",
            "At x = 0 your line is always at 0, wherever the points lie. What would lift it?",
            wrong=[never_a_bias, bias_thrown_away, slope_alone],
            sign=bias_stays_zero,
        ),
        Misconception(
            "through the mean, not the origin",
            "Without a bias the line turns about the origin, and so fits best with another slope than the free line, "
            "which turns about the mean of the points. Which sums are left if nothing is subtracted first?",
            wrong=[always_a_bias, same_slope, through_the_mean_point, mean_of_the_slopes],
            sign=same_slope_without_bias,
            points=1,
        ),
    ],
    probes=[
        points(2, True, 0.7),
        points(2, False, 0.7),
        points(3, True, -0.8),
        points(3, False, -0.8),
        points(7, True, 1.0),
        points(5, False, 0.9),
    ],
)

EXERCISES = (q31_fit_line,)
