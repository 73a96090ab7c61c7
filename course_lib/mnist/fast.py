"""The fast path for stacks of linear layers: the steps of a learner with SGD, and little but the products in them.

On a CPU most of such a net's time goes into what surrounds the products: graphs, new memory, one call for each layer,
gradient and update. Here the gradient is written out, and each update is part of the product that makes its gradient.
"""

from collections.abc import Callable

import torch
from torch import Tensor, nn

from course_lib.mnist.resident import Resident

Loss = Callable[[Tensor, Tensor], Tensor]


def train_stack(
    model: nn.Sequential,
    data: Resident,
    loss_func: Loss,
    *,
    n_epochs: int,
    lr: float,
    batch_size: int,
    generator: torch.Generator | None = None,
) -> None:
    """Train the model in place, as `Learner` does with SGD on `data.batches(batch_size, generator)`, to rounding.

    The model is made of `nn.Linear` with bias and `nn.ReLU`, after an `nn.Flatten` or not; `ValueError` for others.
    """
    layers = _layers(model)
    x = data.images.flatten(1)  # (n, pixels), still bytes
    rows_of_x = x.new_empty(batch_size, x.shape[1])
    numbers = rows_of_x.to(layers[0].weight.dtype)
    with torch.no_grad():
        for _ in range(n_epochs):
            order = torch.randperm(len(x), generator=generator).to(x.device)
            for rows in order.split(batch_size):
                n = len(rows)
                # the same memory for each batch: fresh pages would cost more than what is written to them
                torch.index_select(x, 0, rows, out=rows_of_x[:n])
                _step(layers, numbers[:n].copy_(rows_of_x[:n]), data.labels[rows], loss_func, lr)


def _layers(model: nn.Sequential) -> list[nn.Module]:
    layers = [layer for layer in model.modules() if not isinstance(layer, nn.Sequential | nn.Flatten)]
    ends = layers[:1] + layers[-1:]
    if not ends or not all(map(_is_known, layers)) or any(isinstance(end, nn.ReLU) for end in ends):
        raise ValueError("the fast path is for nn.Linear, nn.ReLU, ..., nn.Linear; train other nets with a Learner")
    return layers


def _is_known(layer: nn.Module) -> bool:
    return isinstance(layer, nn.ReLU) or isinstance(layer, nn.Linear) and layer.bias is not None


def _step(layers: list[nn.Module], pixels: Tensor, y: Tensor, loss_func: Loss, lr: float) -> None:
    """One step of SGD on a batch of pixels in 0..255, (n, pixels)."""
    # Each sample is a column: a product with few rows and many columns is up to twice as fast as its transpose.
    a, inputs = pixels.t(), []
    scale = 1 / 255  # in the first products, which cost the same with it as without
    for layer in layers:
        inputs.append(a)
        if isinstance(layer, nn.ReLU):
            a = a.clamp_(min=0)  # (features, n)
        else:
            a = torch.addmm(layer.bias[:, None], layer.weight, a, alpha=scale if a is inputs[0] else 1)
    slope = _slope(loss_func, a.t(), y).t()  # (outputs, n), of the loss
    for layer, a in zip(reversed(layers), reversed(inputs), strict=True):
        if isinstance(layer, nn.ReLU):
            slope.mul_(a.sign())  # 1 or 0, for the ReLU was done in place; by booleans it would take four times as long
            continue
        below = layer.weight.t() @ slope if a is not inputs[0] else None  # with the weights before their step
        layer.weight.addmm_(slope, a.t(), alpha=-lr * (scale if a is inputs[0] else 1))
        layer.bias.sub_(slope.sum(dim=1), alpha=lr)
        slope = below


def _slope(loss_func: Loss, activations: Tensor, y: Tensor) -> Tensor:
    """The gradient of the loss by the activations; the graph is as small as the loss."""
    with torch.enable_grad():
        leaf = activations.detach().requires_grad_()
        return torch.autograd.grad(loss_func(leaf, y), leaf)[0]
