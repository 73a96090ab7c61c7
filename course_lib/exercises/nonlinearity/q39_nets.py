"""Question 39: the difference between `F.relu` and `nn.ReLU`: a function, and a module that calls it."""

import sys
from collections.abc import Callable, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from course_lib.checking import Breach, Exercise, Misconception, Observation, Probe
from course_lib.checking.likeness import alike
from course_lib.checking.written import Written
from course_lib.exercises.nonlinearity.module_net import net_weights, q39_module_net

# functional_net


class Calls(TorchFunctionMode):
    """Notes the calls of `F.relu`, but for those that an `nn.ReLU` makes."""

    def __init__(self):
        super().__init__()
        self.names: list[str] = []

    def __torch_function__(self, function, types, args=(), kwargs=None):
        if function is F.relu:
            self.names.append("nn.ReLU" if called_by_a_module() else "F.relu")
        return function(*args, **(kwargs or {}))


def called_by_a_module() -> bool:
    frame = sys._getframe()
    while frame is not None and frame.f_code is not nn.ReLU.forward.__code__:
        frame = frame.f_back
    return frame is not None


def relus_called(answer: Callable, *arguments: Tensor) -> list[str]:
    with Calls() as calls:
        answer(*arguments)
    return calls.names


class CallsFunctionalRelu:
    """`F.relu` itself is called, under whatever name it was imported."""

    probes = (Probe("any arguments", lambda draw: net_weights(draw, 3, 2, 4, 2), watch=relus_called),)

    def breach(self, written: Written | None, observed: Sequence[Observation]) -> Breach | None:
        called = [name for observation in observed for name in observation.value]
        if "F.relu" in called:
            return None
        found = "it builds the module nn.ReLU" if called else "it does its work in another way"
        return Breach("no F.relu", f"The values are right, but the task is to call `F.relu`, and {found}.")


def functional_net(x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> Tensor:
    """Two linear layers with `F.relu` between them; weights [out, in], as `nn.Linear` stores them."""
    return F.linear(F.relu(F.linear(x, w1, b1)), w2, b2)


def by_products(x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> Tensor:
    hidden = F.relu(x @ w1.T + b1)  # (n, hidden)
    return hidden @ w2.T + b2


def column_by_column(x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> Tensor:
    hidden = nn.functional.relu(torch.addmm(b1, x, w1.t()), inplace=True)
    return torch.stack([hidden.matmul(row) for row in w2], dim=1).add(b2)


LAST = {
    "nothing": lambda scores: scores,
    "relu": F.relu,
    "sigmoid": torch.sigmoid,
    "softmax": lambda scores: F.softmax(scores, dim=1),
    "tanh": torch.tanh,
    "log_softmax": lambda scores: F.log_softmax(scores, dim=1),
}


def net(first: bool = True, second: bool = True, inner: bool = True, last: str = "nothing") -> Callable:
    """An answer that leaves out a transposition or the activation, or puts another one after the last layer."""

    def answer(x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> Tensor:
        hidden = x @ (w1.T if first else w1) + b1
        hidden = F.relu(hidden) if inner else hidden
        return LAST[last](hidden @ (w2.T if second else w2) + b2)

    return answer


def transposed_somewhere(expected: Observation, actual: Observation) -> bool:
    """With square weights the values are those of transposed ones; with others, the shapes do not fit."""
    x, w1, b1, w2, b2 = expected.arguments[0]
    if not len(w1) == w1.shape[1] == len(w2):
        return actual.failure is not None
    if actual.failure:
        return False
    ways = [(True, False), (False, True), (False, False)]
    return any(alike(net(*way)(x, w1, b1, w2, b2), actual.value) for way in ways)


def batch(n: int, d: int, hidden: int, m: int) -> Probe:
    name = f"{n} sample{'s' * (n > 1)} of {d} numbers, {hidden} hidden, {m} out"
    return Probe(name, lambda draw: net_weights(draw, n, d, hidden, m))


q39_functional_net = Exercise(
    id="q39_functional_net",
    reference=functional_net,
    alternatives=[by_products, column_by_column],
    misconceptions=[
        Misconception(
            "weights transposed",
            "`nn.Linear(2, 3)` stores a weight of shape (3, 2): a row for each output. What has to happen to it before"
            " `x @`?",
            wrong=[net(False, False), net(first=False), net(second=False)],
            sign=transposed_somewhere,
            points=1,
        ),
        Misconception(
            "activation after the last layer",
            "The last layer gives what it gives, negative numbers too: whoever uses the net decides about them. Where "
            "does the one activation belong?",
            wrong=[net(inner=inner, last=last) for inner in (True, False) for last in LAST if last != "nothing"],
            points=1,
        ),
    ],
    rules=[CallsFunctionalRelu()],
    probes=[batch(3, 2, 2, 2), batch(3, 2, 4, 3), batch(1, 3, 2, 4), batch(5, 4, 3, 1)],
)

EXERCISES = (q39_functional_net, q39_module_net)
