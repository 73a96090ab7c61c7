"""Question 24: what tells a loss from a metric."""

from collections.abc import Callable, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from course_lib.checking import Draw, Exercise, Misconception, Observation, Probe
from course_lib.checking.likeness import alike
from course_lib.mnist.metrics import batch_accuracy

# batch_accuracy


def by_round(predictions: Tensor, targets: Tensor) -> Tensor:
    return (torch.sigmoid(predictions).round().squeeze(-1) == targets.view(-1)).double().mean()


def one_less_the_errors(predictions: Tensor, targets: Tensor) -> Tensor:
    signs = 2 * targets.reshape(predictions.shape) - 1
    return 1 - (predictions * signs < 0).sum() / len(signs)


def pair_by_pair(predictions: Tensor, targets: Tensor) -> Tensor:
    pairs = zip(predictions.flatten().tolist(), targets.flatten().tolist(), strict=True)
    right = [(p > 0) == bool(t) for p, t in pairs]
    return torch.tensor(sum(right) / len(right))


def raw_against_half(predictions: Tensor, targets: Tensor) -> Tensor:
    return ((predictions.flatten() > 0.5) == targets.flatten()).float().mean()


def raw_rounded(predictions: Tensor, targets: Tensor) -> Tensor:
    return (predictions.flatten().round() == targets.flatten()).float().mean()


def raw_clamped_and_rounded(predictions: Tensor, targets: Tensor) -> Tensor:
    return raw_rounded(predictions.clamp(0, 1), targets)


def raw_and_broadcast(predictions: Tensor, targets: Tensor) -> Tensor:
    return ((predictions > 0.5) == targets).float().mean()


def raw_rounded_and_broadcast(predictions: Tensor, targets: Tensor) -> Tensor:
    return (predictions.round() == targets).float().mean()


def broadcast(predictions: Tensor, targets: Tensor) -> Tensor:
    return ((predictions.sigmoid() > 0.5) == targets).float().mean()


def number_of_right_ones(predictions: Tensor, targets: Tensor) -> Tensor:
    return ((predictions.flatten() > 0) == targets.flatten()).sum()


def all_met_all(expected: Observation, actual: Observation) -> bool:
    """The mean over all pairs of a prediction and a target, or their sum divided by n, unless all is well."""
    table = every_pair(expected)
    values = expected.value, table.mean(), table.sum() / len(table)
    return isinstance(actual.value, Tensor) and is_one_of(values, expected, actual)


def counted(expected: Observation, actual: Observation) -> bool:
    """How many are right, of the n or of all pairs."""
    table = every_pair(expected)
    return is_one_of((expected.value * len(table), table.sum()), expected, actual)


def is_one_of(values: Sequence[Tensor], expected: Observation, actual: Observation) -> bool:
    """Whether the value is one of these, and the arguments were left alone."""
    return any(alike(actual.value, value) for value in values) and alike(actual.arguments, expected.arguments)


def every_pair(observation: Observation) -> Tensor:
    """1.0 at [i, j] where prediction i would be right about target j."""
    predictions, targets = observation.arguments[0]
    return ((predictions.view(-1, 1) > 0) == (targets.view(-1) > 0.5)).float()  # (n, n)


def outcomes(*kinds: tuple[float, int]) -> Callable[[Draw, bool, bool, torch.dtype], tuple[Tensor, Tensor]]:
    """Activations near these, and their targets, in a random order; whatever it is, each mistake shows."""

    def drawn(draw: Draw, column_p: bool, column_t: bool, dtype: torch.dtype) -> tuple[Tensor, Tensor]:
        pairs = draw.shuffled(kinds)
        predictions = torch.tensor([activation * draw.number(0.9, 1.1) for activation, _ in pairs])
        targets = torch.tensor([target for _, target in pairs], dtype=dtype)
        return predictions[:, None] if column_p else predictions, targets[:, None] if column_t else targets

    return drawn


FIVE = outcomes((2.0, 1), (4.0, 1), (0.3, 1), (-2.0, 0), (-0.7, 1))
SEVEN = outcomes((2.0, 1), (7.0, 1), (0.2, 1), (0.4, 0), (-2.0, 0), (-0.3, 0), (0.1, 1))


def batch(name: str, kinds: Callable, *columns: bool, dtype: torch.dtype = torch.int64) -> Probe:
    return Probe(name, lambda draw: kinds(draw, *columns, dtype))


q24_batch_accuracy = Exercise(
    id="q24_batch_accuracy",
    reference=batch_accuracy,
    alternatives=[by_round, one_less_the_errors, pair_by_pair],
    misconceptions=[
        Misconception(
            "raw activation against 0.5",
            "An activation of 0.3 already says yes: its sigmoid is 0.57. With what must a raw one be compared?",
            wrong=[raw_against_half, raw_rounded, raw_clamped_and_rounded, raw_and_broadcast,
                   raw_rounded_and_broadcast],
            points=1,
        ),
        Misconception(
            "`[n, n]` broadcast",
            "Every prediction met every target: [n] against [n, 1] gives [n, n]. How do both get the same shape first?",
            wrong=[broadcast],
            sign=all_met_all,
            points=1,
        ),
        Misconception(
            "a count",
            "That counts the right ones, and grows with the batch. Which share of the batch are they?",
            wrong=[number_of_right_ones],
            sign=counted,
            points=1,
        ),
    ],
    probes=[
        batch("5 of each", FIVE, False, False),
        batch("7 of each, the targets as floats", SEVEN, False, False, dtype=torch.float32),
        batch("predictions [5, 1], targets [5]", FIVE, True, False, dtype=torch.float32),
        batch("predictions [7], targets [7, 1]", SEVEN, False, True),
        batch("both of shape [5, 1]", FIVE, True, True),
        batch("one of each, [1, 1] and [1]", outcomes((0.3, 1)), True, False),
    ],
)

