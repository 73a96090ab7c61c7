"""Question 25: what calculates new weights from a learning rate."""

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import torch
from torch import Tensor, nn

from course_lib.checking import Breach, Draw, Exercise, Misconception, Observation, Probe
from course_lib.checking.likeness import alike
from course_lib.checking.written import Written
from course_lib.mnist.optimiser import BasicOptim

# A probe draws the weights of a small model, which the answer gets as a list or as `model.parameters()`.


def model_of(weights: list[Tensor]) -> nn.Sequential:
    """Linear layers without bias that hold these weights, one after the other."""
    layers = [nn.Linear(weight.shape[1], weight.shape[0], bias=False) for weight in weights]
    for layer, weight in zip(layers, weights, strict=True):
        layer.weight.data = weight.clone()
    return nn.Sequential(*layers)


def one_step(
    answer: Callable, handed: str, weights: list[Tensor], x: Tensor, lr: float, cleared_first: bool = False
) -> dict:
    """What the model holds after one step; where `zero_grad` came first, there were gradients to clear."""
    model = model_of(weights)
    parameters = list(model.parameters())
    optimiser = answer(parameters if handed == "a list" else model.parameters(), lr)
    if cleared_first:
        model(x).square().mean().backward()
        optimiser.zero_grad()
    model(x).square().mean().backward()
    optimiser.step()
    return {"the model's parameters": [parameter.detach().clone() for parameter in parameters]}


def four_steps(answer: Callable, handed: str, weights: list[Tensor], x: Tensor, lr: float) -> dict[str, dict]:
    """What the model itself holds after each step, and the gradients once they are cleared: None counts as zeros."""
    model = model_of(weights)
    parameters = list(model.parameters())
    optimiser = answer(parameters if handed == "a list" else model.parameters(), lr)
    steps = {}
    for number in range(1, 5):
        model(x).square().mean().backward()
        optimiser.step()
        values = [parameter.detach().clone() for parameter in parameters]
        optimiser.zero_grad()
        gradients = [torch.zeros_like(p) if p.grad is None else p.grad.clone() for p in parameters]
        steps[f"step {number}"] = {"the model's parameters": values, "gradients after zero_grad": gradients}
    return steps


def small_model(handed: str, n: int, *sizes: int) -> Callable[[Draw], tuple]:
    def inputs(draw: Draw) -> tuple[str, list[Tensor], Tensor, float]:
        weights = [draw.floats(out, into, low=0.2, high=0.6) for into, out in zip(sizes, sizes[1:], strict=False)]
        return handed, weights, draw.floats(n, sizes[0], low=0.5, high=1.5), draw.number(0.02, 0.1)

    return inputs


# No ready-made optimiser


def optimisers_run(answer: Callable, *arguments: object) -> list[str]:
    """The functions of torch's own optimisers that run while the answer works."""
    run: set[str] = set()

    def on_event(frame, event, argument):
        module = frame.f_globals.get("__name__") or ""
        if event == "call" and "optim" in module.split("."):
            run.add(f"{module}.{frame.f_code.co_name}")

    before = sys.getprofile()
    sys.setprofile(on_event)
    try:
        four_steps(answer, *arguments)
    finally:
        sys.setprofile(before)
    return sorted(run)


class NoReadyMadeOptimiser:
    """No optimiser of torch, whether it is wrapped, derived from or called: neither run nor reached from the code."""

    def __init__(self, inputs: Callable[[Draw], tuple]):
        self.probes = (Probe("a few steps", inputs, watch=optimisers_run, told_inputs=False),)

    def breach(self, written: Written | None, observed: Sequence[Observation]) -> Breach | None:
        run = [name for observation in observed for name in observation.value or ()]
        modules = [getattr(thing, "__module__", None) for thing in (written.reached() if written else ())]
        if run or any("optim" in module.split(".") for module in modules if isinstance(module, str)):
            return Breach("forbidden", "The steps are right, but an optimiser of torch takes them. What does it do?")
        return None


# The answers


class InPlace:
    def __init__(self, params: Iterable[Tensor], lr: float):
        self.params, self.lr = tuple(params), lr

    def step(self) -> None:
        with torch.no_grad():
            for p in self.params:
                p -= self.lr * p.grad

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad.zero_()


