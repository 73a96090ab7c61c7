"""Question 13: metrics are measured on the validation set, and how."""

from collections.abc import Callable

import torch
from torch import Tensor, nn

from course_lib.checking import Draw, Exercise, Misconception, Probe
from course_lib.mnist.validation import validate

# validate


class Telltale(nn.Module):
    """Scores that move when dropout is on (by `kept`, which it drops), and when gradients are (by `tint`)."""

    def __init__(self, weights: Tensor, kept: Tensor, tint: Tensor):
        super().__init__()
        self.weights, self.dropout = nn.Parameter(weights.clone()), nn.Dropout(1.0)
        self.register_buffer("kept", kept)
        self.register_buffer("tint", tint)

    def forward(self, xb: Tensor) -> Tensor:
        scores = xb @ self.weights + self.dropout(self.kept)  # (batch,)
        return scores + self.tint if torch.is_grad_enabled() else scores


class Batches(list):
    """A list of batches with a `dataset`, as loaders have one."""

    def __init__(self, xs: list[Tensor], ys: list[Tensor]):
        super().__init__(zip(xs, ys, strict=True))
        self.dataset = list(zip(torch.cat(xs), torch.cat(ys), strict=True))


def relative_error(predictions: Tensor, targets: Tensor) -> Tensor:
    """A metric of which the mean over batches is not the metric of all, and which tells its arguments apart."""
    return (predictions - targets).square().mean().sqrt() / targets.abs().mean()


def values_and_scores(answer: Callable, xs: list, ys: list, numbers: Tensor, training: bool, gradients: bool) -> dict:
    """What two calls return, and what the model says to the first batch after each of them."""
    weights, kept, tint = numbers[:-2], numbers[-2], numbers[-1]
    model = Telltale(weights, kept, tint).train(training)
    with torch.set_grad_enabled(gradients):
        value = answer(model, Batches(xs, ys), relative_error)
        afterwards = model(xs[0])
        again = answer(model, Batches(xs[:1], ys[:1]), relative_error)
        return {"value": value, "the model's scores afterwards": afterwards, "value on the first batch": again,
                "its scores after that": model(xs[0])}


def batches_of(*sizes: int, training: bool = True, gradients: bool = True) -> Probe:
    def inputs(draw: Draw) -> tuple:
        xs = [draw.floats(size, 3) for size in sizes]
        # Errors of another size in each batch, so that it matters how the batches are weighted.
        ys = [draw.floats(size, low=2 + 3 * index, high=4 + 3 * index) for index, size in enumerate(sizes)]
        return xs, ys, draw.floats(5, low=0.5), training, gradients

    model = "a model in training mode" if training else "a model in eval mode"
    outside = "" if gradients else ", gradients off outside"
    name = f"{model}{outside}, batches of {', '.join(map(str, sizes))}"
    return Probe(name, inputs, watch=values_and_scores, told_inputs=False)


def all_predictions_first(model: nn.Module, valid_dl: list, metric: Callable) -> float:
    mode = model.training
    model.eval()
    with torch.inference_mode():
        pairs = [(model(xb), yb) for xb, yb in valid_dl]
        sizes = torch.tensor([float(len(yb)) for _, yb in pairs])
        values = torch.stack([metric(predictions, yb) for predictions, yb in pairs])
    model.train(mode)
    return float(values @ sizes / sizes.sum())


@torch.no_grad()
def running_mean(model: nn.Module, valid_dl: list, metric: Callable) -> float:
    mean, seen, trained = 0.0, 0, model.training
    for xb, yb in valid_dl:
        model.train(False)
        predictions = model(xb)
        seen += yb.shape[0]
        mean += (float(metric(predictions, yb)) - mean) * yb.shape[0] / seen
    if trained:
        model.train()
    return mean


def validating(weighted=True, mode="eval", back="as before", gradients=False, tensor=False) -> Callable:
    """An answer with some of the steps done otherwise."""

    def answer(model: nn.Module, valid_dl: list, metric: Callable) -> float:
        before = model.training
        model.train({"eval": False, "train": True}.get(mode, before))
        total, weights = 0.0, 0
        with torch.set_grad_enabled(gradients and torch.is_grad_enabled()):
            for xb, yb in valid_dl:
                weight = len(xb) if weighted else 1
                total = total + metric(model(xb), yb) * weight
                weights += weight
        model.train({"eval": False, "train": True, "as before": before}.get(back, model.training))
        return total / weights if tensor else float(total / weights)

    return answer