# has_gradient: the measures that it is asked about


def squared_error(predictions: Tensor, targets: Tensor) -> Tensor:
    return ((torch.sigmoid(predictions) - targets) ** 2).mean()


def accuracy(predictions: Tensor, targets: Tensor) -> Tensor:
    return ((predictions > 0) == targets).float().mean()


def number_right(predictions: Tensor, targets: Tensor) -> Tensor:
    return ((predictions > 0) == targets).sum()


def rounded_error(predictions: Tensor, targets: Tensor) -> Tensor:
    return (predictions.round() - targets).abs().mean()


def first_less_last(predictions: Tensor, targets: Tensor) -> Tensor:
    return predictions[0] - predictions[-1]


def hinge(predictions: Tensor, targets: Tensor) -> Tensor:
    return F.relu(predictions - predictions.detach().mean()).sum()


def negative_mean(predictions: Tensor, targets: Tensor) -> Tensor:
    return -predictions.mean()


def has_gradient(measure: Callable[[Tensor, Tensor], Tensor], predictions: Tensor, targets: Tensor) -> bool:
    """Whether the measure's gradient in the predictions is there and not zero: a loss has one, a metric has none."""
    predictions = predictions.detach().clone().requires_grad_()
    value = measure(predictions, targets)
    if not value.requires_grad:
        return False
    (gradient,) = torch.autograd.grad(value, predictions, allow_unused=True)
    return gradient is not None and bool(gradient.any())


def by_trial(measure: Callable, predictions: Tensor, targets: Tensor) -> bool:
    predictions = predictions.detach().requires_grad_()
    try:
        measure(predictions, targets).backward()
    except RuntimeError:
        return False
    return torch.count_nonzero(predictions.grad).item() > 0


def by_size(measure: Callable, predictions: Tensor, targets: Tensor) -> bool:
    predictions = predictions.clone().detach().requires_grad_(True)
    value = measure(predictions, targets)
    if value.grad_fn is None:
        return False
    value.backward()
    return predictions.grad.abs().sum().item() != 0


def never_asks(measure: Callable, predictions: Tensor, targets: Tensor) -> bool:
    predictions = predictions.clone().requires_grad_()
    measure(predictions, targets).backward()
    return bool((predictions.grad != 0).any())


def never_asks_and_takes_zero(measure: Callable, predictions: Tensor, targets: Tensor) -> bool:
    predictions = predictions.clone().requires_grad_()
    measure(predictions, targets).backward()
    return predictions.grad is not None


def any_graph(measure: Callable, predictions: Tensor, targets: Tensor) -> bool:
    return measure(predictions.clone().requires_grad_(), targets).requires_grad


RAISED_WITHOUT_GRAPH = ("RuntimeError", "AttributeError", "TypeError", "ValueError", "AssertionError")  # or on purpose


def raises_without_graph(expected: Observation, actual: Observation) -> bool:
    """It fails where a measure without graph is among those asked about, and is right elsewhere."""
    if actual.failure:
        return expected.value is not True and actual.failure.kind in RAISED_WITHOUT_GRAPH
    return repr(actual.value) == repr(expected.value)  # a tensor that says True equals True


def one_after_the_other(answer: Callable, measures: tuple[Callable, ...], predictions: Tensor, targets: Tensor) -> list:
    """Several measures of the same tensors: nothing may be left over from the one before."""
    return [answer(measure, predictions, targets) for measure in measures]


def asked(measure: Callable, n: int) -> Probe:
    def inputs(draw: Draw) -> tuple[Callable, Tensor, Tensor]:
        return measure, spread(draw, n), draw.integers(n, low=0, high=2).float()

    return Probe(f"{measure.__name__} of {n} prediction{'s' if n > 1 else ''}", inputs, told_inputs=False)


def spread(draw: Draw, n: int) -> Tensor:
    """Numbers on both sides of their mean, none near a whole number and a half."""
    return torch.arange(n) - n // 2 + draw.floats(n, low=0.1, high=0.4)


q24_has_gradient = Exercise(
    id="q24_has_gradient",
    reference=has_gradient,
    alternatives=[by_trial, by_size],
    misconceptions=[
        Misconception(
            "raises on a metric",
            "A comparison has no slope: no graph leads back from accuracy. What can you ask a value before `backward`?",
            wrong=[never_asks, never_asks_and_takes_zero],
            points=1,
            sign=raises_without_graph,
        ),
        Misconception(
            "true for a zero gradient",
            "Rounding leaves a graph whose slopes are all 0: nobody learns from it. Which numbers did you not look at?",
            wrong=[any_graph],
            points=1,
        ),
    ],
    probes=[
        asked(squared_error, 1),
        asked(accuracy, 3),
        asked(number_right, 4),
        asked(rounded_error, 3),
        asked(squared_error, 5),
        asked(hinge, 4),
        asked(first_less_last, 3),
        asked(negative_mean, 2),
        Probe(
            "a loss first, then others of the same predictions",
            lambda draw: ((squared_error, rounded_error, accuracy, squared_error), spread(draw, 4), torch.ones(4)),
            watch=one_after_the_other,
            told_inputs=False,
        ),
    ],
)

EXERCISES = (q24_batch_accuracy, q24_has_gradient)
