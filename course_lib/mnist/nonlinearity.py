"""What a ReLU adds to linear layers: without it they merge into one, with it they bend."""

import torch
from torch import Tensor, nn


def relu(x: Tensor) -> Tensor:
    """Return each element, or 0 where it is below 0."""
    return x.clamp(min=0)


@torch.no_grad()
def merge_linear(first: nn.Linear, second: nn.Linear) -> nn.Linear:
    """Return the one layer that equals `second(first(x))`; it has a bias if one of the two has."""
    has_bias = first.bias is not None or second.bias is not None
    merged = nn.Linear(first.in_features, second.out_features, bias=has_bias)
    merged.weight.copy_(second.weight @ first.weight)
    if has_bias:
        zeros = first.weight.new_zeros(1, first.in_features)
        merged.bias.copy_(second(first(zeros))[0])  # what zero becomes is all bias
    return merged


@torch.no_grad()
def relu_interpolator(xs: Tensor, ys: Tensor) -> nn.Sequential:
    """Return a net with one hidden ReLU layer, straight from each point to the next; [n, 1] to [n, 1].

    `xs` [k] increase, k is at least 2; left of the first point the net is constant, right of the last it goes on.
    """
    slopes = ys.diff() / xs.diff()  # (k - 1,)
    hinges, out = nn.Linear(1, len(slopes)), nn.Linear(len(slopes), 1)
    hinges.weight.fill_(1.0)
    hinges.bias.copy_(-xs[:-1])
    out.weight[0] = slopes.diff(prepend=torch.zeros_like(slopes[:1]))  # a hinge adds its slope to all before it
    out.bias.copy_(ys[:1])
    return nn.Sequential(hinges, nn.ReLU(), out)


def sawtooth(depth: int) -> nn.Sequential:
    """Return a net of the triangle map composed `depth` times: `2**depth` pieces on [0, 1]; [n, 1] to [n, 1]."""
    return nn.Sequential(*(layer for _ in range(depth) for layer in _triangle()))


@torch.no_grad()
def _triangle() -> tuple[nn.Module, ...]:
    """0 to 1 on the first half of [0, 1], and back to 0 on the second: 2 relu(x) - 4 relu(x - 1/2)."""
    hinges, out = nn.Linear(1, 2), nn.Linear(2, 1)
    hinges.weight.fill_(1.0)
    hinges.bias.copy_(torch.tensor([0.0, -0.5]))
    out.weight.copy_(torch.tensor([[2.0, -4.0]]))
    out.bias.zero_()
    return hinges, nn.ReLU(), out
