"""Question 38: what an activation function gives: without one, two linear layers are one."""

from collections.abc import Callable

import torch
from torch import Tensor, nn

from course_lib.checking import Draw, Exercise, Likeness, Misconception, Observation, Probe
from course_lib.checking.likeness import alike
from course_lib.mnist.nonlinearity import merge_linear

Weights = tuple[Tensor, Tensor | None]


def layer_of(weight: Tensor, bias: Tensor | None) -> nn.Linear:
    layer = nn.Linear(weight.shape[1], weight.shape[0], bias=bias is not None)
    layer.weight.data = weight.clone()
    if bias is not None:
        layer.bias.data = bias.clone()
    return layer


def merged(answer: Callable, first: Weights, second: Weights, x: Tensor) -> dict:
    """What comes back and works out, and what the two layers hold afterwards."""
    layers = [layer_of(*first), layer_of(*second)]
    returned = answer(*layers)
    seen = {"returned": "Linear" if isinstance(returned, nn.Linear) else type(returned).__name__}
    seen["the layers' weights afterwards"] = [[p.detach().clone() for p in layer.parameters()] for layer in layers]
    seen["its outputs"] = returned(x).detach() if isinstance(returned, nn.Module) else None
    seen["its weight and bias"] = [getattr(returned, name, None) for name in ("weight", "bias")]
    return seen


def what_it_does(seen: dict) -> dict:
    return {name: seen[name] for name in seen if name != "its weight and bias"}


def layers(n: int, into: int, between: int, out: int, biases: str = "both") -> Probe:
    def inputs(draw: Draw) -> tuple[Weights, Weights, Tensor]:
        weights = draw.floats(between, into), draw.floats(out, between)
        offsets = draw.floats(between), draw.floats(out)
        kept = biases in ("both", "first"), biases in ("both", "second")
        pairs = [(w, b if has else None) for w, b, has in zip(weights, offsets, kept, strict=True)]
        return *pairs, draw.floats(n, into)

    which = biases if biases in ("both", "neither") else f"only the {biases}"
    name = f"layers of {into} to {between} to {out}, {which} with a bias"
    return Probe(name, inputs, watch=merged, like=Likeness(rtol=1e-3, atol=1e-4), facts=what_it_does, told_inputs=False)


@torch.no_grad()
def by_asking_the_layers(first: nn.Linear, second: nn.Linear) -> nn.Linear:
    basis = torch.eye(first.in_features)
    offset = second(first(torch.zeros_like(basis[0])))
    layer = nn.Linear(first.in_features, second.out_features)
    layer.weight.copy_((second(first(basis)) - offset).T)
    layer.bias.copy_(offset)
    return layer


def by_parameters(first: nn.Linear, second: nn.Linear) -> nn.Linear:
    layer = nn.Linear(first.in_features, second.out_features, bias=True)
    layer.weight = nn.Parameter(torch.einsum("ob,bi->oi", second.weight, first.weight).detach())
    bias = torch.zeros(second.out_features)
    if first.bias is not None:
        bias = bias + torch.mv(second.weight, first.bias)
    if second.bias is not None:
        bias = bias + second.bias
    layer.bias = nn.Parameter(bias.detach())
    return layer


def merging(
    weight: Callable = lambda one, two: two @ one, bias: Callable = lambda b1, w1, b2, w2: b2 + w2 @ b1
) -> Callable:
    """An answer with another product or another bias."""

    def answer(first: nn.Linear, second: nn.Linear) -> nn.Linear:
        w1, w2 = first.weight.data, second.weight.data
        b1, b2 = (torch.zeros(len(w)) if b is None else b.data for b, w in ((first.bias, w1), (second.bias, w2)))
        layer = nn.Linear(first.in_features, second.out_features)
        layer.weight.data = weight(w1, w2)
        layer.bias.data = bias(b1, w1, b2, w2)
        return layer

    return answer


def bias_of_the_second(first: nn.Linear, second: nn.Linear) -> nn.Linear:
    layer = nn.Linear(first.in_features, second.out_features)
    layer.weight.data = second.weight.data @ first.weight.data
    layer.bias = second.bias
    return layer


def weight_seen(observation: Observation) -> Tensor | None:
    return None if observation.failure else observation.value["its weight and bias"][0]


def other_product(expected: Observation, actual: Observation) -> bool:
    """Where a product fits both ways, it is the other one; where it does not, the shapes do not fit."""
    (w1, _), (w2, _), _ = expected.arguments[0]
    weight = weight_seen(actual)
    if w1.shape == w2.shape:
        return weight is not None and any(alike(weight, product) for product in (w1 @ w2, (w1 @ w2).T))
    return weight is None or weight.shape != (len(w2), w1.shape[1])


def without_first_bias(expected: Observation, actual: Observation) -> bool:
    """The product is right, and the bias is that of the second layer, if any; some trip over a layer without one."""
    (w1, b1), (w2, b2), x = expected.arguments[0]
    if actual.failure:
        return b2 is None
    without = x @ (w2 @ w1).T
    seconds = without if b2 is None else without + b2
    outputs = actual.value["its outputs"]
    return actual.value["returned"] == "Linear" and (alike(outputs, without) or alike(outputs, seconds))


q38_merge_linear = Exercise(
    id="q38_merge_linear",
    reference=merge_linear,
    alternatives=[by_asking_the_layers, by_parameters],
    misconceptions=[
        Misconception(
            "product the wrong way round",
            "x goes through the first layer and then through the second: W2 (W1 x). Which of the two weights stands "
            "next to x?",
            wrong=[
                merging(lambda one, two: one @ two),
                merging(lambda one, two: one @ two, lambda b1, w1, b2, w2: b1 + w1 @ b2),
                merging(lambda one, two: one @ two, lambda b1, w1, b2, w2: b2),
            ],
            sign=other_product,
        ),
        Misconception(
            "first bias dropped",
            "The weights are right. For x = 0 the first layer still hands something on: what does the second make of "
            "it?",
            wrong=[
                bias_of_the_second,
                merging(bias=lambda b1, w1, b2, w2: b2),
                merging(bias=lambda b1, w1, b2, w2: 0 * b2),
            ],
            sign=without_first_bias,
            points=1,
        ),
    ],
    probes=[
        layers(2, 2, 2, 2),
        layers(3, 2, 3, 4),
        layers(4, 5, 2, 3, "first"),
        layers(2, 3, 4, 1, "second"),
        layers(3, 4, 3, 2, "neither"),
        layers(5, 3, 3, 3, "first"),
        layers(1, 3, 2, 3),
    ],
)

EXERCISES = (q38_merge_linear,)
