"""The capstone: a model for all ten digits, its training, and the digits it takes for others."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from course_lib.checking import Draw, Exercise, Misconception, Observation, Probe
from course_lib.checking.likeness import alike
from course_lib.exercises.capstone.digit_model import c01_digit_model
from course_lib.exercises.capstone.fit_digits import c01_fit_digits
from course_lib.mnist.confusion import confusion

# confusion


class Telltale(nn.Module):
    """Reads the digit off the first row of an image; training mode and gradients each lead it to another one."""

    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(()))

    def forward(self, x: Tensor) -> Tensor:
        scores = self.scale * x[:, 0, :10]  # (n, 10)
        shift = 1 * self.training + 3 * torch.is_grad_enabled()
        return scores.roll(shift, dims=1)


def table_and_scores(answer: Callable, x: Tensor, y: Tensor, training: bool, gradients: bool) -> dict:
    """What two calls return, and what the model says to the first image after each of them."""
    model = Telltale().train(training)
    with torch.set_grad_enabled(gradients):
        return {
            "table": answer(model, x, y),
            "the model's scores afterwards": model(x[:1]),
            "table of the first image": answer(model, x[:1], y[:1]),
            "its scores after that": model(x[:1]),
        }


def images(n: int, training: bool = True, gradients: bool = True) -> Probe:
    """Digits of which some are missing; the first one is always taken for another, and never the other way round."""

    def inputs(draw: Draw) -> tuple[Tensor, Tensor, bool, bool]:
        digits = torch.tensor(draw.shuffled(range(10)))[:6]
        true = digits[draw.integers(n, high=5)]
        taken = torch.where(draw.floats(n, low=0, high=1) < 0.5, true, digits[draw.integers(n, high=5)])
        true[:2], taken[:2] = digits[0], digits[5]
        x = draw.floats(n, 28, 28, low=0, high=0.5)
        x[:, 0, :10] += 0.5 * F.one_hot(taken, 10)
        return x, true, training, gradients

    outside = "" if gradients else ", gradients off outside"
    name = f"{n} image{'s' * (n > 1)}, a model in {'training' if training else 'eval'} mode{outside}"
    return Probe(name, inputs, watch=table_and_scores, told_inputs=False)


def one_by_one(model: nn.Module, x: Tensor, y: Tensor) -> Tensor:
    before = model.training
    model.eval()
    table = torch.zeros(10, 10, dtype=torch.int64)
    with torch.no_grad():
        for true, taken in zip(y.tolist(), model(x).argmax(dim=1).tolist(), strict=True):
            table[true, taken] += 1
    model.train(before)
    return table


def by_one_hot(model: nn.Module, x: Tensor, y: Tensor) -> Tensor:
    mode = model.training
    with torch.inference_mode():
        predicted = model.eval()(x).argmax(1)
    model.train(mode)
    return F.one_hot(y, 10).T @ F.one_hot(predicted.clone(), 10)


def changed(change: Callable[[Tensor], Tensor]) -> Callable:
    """An answer that does something with the right table."""

    def answer(model: nn.Module, x: Tensor, y: Tensor) -> Tensor:
        return change(one_by_one(model, x, y))

    return answer


def shares_of_rows(table: Tensor) -> Tensor:
    return table / table.sum(dim=1, keepdim=True)


def shares_of_rows_or_zero(table: Tensor) -> Tensor:
    return table / table.sum(dim=1, keepdim=True).clamp(min=1)


def shares_of_columns(table: Tensor) -> Tensor:
    return table / table.sum(dim=0)


def shares_of_all(table: Tensor) -> Tensor:
    return table / table.sum()


def whole_percents(table: Tensor) -> Tensor:
    return (100 * shares_of_rows_or_zero(table)).round().long()


def tables(observation: Observation) -> list:
    value = observation.value
    return [value["table"], value["table of the first image"]] if isinstance(value, dict) else [None, None]


def exchanged(expected: Observation, actual: Observation) -> bool:
    return all(alike(right.T, table) for right, table in zip(tables(expected), tables(actual), strict=True))


def shares(expected: Observation, actual: Observation) -> bool:
    """Both tables hold shares, or percentages, where the right ones hold counts."""
    return all(holds_shares(*pair) for pair in zip(tables(expected), tables(actual), strict=True))


def holds_shares(counts: Tensor, table: object) -> bool:
    if not isinstance(table, Tensor) or table.shape != counts.shape:
        return False
    wholes = (1, 100) if table.is_floating_point() else (100,)  # percentages may be rounded
    table = table.nan_to_num(0)
    sums = torch.stack([*table.sum(0), *table.sum(1), table.sum()])
    whole = any(bool((sums - total).abs().min() < 0.05 * total) for total in wholes)
    return whole and any(torch.equal(table > 0, way > 0) for way in (counts, counts.T))


c01_confusion = Exercise(
    id="c01_confusion",
    reference=confusion,
    alternatives=[one_by_one, by_one_hot],
    misconceptions=[
        Misconception(
            "transposed",
            "The counts are right, but rows and columns have changed places. Which digit should the first index be: "
            "the one it is, or the one it was taken for?",
            wrong=[changed(lambda table: table.T), changed(lambda table: table.T.float())],
            sign=exchanged,
            points=1,
        ),
        Misconception(
            "normalised",
            "These are shares, and counts were asked for. Of how many images are you telling, and of which digits are "
            "there none?",
            wrong=[
                *(changed(shares) for shares in (shares_of_rows, shares_of_rows_or_zero, shares_of_columns)),
                *(changed(shares) for shares in (shares_of_all, whole_percents)),
            ],
            sign=shares,
            points=1,
        ),
    ],
    probes=[images(1), images(9), images(40, training=False), images(6, gradients=False)],
)

EXERCISES = (c01_digit_model, c01_fit_digits, c01_confusion)
