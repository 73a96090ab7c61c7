"""Question 36: the steps of a training loop."""

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn

from course_lib.checking import Draw, Exercise, Misconception, Observation, Probe
from course_lib.checking.likeness import alike
from course_lib.checking.plain import plain
from course_lib.mnist.loop import training_loop
from course_lib.mnist.optimiser import BasicOptim

Loss = Callable[[Tensor, Tensor], Tensor]


class Recording(nn.Module):
    """A linear model, for one sample or many, that keeps the weights of each forward pass."""

    def __init__(self, weight: Tensor, bias: Tensor):
        super().__init__()
        self.weight, self.bias = nn.Parameter(weight.clone()), nn.Parameter(bias.clone())
        self.seen: list[Tensor] = []

    def forward(self, xb: Tensor) -> Tensor:
        self.seen.append(self.weight.detach().clone())
        return xb @ self.weight + self.bias  # (batch,)


class Batches(list):
    """A list of batches with a `dataset`, as loaders have one."""

    def __init__(self, xs: list[Tensor], ys: list[Tensor]):
        super().__init__(zip(xs, ys, strict=True))
        self.dataset = list(zip(torch.cat(xs), torch.cat(ys), strict=True))


def relative_error(predictions: Tensor, targets: Tensor) -> Tensor:
    """A loss that tells its two arguments apart."""
    return ((predictions - targets) ** 2 / (1 + targets.abs())).mean()


def losses_and_parameters(answer: Callable, start: list, xs: list, ys: list, n_epochs: int, lr: float) -> dict:
    """What comes back, the parameters that the model is left with, and the weights on the way."""
    model = Recording(*start)
    parameters = list(model.parameters())
    losses = answer(model, Batches(xs, ys), n_epochs, lr, relative_error)
    return {"losses": losses, "parameters": parameters, "weights on the way": [*model.seen, parameters[0]]}


def what_is_asked_for(seen: dict) -> dict:
    return {"losses": seen["losses"], "parameters": seen["parameters"]}


def training(n_epochs: int, *sizes: int) -> Probe:
    def inputs(draw: Draw) -> tuple:
        xs = [draw.floats(n, 2, low=0.2, high=1.2) for n in sizes]
        ys = [draw.floats(n, low=1 + 2 * index, high=2 + 2 * index) for index, n in enumerate(sizes)]
        return [draw.floats(2), draw.floats(1)], xs, ys, n_epochs, draw.number(0.1, 0.2)

    name = f"{n_epochs} epoch{'s' * (n_epochs > 1)}, batches of {', '.join(map(str, sizes))}"
    return Probe(name, inputs, watch=losses_and_parameters, facts=what_is_asked_for, told_inputs=False)


def by_optimiser(model: nn.Module, dl: Iterable, n_epochs: int, lr: float, loss_func: Loss) -> list[float]:
    optimiser = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for _ in range(n_epochs):
        sums, sizes = [], []
        for xb, yb in dl:
            loss = loss_func(model(xb), yb)
            loss.backward()
            optimiser.step()
            optimiser.zero_grad()
            sums.append(loss.item() * xb.shape[0])
            sizes.append(xb.shape[0])
        history.append(sum(sums) / sum(sizes))
    return history


def without_backward(model: nn.Module, dl: Iterable, n_epochs: int, lr: float, loss_func: Loss) -> list[float]:
    parameters = list(model.parameters())

    def epoch() -> float:
        mean, seen = 0.0, 0
        for xb, yb in dl:
            loss = loss_func(model(xb), yb)
            for p, gradient in zip(parameters, torch.autograd.grad(loss, parameters), strict=True):
                p.data.sub_(lr * gradient)
            seen += len(yb)
            mean += (float(loss) - mean) * len(yb) / seen
        return mean

    return [epoch() for _ in range(n_epochs)]


def of_samples(losses: list[float], sizes: list[int]) -> float:
    return sum(loss * size for loss, size in zip(losses, sizes, strict=True)) / sum(sizes)