class ByData:
    def __init__(self, params: Iterable[Tensor], lr: float):
        self.params, self.lr = [*params], lr

    def step(self) -> None:
        for p in self.params:
            p.data = p.data - p.grad.data * self.lr

    def zero_grad(self, *args, **kwargs) -> None:
        for p in self.params:
            p.grad = torch.zeros_like(p)


class KeepsTheGenerator(BasicOptim):
    def __init__(self, params: Iterable[Tensor], lr: float):
        self.params, self.lr = params, lr


class KeepsAnIterator(BasicOptim):
    def __init__(self, params: Iterable[Tensor], lr: float):
        self.params, self.lr = iter(params), lr


class UsesItUpAtOnce(BasicOptim):
    def __init__(self, params: Iterable[Tensor], lr: float):
        self.count = sum(1 for _ in params)
        super().__init__(params, lr)


class ListsInTheStep(KeepsTheGenerator):
    def step(self) -> None:
        self.params = list(self.params)
        super().step()


class NeverClears(BasicOptim):
    def zero_grad(self) -> None:
        pass


class RebindsALocalName(BasicOptim):
    def step(self) -> None:
        for p in self.params:
            p = p - self.lr * p.grad


class RebindsItsList(BasicOptim):
    def step(self) -> None:
        self.params = [(p - self.lr * p.grad).detach().requires_grad_() for p in self.params]


class RebindsAndZeroes(RebindsItsList):
    def zero_grad(self) -> None:
        for p in self.params:
            p.grad.zero_()


class RebindsWhatHasGradients(BasicOptim):
    def step(self) -> None:
        self.params = [p if p.grad is None else (p - self.lr * p.grad).detach() for p in self.params]


def lost_as_generator(expected: Observation, actual: Observation) -> bool:
    """All is well with a list of the same parameters."""
    if actual.failure:
        return False
    return alike(expected.value, actual.value) or expected.arguments[0][0] == "a generator"


def left_in_the_model(expected: Observation, actual: Observation) -> bool:
    """No parameter of the model ever moves, whatever its gradients do."""
    seen = parameters_seen(actual.value)
    return bool(seen) and all(alike(parameters, expected.arguments[0][1]) for parameters in seen)


def parameters_seen(value: object) -> list:
    """The model's parameters, each time they were looked at."""
    if not isinstance(value, dict):
        return []
    inside = [seen for inner in value.values() for seen in parameters_seen(inner)]
    return [value[key] for key in value if key == "the model's parameters"] + inside


def trained(name: str, watch: Callable, inputs: Callable[[Draw], tuple]) -> Probe:
    return Probe(name, inputs, watch=watch, told_inputs=False)


q25_BasicOptim = Exercise(
    id="q25_BasicOptim",
    reference=BasicOptim,
    alternatives=[InPlace, ByData],
    misconceptions=[
        Misconception(
            "generator used up",
            "`model.parameters()` hands out each parameter once, then no more. What keeps them for the next call?",
            wrong=[KeepsTheGenerator, KeepsAnIterator, UsesItUpAtOnce, ListsInTheStep],
            points=1,
            sign=lost_as_generator,
        ),
        Misconception(
            "gradients never cleared",
            "After `zero_grad` each `p.grad` is what it was, and `backward` adds to it. What should it hold?",
            wrong=[NeverClears],
            points=1,
        ),
        Misconception(
            "rebinds",
            "The model's own tensors stay as they were: `p = ...` makes a new one. Which operation writes into `p`?",
            wrong=[RebindsALocalName, RebindsItsList, RebindsAndZeroes, RebindsWhatHasGradients],
            sign=left_in_the_model,
        ),
    ],
    rules=[NoReadyMadeOptimiser(small_model("a generator", 2, 3, 1))],
    probes=[
        trained("one step, params a list of one", one_step, small_model("a list", 1, 2, 1)),
        trained("four steps, params a list of two", four_steps, small_model("a list", 3, 2, 3, 1)),
        trained("four steps, params a generator", four_steps, small_model("a generator", 4, 2, 1)),
        trained("four steps, params a generator of three", four_steps, small_model("a generator", 5, 2, 3, 4, 1)),
        trained("zero_grad, then a step, params a generator", partial(one_step, cleared_first=True),
                small_model("a generator", 3, 2, 1)),
    ],
)

EXERCISES = (q25_BasicOptim,)
