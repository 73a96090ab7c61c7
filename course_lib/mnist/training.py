"""Training: what happens in an epoch."""

from collections.abc import Callable, Iterable

from torch import Tensor, nn

from course_lib.mnist.optimiser import BasicOptim


def train_epoch(
    model: nn.Module,
    dl: Iterable[tuple[Tensor, Tensor]],
    loss_func: Callable[[Tensor, Tensor], Tensor],
    opt: BasicOptim,
) -> None:
    """Train the model in place on one pass over the loader: one step a batch, from that batch's gradient alone."""
    for xb, yb in dl:
        loss = loss_func(model(xb), yb)
        opt.zero_grad()
        loss.backward()
        opt.step()