def of_batches(losses: list[float], sizes: list[int]) -> float:
    return sum(losses) / len(losses)


def looping(zero="each batch", step="each batch", times=1, mean=of_samples) -> Callable:
    """An answer that zeroes or steps at another time, takes each batch several times, or takes another mean."""

    def answer(model: nn.Module, dl: Iterable, n_epochs: int, lr: float, loss_func: Loss) -> list[float]:
        optimiser, history = BasicOptim(model.parameters(), lr), []
        for _ in range(n_epochs):
            losses, sizes = [], []
            if zero == "each epoch":
                optimiser.zero_grad()
            for xb, yb in [batch for batch in dl for _ in range(times)]:
                if zero == "each batch":
                    optimiser.zero_grad()
                loss = loss_func(model(xb), yb)
                loss.backward()
                losses, sizes = [*losses, loss.item()], [*sizes, len(xb)]
                if step == "each batch":
                    optimiser.step()
            if step == "each epoch":
                optimiser.step()
            history.append(mean(losses, sizes))
        return history

    return answer


def batch_in_a_batch(model: nn.Module, dl: Iterable, n_epochs: int, lr: float, loss_func: Loss) -> list[float]:
    for _ in range(n_epochs):
        for batch in dl:
            for inputs, targets in batch:
                loss_func(model(inputs), targets).backward()


def weight_changes(observation: Observation) -> int:
    """How many steps were taken, by the weights that the forward passes met."""
    on_the_way = observation.value["weights on the way"]
    return sum(not one.equal(other) for one, other in zip(on_the_way, on_the_way[1:], strict=False))


def a_step_an_epoch(expected: Observation, actual: Observation) -> bool:
    """Where there are several batches, the weights change once an epoch."""
    if actual.failure:
        return False
    _, xs, _, n_epochs, _ = expected.arguments[0]
    return len(xs) == 1 or weight_changes(actual) == n_epochs


def too_many_steps(expected: Observation, actual: Observation) -> bool:
    """With several batches, there are twice as many steps at least; or a batch is unpacked as if it were a loader."""
    if actual.failure:
        return actual.failure.kind == "ValueError" and "unpack" in actual.failure.message
    _, xs, *_ = expected.arguments[0]
    return len(xs) == 1 or weight_changes(actual) >= 2 * weight_changes(expected)


def steps_with_all_gradients(expected: Observation, actual: Observation) -> bool:
    """The parameters are those of a loop that never zeroes, or once an epoch, whatever is returned."""
    if actual.failure:
        return False
    piled = (losses_and_parameters(looping(zero), *expected.arguments[0]) for zero in ("never", "each epoch"))
    return any(alike(plain(seen["parameters"]), actual.value["parameters"]) for seen in piled)


q36_training_loop = Exercise(
    id="q36_training_loop",
    reference=training_loop,
    alternatives=[by_optimiser, without_backward],
    misconceptions=[
        Misconception(
            "one step an epoch",
            "The parameters move once in an epoch, however many batches there are. To which loop does the step belong?",
            wrong=[
                looping(zero, "each epoch", mean=mean)
                for zero in ("each batch", "each epoch")
                for mean in (of_samples, of_batches)
            ],
            sign=a_step_an_epoch,
        ),
        Misconception(
            "batch iterated twice",
            "The loader has handed out a batch: inputs and targets, all at once. What does a loop inside the loop "
            "go over?",
            wrong=[looping(times=2), looping(times=2, mean=of_batches), batch_in_a_batch],
            sign=too_many_steps,
        ),
        Misconception(
            "gradients pile up",
            "The first step is right, and each later one also takes the gradients of those before it. What should "
            "happen to `.grad` between two batches?",
            wrong=[looping("never"), looping("each epoch"), looping("never", mean=of_batches)],
            sign=steps_with_all_gradients,
        ),
    ],
    probes=[training(1, 3), training(2, 3, 1), training(3, 4, 3, 1), training(1, 1, 5)],
)

EXERCISES = (q36_training_loop,)
