"""What a net is made of, whatever its layout: ReLUs, how many lie in a row, and parameters that nobody registered."""

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode


class Intermediates(TorchFunctionMode):
    """Keeps what goes into each operation and what comes out, as it was at that time."""

    def __init__(self):
        super().__init__()
        self.tensors: list[Tensor] = []

    def __torch_function__(self, function, types, args=(), kwargs=None):
        self.keep(*args)
        result = function(*args, **(kwargs or {}))
        self.keep(result)
        return result

    def keep(self, *things: object) -> None:
        floats = (thing for thing in things if isinstance(thing, Tensor) and thing.is_floating_point())
        self.tensors += [tensor.detach().clone() for tensor in floats]


def seen_inside(net: nn.Module, x: Tensor) -> dict:
    """ReLUs may be modules, functions or arithmetic; chains are those of torch's own."""
    start = x.clone().requires_grad_()
    with torch.enable_grad(), Intermediates() as intermediates:
        outputs = net(start * 1)  # a net may work in place on what is no leaf
    chain, leaves = chain_and_leaves(outputs.grad_fn, {})
    registered = list(net.parameters())
    known = {id(parameter) for parameter in [start, *registered]}
    return {
        "ReLUs in a row": max(chain, int(has_relu(intermediates.tensors))),
        "registered parameters": [list(parameter.shape) for parameter in registered],
        "other parameters": [list(leaf.shape) for leaf in leaves if id(leaf) not in known],
    }


def chain_and_leaves(node: object, found: dict) -> tuple[int, list[Tensor]]:
    """The longest chain of ReLUs that leads to this node of the graph, and the tensors that it starts from."""
    if node is None:
        return 0, []
    if node not in found:
        before = [chain_and_leaves(other, found) for other, _ in node.next_functions]
        leaves = [leaf for _, more in before for leaf in more]
        own = [node.variable] if hasattr(node, "variable") else []
        unique = {id(leaf): leaf for leaf in [*own, *leaves]}
        chain = max((chain for chain, _ in before), default=0) + (node.name() == "ReluBackward0")
        found[node] = chain, list(unique.values())
    return found[node]


def has_relu(tensors: list[Tensor]) -> bool:
    """Whether one of the tensors is the positive part of another one, which has numbers of both signs."""
    bent = [t for t in tensors if bool((t < 0).any()) and bool((t > 0).any())]
    cut = [t for t in tensors if bool((t >= 0).all()) and bool((t == 0).any()) and bool((t > 0).any())]
    return any(r.shape == z.shape and torch.allclose(r, z.clamp(min=0)) for r in cut for z in bent)


def count(shapes: list[list[int]]) -> int:
    """The number of parameters with these shapes."""
    return sum(torch.Size(shape).numel() for shape in shapes)
