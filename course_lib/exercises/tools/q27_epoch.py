"""Question 27: the basic steps of an epoch."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import torch
from torch import Tensor, nn

from course_lib.checking import Draw, Exercise, Misconception, Probe
from course_lib.mnist.training import train_epoch

Batch = tuple[Tensor, Tensor]
Loss = Callable[[Tensor, Tensor], Tensor]


class Batches:
    """A loader of the plainest kind: it has a length, and begins anew each time it is iterated."""

    def __init__(self, batches: list[Batch]):
        self.batches = batches

    def __len__(self) -> int:
        return len(self.batches)

    def __iter__(self) -> Iterator[Batch]:
        return iter(self.batches)


class NotingOptimiser:
    """Gradient descent that notes at each step the gradients it finds and the parameters it leaves."""

    def __init__(self, parameters: Iterable[Tensor], lr: float):
        self.parameters, self.lr = list(parameters), lr
        self.gradients: list[list[Tensor]] = []
        self.values: list[list[Tensor]] = []

    def step(self) -> None:
        gradients = [torch.zeros_like(p) if p.grad is None else p.grad.clone() for p in self.parameters]
        for parameter, gradient in zip(self.parameters, gradients, strict=True):
            parameter.data -= self.lr * gradient
        self.gradients.append(gradients)
        self.values.append([p.detach().clone() for p in self.parameters])

    def zero_grad(self, *arguments: object, **keywords: object) -> None:
        for parameter in self.parameters:
            parameter.grad = None


def lopsided_loss(predictions: Tensor, targets: Tensor) -> Tensor:
    """It matters which argument comes first, and not whether they are [n] or [n, 1]."""
    predictions, targets = predictions.reshape(-1), targets.reshape(-1)
    return ((predictions - 2 * targets) ** 2 + targets * predictions).mean()


def epochs(answer: Callable, weight: Tensor, bias: Tensor, batches: list[Batch], lr: float, n_epochs: int) -> dict:
    """What the optimiser finds and leaves, and how many gradients have come to the model's weights."""
    model = nn.Linear(weight.shape[1], 1)
    model.weight.data, model.bias.data = weight.clone(), bias.clone()
    optimiser, arrived = NotingOptimiser(model.parameters(), lr), []
    model.weight.register_hook(arrived.append)
    for _ in range(n_epochs):
        answer(model, Batches(batches), lopsided_loss, optimiser)
    return {
        "parameters after each step": optimiser.values,
        "parameters in the end": [parameter.detach() for parameter in model.parameters()],
        "gradients at each step": optimiser.gradients,
        "gradients that arrived": len(arrived),
    }


def facts(value: Any) -> Any:
    """The parameters; and where no gradient ever met a step, how many had arrived, which tells why."""
    if not isinstance(value, dict):
        return value
    judged = {name: found for name, found in value.items() if name.startswith("parameters")}
    lost = 0 if any_number(value.get("gradients at each step")) else value.get("gradients that arrived")
    return {**judged, "gradients that met no step": lost}


def any_number(gradients: Any) -> bool:
    """Whether something in nested lists of tensors is not zero."""
    if isinstance(gradients, (list, tuple)):
        return any(any_number(inner) for inner in gradients)
    return isinstance(gradients, Tensor) and bool(gradients.any())


def zero_after_the_step(model: nn.Module, dl: Iterable[Batch], loss_func: Loss, opt: Any) -> None:
    for xb, yb in dl:
        predictions = model(xb)
        loss_func(predictions, yb).backward()
        opt.step()
        opt.zero_grad()


def zero_first(model: nn.Module, dl: Iterable[Batch], loss_func: Loss, opt: Any) -> None:
    model.train()
    for batch in dl:
        model.zero_grad()
        loss = loss_func(model(batch[0]), batch[1])
        loss.backward()
        opt.step()


def by_autograd(model: nn.Module, dl: Iterable[Batch], loss_func: Loss, opt: Any) -> None:
    parameters = list(model.parameters())
    for xb, yb in dl:
        gradients = torch.autograd.grad(loss_func(model(xb), yb), parameters)
        for parameter, gradient in zip(parameters, gradients, strict=True):
            parameter.grad = gradient
        opt.step()


def never_zeroed(model: nn.Module, dl: Iterable[Batch], loss_func: Loss, opt: Any) -> None:
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
        opt.step()


def zeroed_once(model: nn.Module, dl: Iterable[Batch], loss_func: Loss, opt: Any) -> None:
    opt.zero_grad()
    never_zeroed(model, dl, loss_func, opt)


def summed_up(model: nn.Module, dl: Iterable[Batch], loss_func: Loss, opt: Any) -> None:
    opt.zero_grad()
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
    opt.step()


def summed_up_for_ever(model: nn.Module, dl: Iterable[Batch], loss_func: Loss, opt: Any) -> None:
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
    opt.step()


def zeroed_before_the_step(model: nn.Module, dl: Iterable[Batch], loss_func: Loss, opt: Any) -> None:
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
        opt.zero_grad()
        opt.step()


def step_after_the_loop(model: nn.Module, dl: Iterable[Batch], loss_func: Loss, opt: Any) -> None:
    for xb, yb in dl:
        opt.zero_grad()
        loss_func(model(xb), yb).backward()
    opt.step()


def never_zeroed_after_the_loop(model: nn.Module, dl: Iterable[Batch], loss_func: Loss, opt: Any) -> None:
    for xb, yb in dl:
        loss = loss_func(model(xb), yb)
    loss.backward()
    opt.step()


def loop_over(name: str, *sizes: int, n_features: int, n_epochs: int = 1) -> Probe:
    def inputs(draw: Draw) -> tuple[Tensor, Tensor, list[Batch], float, int]:
        batches = [(draw.floats(n, n_features), draw.floats(n, low=0.5)) for n in sizes]
        return draw.floats(1, n_features), draw.floats(1), batches, draw.number(0.03, 0.08), n_epochs

    return Probe(name, inputs, watch=epochs, facts=facts, told_inputs=False)


q27_train_epoch = Exercise(
    id="q27_train_epoch",
    reference=train_epoch,
    alternatives=[zero_after_the_step, zero_first, by_autograd],
    misconceptions=[
        Misconception(
            "gradients pile up",
            "Later steps hold the gradients of earlier batches: `backward` adds. What should be empty before it?",
            wrong=[never_zeroed, zeroed_once, summed_up, summed_up_for_ever],
            points=1,
        ),
        Misconception(
            "zeroed before the step",
            "The steps move nothing. What does `opt.step()` find in `.grad`, if `zero_grad` has just been there?",
            wrong=[zeroed_before_the_step],
            points=1,
        ),
        Misconception(
            "last batch only",
            "One step is taken for the whole pass, from its last batch. How far does the body of the loop reach?",
            wrong=[step_after_the_loop, never_zeroed_after_the_loop],
            points=1,
        ),
    ],
    probes=[
        loop_over("one batch of one", 1, n_features=2),
        loop_over("two batches", 3, 2, n_features=2),
        loop_over("batches of 4, 4, 4 and 1", 4, 4, 4, 1, n_features=3),
        loop_over("two epochs of two batches", 3, 4, n_features=1, n_epochs=2),
    ],
)

EXERCISES = (q27_train_epoch,)
