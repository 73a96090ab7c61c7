"""Question 40: why more than one non-linearity: hinges add up to any path, and depth folds them into many."""

from collections.abc import Callable

import torch
from torch import Tensor, nn

from course_lib.checking import Draw, Exercise, Likeness, Misconception, Observation, Probe
from course_lib.checking.likeness import alike
from course_lib.exercises.nonlinearity.sawtooth import q40_sawtooth
from course_lib.exercises.nonlinearity.seen_inside import seen_inside
from course_lib.mnist.nonlinearity import relu_interpolator


def interpolated(answer: Callable, xs: Tensor, ys: Tensor, places: Tensor) -> dict:
    """What the net gives at the points and between them, and how it is made."""
    net = answer(xs, ys)
    if not isinstance(net, nn.Sequential):
        return {"returned": type(net).__name__}
    outputs = net(places.clone())
    inside = seen_inside(net, torch.linspace(float(xs[0]) - 1, float(xs[-1]) + 1, 41)[:, None])
    return {"returned": "Sequential", "its outputs": outputs, "hidden ReLU layers": inside["ReLUs in a row"]}


def path(k: int, n: int) -> Probe:
    """k points with a sharp bend at each inner one, and n places on the way, the points first among them."""

    def inputs(draw: Draw) -> tuple[Tensor, Tensor, Tensor]:
        xs = draw.number(-3, -1) + draw.floats(k, low=0.4, high=1.2).cumsum(0)
        heights = draw.floats(k, low=0.5, high=2)
        ys = heights * (-1) ** torch.arange(k) * draw.choice((1, -1)) + draw.number(0.1, 0.4)
        between = xs[0] + (xs[-1] - xs[0]) * draw.floats(n, low=0, high=1)
        return xs, ys, torch.cat([xs, between])[:n, None]

    name = f"{k} points, the net at {n} place{'s' * (n > 1)} from the first to the last"
    return Probe(name, inputs, watch=interpolated, like=Likeness(rtol=1e-3, atol=2e-3), told_inputs=False)


def with_pairs(xs: Tensor, ys: Tensor) -> nn.Sequential:
    """The first line by two hinges back to back, then one for each bend."""
    slopes = (ys[1:] - ys[:-1]) / (xs[1:] - xs[:-1])
    net = nn.Sequential(nn.Linear(1, len(xs)), nn.ReLU(), nn.Linear(len(xs), 1))
    with torch.no_grad():
        net[0].weight[:] = torch.tensor([1.0, -1.0] + [1.0] * (len(xs) - 2))[:, None]
        net[0].bias[:] = torch.cat([torch.zeros(2), -xs[1:-1]])
        net[2].weight[0] = torch.cat([slopes[:1], -slopes[:1], slopes[1:] - slopes[:-1]])
        net[2].bias[:] = ys[0] - slopes[0] * xs[0]
    return net


def by_solving(xs: Tensor, ys: Tensor) -> nn.Sequential:
    hinges = torch.relu(xs[:, None] - xs[None, :-1])  # (k, k - 1)
    weights = torch.linalg.lstsq(hinges, (ys - ys[0])[:, None]).solution  # (k - 1, 1)
    net = nn.Sequential(nn.Linear(1, len(xs) - 1), nn.ReLU(), nn.Linear(len(xs) - 1, 1))
    values = [torch.ones(len(xs) - 1, 1), -xs[:-1], weights.T, ys[:1]]
    net.load_state_dict(dict(zip(net.state_dict(), values, strict=True)))
    return net


def hinged(changes: bool = True, offset: Callable = lambda ys: ys[0]) -> Callable:
    """An answer with other weights or another offset."""

    def answer(xs: Tensor, ys: Tensor) -> nn.Sequential:
        slopes = ys.diff() / xs.diff()
        net = nn.Sequential(nn.Linear(1, len(slopes)), nn.ReLU(), nn.Linear(len(slopes), 1))
        net[0].weight.data = torch.ones(len(slopes), 1)
        net[0].bias.data = -xs[:-1]
        net[2].weight.data = (torch.cat([slopes[:1], slopes.diff()]) if changes else slopes)[None]
        net[2].bias.data = offset(ys).reshape(1)
        return net

    return answer


def outputs_seen(observation: Observation) -> Tensor | None:
    return observation.value.get("its outputs") if isinstance(observation.value, dict) else None


def apart_by_a_constant(observation: Observation, right: Tensor) -> bool:
    outputs = outputs_seen(observation)
    if not isinstance(outputs, Tensor) or outputs.shape != right.shape:
        return False
    differences = outputs - right
    return alike(differences, differences.mean().expand(right.shape))


def slopes_pile_up(expected: Observation, actual: Observation) -> bool:
    """Each hinge turns by the whole slope of the piece that starts there; a constant may be wrong besides."""
    xs, ys, places = expected.arguments[0]
    return apart_by_a_constant(actual, hinged(changes=False)(xs, ys)(places).detach())


def too_high_or_too_low(expected: Observation, actual: Observation) -> bool:
    """The right outputs, but for a constant."""
    return apart_by_a_constant(actual, expected.value["its outputs"])


q40_relu_interpolator = Exercise(
    id="q40_relu_interpolator",
    reference=relu_interpolator,
    alternatives=[with_pairs, by_solving],
    misconceptions=[
        Misconception(
            "slopes for slope changes",
            "The first piece is right. On the second one the first hinge still rises: what must the second hinge add, "
            "so that both together have the slope you want?",
            wrong=[hinged(changes=False), hinged(changes=False, offset=lambda ys: 0 * ys[0])],
            sign=slopes_pile_up,
        ),
        Misconception(
            "offset dropped",
            "All bends and slopes are right, and the whole path lies too high or too low. What does your net give at "
            "xs[0], where no hinge has opened yet?",
            wrong=[hinged(offset=lambda ys: 0 * ys[0])],
            sign=too_high_or_too_low,
            points=1,
        ),
    ],
    probes=[path(2, 5), path(3, 8), path(4, 1), path(6, 25)],
)

EXERCISES = (q40_relu_interpolator, q40_sawtooth)
