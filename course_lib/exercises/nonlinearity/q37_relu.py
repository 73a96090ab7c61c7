"""Question 37: what ReLU is, and its plot from -2 to +2."""

from collections.abc import Callable

import torch
from torch import Tensor

from course_lib.checking import Draw, Exercise, Forbid, Misconception, Observation, Probe
from course_lib.checking.likeness import alike
from course_lib.exercises.nonlinearity.drawn_lines import axes_drawn, curve_and_labels, stretch_of_relu
from course_lib.mnist.nonlinearity import relu

# relu

READY_MADE = (
    "relu", "relu6", "leaky_relu", "prelu", "rrelu", "elu", "selu", "celu", "gelu", "silu", "swish", "mish", "glu",
    "threshold", "hardtanh", "hardswish", "hardsigmoid", "hardshrink", "softshrink", "tanhshrink", "sigmoid", "expit",
    "log_sigmoid", "log_sigmoid_forward", "tanh", "softplus", "softsign", "softmax", "log_softmax", "softmin",
)


def by_comparison(x: Tensor) -> Tensor:
    return x * (x > 0)


def by_where(x: Tensor) -> Tensor:
    return torch.where(x > 0, x, torch.zeros_like(x))


def by_magnitude(x: Tensor) -> Tensor:
    return (x + x.abs()) / 2


def on_a_copy(x: Tensor) -> Tensor:
    x = x.clone()
    x[x < 0] = 0
    return x


def magnitude(x: Tensor) -> Tensor:
    return x.abs()


def magnitude_in_place(x: Tensor) -> Tensor:
    return x.abs_()


def in_place(x: Tensor) -> Tensor:
    x[x < 0] = 0
    return x


def in_place_and_nothing_back(x: Tensor) -> None:
    x.clamp_(min=0)


def largest(x: Tensor) -> Tensor:
    return x.max()


def largest_or_zero(x: Tensor) -> float:
    return max(0.0, x.max().item())


def sum_or_zero(x: Tensor) -> Tensor:
    return x.sum().clamp(min=0)


def written_into(expected: Observation, actual: Observation) -> bool:
    """The argument itself holds the right values afterwards."""
    before, after = expected.arguments[0][0], actual.arguments[0][0]
    return not alike(before, after) and alike(expected.value, after)


def one_number(expected: Observation, actual: Observation) -> bool:
    value = actual.value
    return isinstance(value, bool | int | float) or isinstance(value, Tensor) and value.numel() == 1


def both_signs(*shape: int, size: float = 2.0, dtype: torch.dtype = torch.float32) -> Callable[[Draw], tuple[Tensor]]:
    """Numbers on both sides of 0, two at least, with magnitudes up to `size`."""

    def inputs(draw: Draw) -> tuple[Tensor]:
        x = draw.floats(*shape, low=-size, high=size, dtype=dtype)
        x.view(-1)[:2] = torch.tensor(draw.shuffled([-0.75, 0.8])).to(dtype) * size
        return (x,)

    return inputs


q37_relu = Exercise(
    id="q37_relu",
    reference=relu,
    alternatives=[by_comparison, by_where, by_magnitude, on_a_copy],
    misconceptions=[
        Misconception(
            "absolute value",
            "Yours folds the negative numbers up to the other side. What does ReLU make of -3?",
            wrong=[magnitude, magnitude_in_place],
        ),
        Misconception(
            "changes `x` in place",
            "The values are right, and now x holds them, too. Whoever called you still needs the old ones: which step "
            "writes into x?",
            wrong=[in_place, in_place_and_nothing_back],
            sign=written_into,
            points=1,
        ),
        Misconception(
            "a single number from the whole tensor",
            "ReLU looks at one element at a time, so as many come out as went in. Over what did you take the maximum "
            "or the sum?",
            wrong=[largest, largest_or_zero, sum_or_zero],
            sign=one_number,
        ),
    ],
    rules=[Forbid(both_signs(5), *READY_MADE, instead="What becomes of a number below 0, and what of the others?")],
    probes=[
        Probe("x of shape (2,)", both_signs(2)),
        Probe("x of shape (3,), with 0 in it", lambda draw: (torch.tensor([0, draw.number(1, 3), -1.5]),)),
        Probe("x of shape (2, 3)", both_signs(2, 3)),
        Probe("magnitudes up to 500", both_signs(7, size=500)),
        Probe("float64, shape (3, 1, 4)", both_signs(3, 1, 4, dtype=torch.float64)),
    ],
)

# plot_relu


def plot_relu():
    """The curve of ReLU from -2 to +2, on an Axes with both axes labelled."""
    import matplotlib.pyplot as plt

    x = torch.linspace(-2, 2, 101)
    figure, axes = plt.subplots()
    axes.plot(x, x.clamp(min=0))
    axes.set(xlabel="x", ylabel="relu(x)")
    return axes


def by_pyplot():
    import matplotlib.pyplot as plt

    plt.plot([-2, 0, 2], [0, 0, 2])
    plt.axhline(0, color="gray")
    plt.xlabel("x")
    plt.ylabel("ReLU(x)")
    return plt.gca()


def on_a_figure_of_its_own():
    from matplotlib.figure import Figure

    axes = Figure().add_subplot(xlabel="input", ylabel="output")
    axes.plot([-2, 2], [-2, 2], ":", label="identity")
    axes.plot([-2, 0], [0, 0])
    axes.plot([0, 2], [0, 2])
    return axes


def drawing(low: int, high: int) -> Callable:
    """An answer that draws the curve from here to there."""

    def answer():
        import matplotlib.pyplot as plt

        x = torch.linspace(low, high, 61)
        axes = plt.figure().add_subplot(xlabel="x", ylabel="relu(x)")
        axes.plot(x, x.clamp(min=0))
        return axes

    return answer


def positive_half(expected: Observation, actual: Observation) -> bool:
    stretch = stretch_of_relu(actual.value)
    return stretch is not None and stretch[0] > -0.15


def another_range(expected: Observation, actual: Observation) -> bool:
    stretch = stretch_of_relu(actual.value)
    return stretch is not None and stretch != (-2.0, 2.0)


q37_plot_relu = Exercise(
    id="q37_plot_relu",
    reference=plot_relu,
    alternatives=[by_pyplot, on_a_figure_of_its_own],
    misconceptions=[
        Misconception(
            "positive half only",
            "Your curve is a straight line, and the bend is what makes ReLU what it is. What does it do left of 0?",
            wrong=[drawing(0, 2), drawing(0, 5)],
            sign=positive_half,
        ),
        Misconception(
            "range other than -2..2",
            "The curve is ReLU's. With which x does it start, with which does it end, and which ones were asked for?",
            wrong=[drawing(-3, 3), drawing(-1, 1), drawing(-2, 1)],
            sign=another_range,
            points=1,
        ),
    ],
    probes=[Probe("looking at the axes that come back", lambda draw: (), watch=axes_drawn, facts=curve_and_labels)],
)

EXERCISES = (q37_relu, q37_plot_relu)
