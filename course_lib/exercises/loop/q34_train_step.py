"""Question 34: why gradients are zeroed between two steps."""

from collections.abc import Callable

import torch
from torch import Tensor, nn

from course_lib.checking import Draw, Exercise, Misconception, Observation, Opaque, Probe
from course_lib.checking.likeness import alike
from course_lib.mnist.loop import train_step

Loss = Callable[[Tensor, Tensor], Tensor]


class Layers(nn.Module):
    """Linear layers with these weights and biases, a ReLU between each two; one number for each sample."""

    def __init__(self, values: list[tuple[Tensor, Tensor]]):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(w.shape[1], w.shape[0]) for w, _ in values)
        for layer, (w, b) in zip(self.layers, values, strict=True):
            layer.weight.data, layer.bias.data = w.clone(), b.clone()

    def forward(self, xb: Tensor) -> Tensor:
        for layer in self.layers[:-1]:
            xb = layer(xb).relu()
        return self.layers[-1](xb).squeeze(1)  # (batch,)


def relative_error(predictions: Tensor, targets: Tensor) -> Tensor:
    """A loss that tells its two arguments apart."""
    return ((predictions - targets) ** 2 / (1 + targets.abs())).mean()


def steps(answer: Callable, values: list, xs: list[Tensor], ys: list[Tensor], lr: float) -> list[dict]:
    """One call a batch: what comes back, whether a graph hangs on it, and the model's own parameters afterwards."""
    model, seen = Layers(values), []
    parameters = list(model.parameters())
    for xb, yb in zip(xs, ys, strict=True):
        returned = answer(model, xb, yb, relative_error, lr)
        seen.append({
            "returned": returned.detach().clone() if isinstance(returned, Tensor) else returned,
            "has a graph": isinstance(returned, Tensor) and returned.requires_grad,
            "parameters": [p.detach().clone() for p in parameters],
        })
    return seen


def returns_and_parameters(seen: list[dict]) -> list[dict]:
    """What is judged; a tensor with its graph is told as such."""
    graph = Opaque("a tensor with its graph")
    told = [graph if step["has a graph"] else step["returned"] for step in seen]
    return [{"returned": one, "parameters": step["parameters"]} for one, step in zip(told, seen, strict=True)]


def batches(n_steps: int, n: int, *sizes: int) -> Probe:
    def inputs(draw: Draw) -> tuple:
        values = [
            (draw.floats(out, into, low=0.2, high=0.7), draw.floats(out, low=0.1, high=0.5))
            for into, out in zip(sizes, [*sizes[1:], 1], strict=True)
        ]
        xs = [draw.floats(n + index, sizes[0], low=-0.5, high=1.5) for index in range(n_steps)]
        ys = [draw.floats(n + index, low=1, high=3) for index in range(n_steps)]
        return values, xs, ys, draw.number(0.05, 0.15)

    name = f"{n_steps} call{'s' * (n_steps > 1)}, {len(sizes)} layer{'s' * (len(sizes) > 1)}"
    return Probe(name, inputs, watch=steps, facts=returns_and_parameters, told_inputs=False)


def by_optimiser(model: nn.Module, xb: Tensor, yb: Tensor, loss_func: Loss, lr: float) -> float:
    optimiser = torch.optim.SGD(model.parameters(), lr=lr)
    optimiser.zero_grad()
    loss = loss_func(model(xb), yb)
    loss.backward()
    optimiser.step()
    return loss.item()


def zeroed_afterwards(model: nn.Module, xb: Tensor, yb: Tensor, loss_func: Loss, lr: float) -> float:
    loss = loss_func(model(xb), yb)
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p -= lr * p.grad
            p.grad.zero_()
    return float(loss)


def without_backward(model: nn.Module, xb: Tensor, yb: Tensor, loss_func: Loss, lr: float) -> float:
    parameters = list(model.parameters())
    loss = loss_func(model(xb), yb)
    for p, gradient in zip(parameters, torch.autograd.grad(loss, parameters), strict=True):
        p.data = p.data - lr * gradient
    return loss.detach().item()


def stepping(zeroed: str = "first", returned: Callable[[Tensor], object] = Tensor.item) -> Callable:
    """An answer that zeroes at another time, or returns the loss otherwise."""

    def answer(model: nn.Module, xb: Tensor, yb: Tensor, loss_func: Loss, lr: float) -> object:
        if zeroed == "first":
            model.zero_grad()
        loss = loss_func(model(xb), yb)
        loss.backward()
        if zeroed == "before the step":
            model.zero_grad(set_to_none=False)
        with torch.no_grad():
            for p in model.parameters():
                p -= lr * p.grad
        return returned(loss)

    return answer


def as_it_is(loss: Tensor) -> Tensor:
    return loss


def nothing_moves(expected: Observation, actual: Observation) -> bool:
    """The parameters are what they were, or the step trips over a gradient of None; the first loss is right."""
    if actual.failure:
        return "NoneType" in actual.failure.message
    first = [t for pair in expected.arguments[0][0] for t in pair]
    unmoved = all(alike(step["parameters"], first) for step in actual.value)
    return unmoved and alike(expected.value[0]["returned"], actual.value[0]["returned"])


def right_but_for_the_graph(expected: Observation, actual: Observation) -> bool:
    if actual.failure:
        return False
    judged = ("returned", "parameters")
    pairs = zip(expected.value, actual.value, strict=True)
    return all(step["has a graph"] and all(alike(right[name], step[name]) for name in judged) for right, step in pairs)


q34_train_step = Exercise(
    id="q34_train_step",
    reference=train_step,
    alternatives=[by_optimiser, zeroed_afterwards, without_backward],
    misconceptions=[
        Misconception(
            "gradients pile up",
            "The first call is right. The second one also takes the gradient of the first, for `backward()` adds to "
            "`.grad`. What should stand there when it starts?",
            wrong=[stepping("never"), stepping("never", as_it_is), stepping("never", Tensor.detach)],
        ),
        Misconception(
            "zeroed before the step",
            "The parameters stay as they are. What does the step find in `.grad`, and where does it write what it "
            "works out?",
            wrong=[
                stepping("before the step"),
                stepping("before the step", as_it_is),
                stepping("before the step", Tensor.detach),
            ],
            sign=nothing_moves,
        ),
        Misconception(
            "returns a tensor with its graph",
            "All the numbers are right, but a whole graph hangs on the loss and stays in memory with it. How do you "
            "take the number out?",
            wrong=[stepping(returned=as_it_is)],
            sign=right_but_for_the_graph,
            points=1,
        ),
    ],
    probes=[batches(1, 2, 2), batches(3, 3, 2), batches(3, 1, 3), batches(3, 4, 2, 3)],
)

EXERCISES = (q34_train_step,)
