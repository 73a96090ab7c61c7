"""Question 30: what a neuron works out, and where its bias comes in."""

from collections.abc import Callable

import torch
from torch import Tensor, nn

from course_lib.checking import Draw, Exercise, Misconception, Observation, Probe

Activation = Callable[[Tensor], Tensor]


def neuron(x: Tensor, w: Tensor, b: float, activation: Activation) -> Tensor:
    """`activation(x @ w + b)`, [n], for x [n, d] and w [d]."""
    return activation(x @ w + b)


def row_by_row(x: Tensor, w: Tensor, b: float, activation: Activation) -> Tensor:
    return torch.stack([activation(torch.dot(row, w) + b) for row in x])


def by_products(x: Tensor, w: Tensor, b: float, activation: Activation) -> Tensor:
    weighted = x * w[None, :]  # (n, d)
    return activation(weighted.sum(dim=1) + b)


def from_layer(x: Tensor, w: Tensor, b: float, activation: Activation) -> Tensor:
    return activation(nn.functional.linear(x, w[None], torch.tensor([b]))).flatten()


def bias_after(x: Tensor, w: Tensor, b: float, activation: Activation) -> Tensor:
    return activation(x @ w) + b


def bias_before_and_after(x: Tensor, w: Tensor, b: float, activation: Activation) -> Tensor:
    return activation(x @ w + b) + b


def no_sum(x: Tensor, w: Tensor, b: float, activation: Activation) -> Tensor:
    return activation(x * w + b)


def summed_too_late(x: Tensor, w: Tensor, b: float, activation: Activation) -> Tensor:
    return activation(x * w + b).sum(1)


def summed_too_late_without_bias(x: Tensor, w: Tensor, b: float, activation: Activation) -> Tensor:
    return activation(x * w).sum(1) + b


def bias_times_sum(x: Tensor, w: Tensor, b: float, activation: Activation) -> Tensor:
    return activation(x @ w * b)


def bias_times_result(x: Tensor, w: Tensor, b: float, activation: Activation) -> Tensor:
    return activation(x @ w) * b


def bias_twice(x: Tensor, w: Tensor, b: float, activation: Activation) -> Tensor:
    return activation(x @ w * b + b)


def bias_on_inputs(x: Tensor, w: Tensor, b: float, activation: Activation) -> Tensor:
    return activation((x + b) @ w)


def bias_on_weights(x: Tensor, w: Tensor, b: float, activation: Activation) -> Tensor:
    return activation(x @ (w + b))


def still_an_axis_of_d(expected: Observation, actual: Observation) -> bool:
    """Whether a number came back for each input of each sample."""
    x = expected.arguments[0][0]
    return isinstance(actual.value, Tensor) and actual.value.shape in (x.shape, x.T.shape)


def unchanged(z: Tensor) -> Tensor:
    return z


def bent(z: Tensor) -> Tensor:
    return z * z - 0.5 * z + 1


def samples(n: int, d: int, activation: Activation, name: str) -> Probe:
    def inputs(draw: Draw) -> tuple:
        b = draw.number(0.4, 1.6) * draw.choice((1, -1))
        return draw.floats(n, d), draw.floats(d, low=0.2, high=1.4), b if abs(b - 1) > 0.1 else 1.3, activation

    return Probe(f"x of shape ({n}, {d}), the activation {name}", inputs)


q30_neuron = Exercise(
    id="q30_neuron",
    reference=neuron,
    alternatives=[row_by_row, by_products, from_layer],
    misconceptions=[
        Misconception(
            "bias after the activation",
            "A ReLU gives nothing below 0, yet yours does when the bias is negative. Does the activation see the bias?",
            wrong=[bias_after, bias_before_and_after],
            points=1,
        ),
        Misconception(
            "no sum",
            "A neuron gives one number for each sample, made of all its inputs. Where do the d products become one?",
            wrong=[no_sum, summed_too_late, summed_too_late_without_bias],
            sign=still_an_axis_of_d,
        ),
        Misconception(
            "bias multiplied",
            "The bias shifts the weighted sum, whatever the inputs are: it is added, once. What does yours multiply it "
            "with?",
            wrong=[bias_times_sum, bias_times_result, bias_twice, bias_on_inputs, bias_on_weights],
        ),
    ],
    probes=[
        samples(1, 2, unchanged, "none: z itself"),
        samples(3, 2, bent, "a curve of z"),
        samples(2, 5, torch.sigmoid, "a sigmoid"),
        samples(6, 4, torch.relu, "a ReLU"),
        samples(5, 1, torch.tanh, "a tanh, one input"),
        samples(4, 3, nn.Softplus(), "a module of torch, Softplus"),
    ],
)

EXERCISES = (q30_neuron,)
