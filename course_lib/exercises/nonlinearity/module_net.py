"""The second half of question 39: the same net as a module that owns its parameters."""

from collections.abc import Callable
from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.modules.module import register_module_forward_hook

from course_lib.checking import Draw, Exercise, Misconception, Observation, Probe
from course_lib.checking.likeness import alike


def net_weights(draw: Draw, n: int, d: int, hidden: int, m: int) -> tuple[Tensor, ...]:
    """x, w1, b1, w2, b2, with hidden and last activations on both sides of 0 in every column."""
    x, w1, w2 = draw.floats(n, d), draw.floats(hidden, d), draw.floats(m, hidden)
    b1 = -middle(x @ w1.T)
    b2 = -middle((x @ w1.T + b1).clamp(min=0) @ w2.T)
    return x, w1, b1 + draw.floats(hidden, low=-0.01, high=0.01), w2, b2 + draw.floats(m, low=-0.01, high=0.01)


def middle(columns: Tensor) -> Tensor:
    """A number between the least and the largest of each column; below a single one."""
    return (columns.amin(0) + columns.amax(0)) / 2 + (len(columns) == 1)


def module_net(w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> nn.Module:
    """Two linear layers with an `nn.ReLU` between them, which hold these values; weights [out, in]."""
    first, second = nn.Linear(*reversed(w1.shape)), nn.Linear(*reversed(w2.shape))
    for parameter, values in zip((*first.parameters(), *second.parameters()), (w1, b1, w2, b2), strict=True):
        parameter.data.copy_(values)
    return nn.Sequential(first, nn.ReLU(), second)


# How it is watched: the parameters come back, and the outputs once more after each parameter has been halved.


def module_seen(answer: Callable, x: Tensor, *values: Tensor) -> dict:
    given = [value.clone() for value in values]  # a module may hold the very tensors, and they are halved below
    module = answer(*given)
    if not isinstance(module, nn.Module):
        return {"returned": type(module).__name__}
    given = [value.detach().clone() for value in given]
    with modules_that_run() as running:
        outputs = module(x)
    parameters = [parameter.detach().clone() for parameter in module.parameters()]
    for parameter in module.parameters():
        parameter.data.mul_(0.5)
    return {
        "returned": "a module",
        "its outputs": outputs,
        "modules inside": sorted({kind_of_module(part) for part in [*module.modules(), *running]}),
        "its parameters": parameters,
        "its outputs after halving them": module(x),
        "the arguments afterwards": given,
    }


class modules_that_run:
    """The modules that are called inside, also those that nobody registered."""

    def __enter__(self) -> list[nn.Module]:
        called: list[nn.Module] = []
        self.hook = register_module_forward_hook(lambda module, inputs, output: called.append(module))
        return called

    def __exit__(self, *error: object) -> None:
        self.hook.remove()


def kind_of_module(module: nn.Module) -> str:
    return "nn.ReLU" if isinstance(module, nn.ReLU) else type(module).__name__


def what_is_asked_for(seen: dict) -> dict:
    """The parameters count by their values: names, order and whether a weight lies on its side are free."""
    if "its parameters" not in seen:
        return seen
    inside = "an nn.ReLU" if "nn.ReLU" in seen["modules inside"] else "no nn.ReLU"
    return {**seen, "modules inside": inside, "its parameters": by_values(seen["its parameters"])}


def by_values(parameters: list[Tensor]) -> list[Tensor]:
    flat = [parameter.flatten().sort().values for parameter in parameters]
    return sorted(flat, key=lambda values: (len(values), values.tolist()))


# The answers


class FromParameters(nn.Module):
    def __init__(self, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor):
        super().__init__()
        self.relu = nn.ReLU()
        self.w1, self.b1 = nn.Parameter(w1.clone()), nn.Parameter(b1.clone())
        self.w2, self.b2 = nn.Parameter(w2.clone()), nn.Parameter(b2.clone())

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(self.relu(F.linear(x, self.w1, self.b1)), self.w2, self.b2)


class FromTensors(nn.Module):
    """The values lie in a list."""

    def __init__(self, *values: Tensor, keep: Callable = Tensor.clone):
        super().__init__()
        self.relu, self.values = nn.ReLU(), [keep(value) for value in values]

    def forward(self, x: Tensor) -> Tensor:
        w1, b1, w2, b2 = self.values
        return self.relu(x @ w1.T + b1) @ w2.T + b2


def parameters_in_a_list(w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> nn.Module:
    return FromTensors(w1, b1, w2, b2, keep=nn.Parameter)


def second_layer_plain(w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> nn.Module:
    module = FromTensors(w1, b1, w2, b2)
    module.first = nn.Linear(*reversed(w1.shape))
    module.first.weight.data, module.first.bias.data = module.values[:2]
    return module


def weights_alone(w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> nn.Module:
    module = module_net(w1, b1, w2, b2)
    for layer, bias in ((module[0], b1), (module[2], b2)):
        del layer.bias
        layer.bias = bias
    return module


def fresh(w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> nn.Module:
    return nn.Sequential(nn.Linear(*reversed(w1.shape)), nn.ReLU(), nn.Linear(*reversed(w2.shape)))


def fresh_biases(w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> nn.Module:
    return module_net(w1, torch.zeros_like(b1), w2, torch.zeros_like(b2))


def not_all_registered(expected: Observation, actual: Observation) -> bool:
    """Fewer than four parameters, all of them right, and the outputs right as well, if nothing is registered."""
    if actual.failure or "its parameters" not in actual.value:
        return False
    found, asked = (by_values(observation.value["its parameters"]) for observation in (actual, expected))
    right = alike(actual.value["its outputs"], expected.value["its outputs"])
    return len(found) < 4 and (right or not found) and all(any(alike(one, other) for other in asked) for one in found)


def other_values(expected: Observation, actual: Observation) -> bool:
    """Parameters of the right sizes, of which one at least holds what was not given."""
    if actual.failure or "its parameters" not in actual.value:
        return False
    found, asked = (by_values(observation.value["its parameters"]) for observation in (actual, expected))
    sizes, right_sizes = [len(values) for values in found], [len(values) for values in asked]
    held = all(any(alike(one, other) for other in asked) for one in found)
    return 0 < len(found) <= 4 and all(size in right_sizes for size in sizes) and not held


def given_net(n: int, d: int, hidden: int, m: int) -> Probe:
    name = f"for {d} numbers, {hidden} hidden and {m} out, then called on {n} sample{'s' * (n > 1)}"
    inputs = partial(net_weights, n=n, d=d, hidden=hidden, m=m)
    return Probe(name, inputs, watch=module_seen, facts=what_is_asked_for, told_inputs=False)


q39_module_net = Exercise(
    id="q39_module_net",
    reference=module_net,
    alternatives=[FromParameters],
    misconceptions=[
        Misconception(
            "not registered",
            "`parameters()` does not hand out all that your net works with, so an optimiser would never move it. What "
            "makes a module take notice of a tensor?",
            wrong=[FromTensors, parameters_in_a_list, second_layer_plain, weights_alone],
            sign=not_all_registered,
            points=1,
        ),
        Misconception(
            "fresh weights",
            "A new layer comes with random weights. Where do the ones that you were given get in?",
            wrong=[fresh, fresh_biases],
            sign=other_values,
        ),
    ],
    probes=[given_net(2, 2, 3, 1), given_net(1, 3, 2, 4), given_net(5, 4, 3, 2)],
)