q13_validate = Exercise(
    id="q13_validate",
    reference=validate,
    alternatives=[all_predictions_first, running_mean],
    misconceptions=[
        Misconception(
            "mean of batch means",
            "The last batch is short, and here it counts as much as a full one. How much should each batch weigh?",
            wrong=[
                validating(weighted=False),
                validating(weighted=False, back="train"),
                validating(weighted=False, back="eval"),
                validating(weighted=False, gradients=True),
                validating(weighted=False, mode="as it is"),
                validating(weighted=False, mode="as it is", gradients=True),
                validating(weighted=False, tensor=True),
                validating(weighted=False, mode="as it is", gradients=True, tensor=True),
            ],
            points=1,
        ),
        Misconception(
            "left in eval mode",
            "The number is right, but the model stays in eval mode, and the next epoch would train without dropout. "
            "Which mode was it in when you got it?",
            wrong=[validating(back="eval"), validating(back="eval", gradients=True)],
            points=1,
        ),
        Misconception(
            "dropout still on",
            "The model is measured as it trains, with dropout throwing numbers away. Which method of a module says "
            "that it is to be judged now?",
            wrong=[
                validating(mode="as it is"),
                validating(mode="train"),
                validating(mode="train", back="train"),
                validating(mode="as it is", back="train"),
                validating(mode="as it is", gradients=True),
                validating(mode="as it is", gradients=True, tensor=True),
            ],
        ),
        Misconception(
            "graph kept",
            "Each forward pass keeps all it would need for `backward()`, and nobody will call it. What turns "
            "gradients off for a few lines?",
            wrong=[
                validating(gradients=True),
                validating(gradients=True, tensor=True),
                validating(gradients=True, back="train"),
            ],
            points=1,
        ),
    ],
    probes=[
        batches_of(2, 1),
        batches_of(3, 3, 1),
        batches_of(4, 1, 2, training=False),
        batches_of(4, 3, gradients=False),
    ],
)

# best_epoch


def best_epoch(train_losses: list[float], valid_losses: list[float]) -> int:
    """The epoch, counted from 0, with the lowest validation loss; the first one on a tie."""
    return valid_losses.index(min(valid_losses))


def by_sorting_pairs(train_losses: list[float], valid_losses: list[float]) -> int:
    return sorted((loss, epoch) for epoch, loss in enumerate(valid_losses))[0][1]


def by_a_loop(train_losses: list[float], valid_losses: list[float]) -> int:
    best = 0
    for epoch in range(1, len(valid_losses)):
        if valid_losses[epoch] < valid_losses[best]:
            best = epoch
    return best


def lowest_training_loss(train_losses: list[float], valid_losses: list[float]) -> int:
    return train_losses.index(min(train_losses))


def last_epoch(train_losses: list[float], valid_losses: list[float]) -> int:
    return len(valid_losses) - 1


def number_of_epochs(train_losses: list[float], valid_losses: list[float]) -> int:
    return len(valid_losses)


def minus_one(train_losses: list[float], valid_losses: list[float]) -> int:
    return -1


def counted_from_one(train_losses: list[float], valid_losses: list[float]) -> int:
    return best_epoch(train_losses, valid_losses) + 1


def last_of_equals_from_one(train_losses: list[float], valid_losses: list[float]) -> int:
    return len(valid_losses) - valid_losses[::-1].index(min(valid_losses))


def epochs(name: str, train: str, valid: str) -> Probe:
    """Losses by rank, as digits: "0" is the lowest; each rank is drawn once, so equal digits are equal losses."""

    def inputs(draw: Draw) -> tuple[list[float], list[float]]:
        steps = [draw.number(0.02, 0.2) for _ in range(10)]
        levels = [round(sum(steps[: rank + 1]), 3) for rank in range(10)]
        return [levels[int(rank)] for rank in train], [levels[int(rank)] for rank in valid]

    return Probe(name, inputs)


q13_best_epoch = Exercise(
    id="q13_best_epoch",
    reference=best_epoch,
    alternatives=[by_sorting_pairs, by_a_loop],
    misconceptions=[
        Misconception(
            "lowest training loss",
            "That is where the model knows its training data best, by heart maybe. Which losses tell how it does on "
            "digits it has not seen?",
            wrong=[lowest_training_loss],
        ),
        Misconception(
            "last epoch",
            "More epochs are not always better: the validation loss may rise again. What does yours do at the end?",
            wrong=[last_epoch, number_of_epochs, minus_one],
        ),
        Misconception(
            "counted from 1",
            "You found the right epoch and gave its number a step too high. Which number has the first one in Python?",
            wrong=[counted_from_one, last_of_equals_from_one],
            points=1,
        ),
    ],
    probes=[
        epochs("3 epochs", "210", "312"),
        epochs("one epoch", "1", "2"),
        epochs("5 epochs, the best one last but one", "64302", "97638"),
        epochs("two equal epochs", "53210", "72625"),
        epochs("the best epoch first", "5432", "1476"),
        epochs("a rise on the way, and a training loss that rises at last", "7653421", "6794325"),
        epochs("the best epoch last", "3102", "7653"),
    ],
)

EXERCISES = (q13_validate, q13_best_epoch)
