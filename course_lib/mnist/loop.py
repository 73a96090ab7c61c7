"""The training loop, from a model and a loader to a trained model."""

from collections.abc import Callable, Iterable

from torch import Tensor, nn

from course_lib.mnist.optimiser import BasicOptim

Batch = tuple[Tensor, Tensor]
LossFunction = Callable[[Tensor, Tensor], Tensor]


def train_step(model: nn.Module, xb: Tensor, yb: Tensor, loss_func: LossFunction, lr: float) -> float:
    """Take one step of SGD in place, from this batch's gradient alone, and return the loss before it."""
    opt = BasicOptim(model.parameters(), lr)
    loss = loss_func(model(xb), yb)
    opt.zero_grad()
    loss.backward()
    opt.step()
    return loss.item()


def training_loop(
    model: nn.Module, dl: Iterable[Batch], n_epochs: int, lr: float, loss_func: LossFunction
) -> list[float]:
    """Train the model in place, one step a batch, and return each epoch's mean loss over samples.

    A batch's loss is the one before its step.
    """
    losses = []
    for _ in range(n_epochs):
        total, count = 0.0, 0
        for xb, yb in dl:
            total += train_step(model, xb, yb, loss_func, lr) * len(xb)
            count += len(xb)
        losses.append(total / count)
    return losses
