"""An epoch as one writes it by hand: the matrix products alone, autograd over resident tensors, and a `DataLoader`."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader

from course_lib.mnist.losses import mnist_loss
from training.task import BATCH, LR, Contender, Task


def products(task: Task) -> Contender:
    """The floor: what forward and backward multiply, batch after batch, into memory that is there already.

    No loss, no bias, no ReLU, no step, no shuffling; ones stand in for the slope of the loss. Each sample is a column,
    which is the faster way round for products with few rows; `products_in_rows` does as `nn.Linear` does.
    """
    w1, w2 = (task.start[place].weight.detach() for place in (0, 2))  # (30, 784), (1, 30)
    d_w1, d_w2 = torch.empty_like(w1), torch.empty_like(w2)
    hidden, d_hidden = torch.empty(2, len(w1), BATCH)  # (30, 256)
    outputs, d_outputs = torch.empty(len(w2), BATCH), torch.ones(len(w2), BATCH)  # (1, 256)

    def epoch() -> None:
        for xb in task.train_x.split(BATCH):  # (256, 784)
            h, d_h, out, d_out = (room[:, : len(xb)] for room in (hidden, d_hidden, outputs, d_outputs))
            torch.mm(w1, xb.T, out=h)
            torch.mm(w2, h, out=out)
            torch.mm(d_out, h.T, out=d_w2)
            torch.mm(w2.T, d_out, out=d_h)
            torch.mm(d_h, xb, out=d_w1)

    return Contender("matrix products alone", epoch)


def products_in_rows(task: Task) -> Contender:
    """The same products with a sample a row, as `nn.Linear` multiplies."""
    w1, w2 = (task.start[place].weight.detach() for place in (0, 2))
    d_w1, d_w2 = torch.empty_like(w1), torch.empty_like(w2)
    hidden, d_hidden = torch.empty(2, BATCH, len(w1))  # (256, 30)
    outputs, d_outputs = torch.empty(BATCH, len(w2)), torch.ones(BATCH, len(w2))  # (256, 1)

    def epoch() -> None:
        for xb in task.train_x.split(BATCH):
            h, d_h, out, d_out = (room[: len(xb)] for room in (hidden, d_hidden, outputs, d_outputs))
            torch.mm(xb, w1.T, out=h)
            torch.mm(h, w2.T, out=out)
            torch.mm(d_out.T, h, out=d_w2)
            torch.mm(d_out, w2, out=d_h)
            torch.mm(d_h.T, xb, out=d_w1)

    return Contender("the same, a sample a row", epoch)


def autograd_loop(task: Task, generator: torch.Generator) -> Contender:
    """Training and nothing else: no metrics, no history, nothing shown."""
    model = task.model()
    parameters = list(model.parameters())

    def epoch() -> None:
        for rows in torch.randperm(len(task.train_x), generator=generator).split(BATCH):
            _step(model, parameters, task.train_x[rows], task.train_y[rows])

    return Contender("bare autograd loop", epoch, model)


def autograd_loop_with_validation(task: Task, generator: torch.Generator) -> Contender:
    """The same, and after each epoch what learners tell: loss and accuracy on the validation digits."""
    plain = autograd_loop(task, generator)

    def epoch() -> None:
        plain.epoch()
        with torch.no_grad():
            predictions = plain.model(task.valid_x)  # (2038, 1)
            mnist_loss(predictions, task.valid_y).item()
            ((predictions > 0) == (task.valid_y == 1)).float().mean().item()

    return Contender("bare autograd loop, validated", epoch, plain.model)


def data_loader_loop(task: Task, generator: torch.Generator) -> Contender:
    """Pairs of tensors in a list, as the book has them: faster than a `TensorDataset`, which cuts each out anew."""
    model = task.model()
    parameters = list(model.parameters())
    pairs = list(zip(task.train_x, task.train_y, strict=True))
    loader = DataLoader(pairs, batch_size=BATCH, shuffle=True, generator=generator)

    def epoch() -> None:
        for xb, yb in loader:
            _step(model, parameters, xb, yb)

    return Contender("loop over a DataLoader", epoch, model)


def _step(model: nn.Module, parameters: list[Tensor], xb: Tensor, yb: Tensor) -> None:
    mnist_loss(model(xb), yb).backward()
    with torch.no_grad():
        for parameter in parameters:
            parameter -= LR * parameter.grad
            parameter.grad = None
