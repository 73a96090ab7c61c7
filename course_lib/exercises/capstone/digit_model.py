"""The first exercise of the capstone: a model for the ten digits."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.parameter import is_lazy

from course_lib.checking import Exercise, Misconception, Observation, Probe
from course_lib.exercises.nonlinearity.seen_inside import chain_and_leaves, count
from course_lib.mnist.convolutional_net import digit_model

MOST = 100_000


def model_seen(answer: Callable, x: Tensor) -> dict:
    """What a model gives, in both modes; where it fails, whether it would work on images with a channel axis."""
    model = answer()
    if not isinstance(model, nn.Module):
        return {"returned": type(model).__name__}
    lazy = {type(part).__name__ for part in model.modules() if is_lazy_layer(part)}
    seen = {"returned": "a module", "lazy": sorted(lazy)}
    for mode in [False, True][: len(x)]:  # batch norm cannot train on one image
        name = "in training mode" if mode else "in eval mode"
        seen[f"its outputs {name}"] = outputs = outputs_or_error(model.train(mode), x)
        if not fits(outputs, len(x)):
            seen["works with a channel axis"] = fits(outputs_or_error(model, x[:, None]), len(x))
    registered = list(model.parameters())
    graph = outputs.grad_fn if isinstance(outputs, Tensor) else None
    known = {id(parameter) for parameter in registered}
    others = [leaf for leaf in chain_and_leaves(graph, {})[1] if id(leaf) not in known]
    return {**seen, "parameters": shapes(registered), "parameters not registered": shapes(others)}


def is_lazy_layer(part: nn.Module) -> bool:
    return any(is_lazy(parameter) for parameter in part.parameters(recurse=False))


def outputs_or_error(model: nn.Module, x: Tensor) -> object:
    try:
        return model(x)
    except Exception as error:
        return f"{type(error).__name__}: {error}".splitlines()[0][:100]


def fits(outputs: object, n: int) -> bool:
    return isinstance(outputs, Tensor) and outputs.shape == (n, 10)


def shapes(parameters: list[Tensor]) -> list[list[int]]:
    return [list(parameter.shape) for parameter in parameters if not is_lazy(parameter)]


# On the judge's side


def what_is_asked_for(seen: dict) -> dict:
    if "lazy" not in seen:
        return seen
    number = count(seen["parameters"])
    told = {name: told_outputs(value) for name, value in seen.items() if name.startswith("its outputs")}
    return {
        **told,
        "lazy layers": ", ".join(seen["lazy"]) or "none",
        "parameters": "at most 100,000" if number <= MOST else f"{number:,}",
        "parameters not registered": count(seen["parameters not registered"]),
        "any parameters registered": number > 0,  # weights in a plain tensor leave no trace in the graph
    }


def told_outputs(outputs: object) -> str:
    if not isinstance(outputs, Tensor):
        return str(outputs)
    if is_softmax(outputs):
        return "probabilities: what a softmax gives"
    kind = "activations" if outputs.is_floating_point() else f"numbers of type {outputs.dtype}"
    return f"{kind} of shape {tuple(outputs.shape)}"


def is_softmax(outputs: object) -> bool:
    """Whether probabilities, or their logarithms, sum to 1 along one of the axes."""
    if not isinstance(outputs, Tensor) or outputs.ndim != 2 or not outputs.is_floating_point():
        return False
    ways = [outputs] if bool((outputs >= 0).all()) else [outputs.exp()] if bool((outputs <= 0).all()) else []
    return any(bool(((way.sum(dim) - 1).abs() < 1e-3).all()) for way in ways for dim in (0, 1))


def all_outputs(observation: Observation) -> list:
    value = observation.value if isinstance(observation.value, dict) else {}
    return [outputs for name, outputs in value.items() if name.startswith("its outputs")]


def ends_in_softmax(expected: Observation, actual: Observation) -> bool:
    return any(is_softmax(outputs) for outputs in all_outputs(actual))


def is_too_large(expected: Observation, actual: Observation) -> bool:
    seen = actual.value if isinstance(actual.value, dict) else {}
    return count(seen.get("parameters", []) + seen.get("parameters not registered", [])) > MOST


def asks_for_channels(expected: Observation, actual: Observation) -> bool:
    """It works once there is such an axis; on a batch of one, a convolution takes the batch for the channels."""
    if not isinstance(actual.value, dict):
        return False
    alone = len(expected.arguments[0][0]) == 1 and all(fits(outputs, 1) for outputs in all_outputs(actual))
    return alone or actual.value.get("works with a channel axis", False)


# The answers


def two_layers() -> nn.Module:
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 100), nn.ReLU(), nn.Linear(100, 10))


class Normed(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden, self.norm, self.out = nn.Linear(784, 64), nn.BatchNorm1d(64), nn.Linear(64, 10)

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.norm(self.hidden(x.reshape(len(x), -1)))  # (n, 64)
        return self.out(F.dropout(torch.relu(hidden), 0.2, self.training))


def with_softmax() -> nn.Module:
    return nn.Sequential(two_layers(), nn.Softmax(dim=1))


def with_log_softmax() -> nn.Module:
    return nn.Sequential(two_layers(), nn.LogSoftmax(dim=1))


def wide() -> nn.Module:
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))


def for_channels() -> nn.Module:
    return nn.Sequential(nn.Conv2d(1, 4, 3, stride=4), nn.ReLU(), nn.Flatten(), nn.Linear(196, 10))


def images(n: int) -> Probe:
    name = f"the model then called on {n} image{'s' * (n > 1)}, x of shape ({n}, 28, 28)"
    return Probe(name, lambda draw: (draw.floats(n, 28, 28, low=0, high=1),), watch=model_seen, facts=what_is_asked_for,
                 told_inputs=False)


c01_digit_model = Exercise(
    id="c01_digit_model",
    reference=digit_model,
    alternatives=[two_layers, Normed],
    misconceptions=[
        Misconception(
            "a softmax at the end",
            "These rows are probabilities already, and `F.cross_entropy` takes a softmax of its own. What does it want"
            " to be given?",
            wrong=[with_softmax, with_log_softmax],
            sign=ends_in_softmax,
            points=1,
        ),
        Misconception(
            "too many parameters",
            "A linear layer has a weight for each pair of an input and an output. Which of your layers has the most, "
            "and which size could be smaller?",
            wrong=[wide],
            sign=is_too_large,
            points=1,
        ),
        Misconception(
            "wants a channel axis",
            "A batch has the shape [n, 28, 28], and your first layer wants [n, 1, 28, 28]. Where in your model could "
            "the axis of length 1 get in?",
            wrong=[for_channels],
            sign=asks_for_channels,
            points=1,
        ),
    ],
    probes=[images(3), images(1), images(5)],
)
