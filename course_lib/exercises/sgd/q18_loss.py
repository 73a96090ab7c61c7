"""Question 18: what loss is."""

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from course_lib.checking import Draw, Exercise, Misconception, Observation, Probe
from course_lib.checking.likeness import alike
from course_lib.mnist.losses import mnist_loss


def loss_and_gradient(answer: Callable, predictions: Tensor, targets: Tensor) -> dict:
    """The loss, and the gradient that arrives at the predictions."""
    predictions.requires_grad_()
    loss = answer(predictions, targets)
    if isinstance(loss, Tensor) and loss.requires_grad:
        loss.sum().backward()
    return {"loss": loss, "gradient": "none" if predictions.grad is None else predictions.grad}


def activations(n: int, dtype: torch.dtype, predicted: tuple = (), targeted: tuple = ()) -> Probe:
    """Raw activations with both targets among them; `predicted` and `targeted` are further axes."""

    def inputs(draw: Draw) -> tuple[Tensor, Tensor]:
        targets = torch.tensor(draw.shuffled([index % 2 for index in range(n)]), dtype=dtype)
        return draw.floats(n, *predicted, low=-3.0, high=3.0), targets.view(n, *targeted)

    kind = "floats" if dtype.is_floating_point else "ints"
    return Probe(f"predictions of shape {(n, *predicted)}, targets of shape {(n, *targeted)}, {kind}", inputs,
                 watch=loss_and_gradient)


def by_hand(predictions: Tensor, targets: Tensor) -> Tensor:
    probabilities = 1 / (1 + torch.exp(-predictions.reshape(-1)))
    return (probabilities - targets.reshape(-1)).abs().mean()


def by_l1_loss(predictions: Tensor, targets: Tensor) -> Tensor:
    return F.l1_loss(predictions.sigmoid(), targets.view_as(predictions).to(predictions.dtype))


def by_signs(predictions: Tensor, targets: Tensor) -> Tensor:
    p, t = predictions.squeeze(-1), targets.squeeze(-1).float()
    return torch.sigmoid(p * (1 - 2 * t)).sum() / t.numel()


def raw_by_where(predictions: Tensor, targets: Tensor) -> Tensor:
    p, t = predictions.flatten(), targets.flatten()
    return torch.where(t == 1, 1 - p, p).mean()


def raw_distance(predictions: Tensor, targets: Tensor) -> Tensor:
    return (predictions.flatten() - targets.flatten()).abs().mean()


def clamped(predictions: Tensor, targets: Tensor) -> Tensor:
    return raw_distance(predictions.clamp(0, 1), targets)


def raw_in_any_shape(predictions: Tensor, targets: Tensor) -> Tensor:
    return torch.where(targets == 1, 1 - predictions, predictions).mean()


def raw_distance_in_any_shape(predictions: Tensor, targets: Tensor) -> Tensor:
    return (predictions - targets).abs().mean()


def swapped(predictions: Tensor, targets: Tensor) -> Tensor:
    return mnist_loss(predictions, 1 - targets)


def swapped_in_any_shape(predictions: Tensor, targets: Tensor) -> Tensor:
    return in_any_shape(predictions, 1 - targets)


def yes_or_no(predictions: Tensor, targets: Tensor) -> Tensor:
    called = (torch.sigmoid(predictions.flatten()) > 0.5).float()
    return (called - targets.flatten()).abs().mean()


def as_a_number(predictions: Tensor, targets: Tensor) -> float:
    return mnist_loss(predictions, targets).item()


def as_a_new_tensor(predictions: Tensor, targets: Tensor) -> Tensor:
    return torch.tensor(mnist_loss(predictions, targets).item())


def in_any_shape(predictions: Tensor, targets: Tensor) -> Tensor:
    p = torch.sigmoid(predictions)
    return torch.where(targets == 1, 1 - p, p).mean()


# Signs, for mistakes that come in more ways than can be listed.


def thresholded(expected: Observation, actual: Observation) -> bool:
    """Whether no gradient arrives and the loss counts samples: how many are wrong, or how many right."""
    if actual.failure or not isinstance(actual.value["loss"], Tensor | float | int) or not _no_gradient(actual):
        return False
    loss, n = torch.as_tensor(actual.value["loss"], dtype=torch.float64), len(_arguments(expected)[1])
    share = loss * n * (n if _shapes_differ(expected) else 1)
    return loss.numel() == 1 and bool((share - share.round()).abs() < 1e-3)


def a_number(expected: Observation, actual: Observation) -> bool:
    return actual.failure is None and isinstance(actual.value["loss"], float)


def every_pair(expected: Observation, actual: Observation) -> bool:
    """Whether the loss is right, or that of each prediction against each target."""
    if actual.failure:
        return False
    predictions, targets = (argument.flatten() for argument in _arguments(expected))
    pairs = in_any_shape(predictions[:, None], targets)
    return alike(expected.value, actual.value) or alike(pairs, actual.value["loss"])


def _no_gradient(observation: Observation) -> bool:
    gradient: Any = observation.value["gradient"]
    return not isinstance(gradient, Tensor) or not gradient.any()


def _arguments(observation: Observation) -> tuple[Tensor, Tensor]:
    return observation.arguments[0]


def _shapes_differ(observation: Observation) -> bool:
    predictions, targets = _arguments(observation)
    return predictions.shape != targets.shape


q18_mnist_loss = Exercise(
    id="q18_mnist_loss",
    reference=mnist_loss,
    alternatives=[by_hand, by_l1_loss, by_signs],
    misconceptions=[
        Misconception(
            "sigmoid forgotten",
            "Raw activations may be anything, also 5 or -3, and then the distance to 0 or 1 has no bounds. What "
            "squeezes them between 0 and 1 first?",
            wrong=[raw_by_where, raw_distance, clamped, raw_in_any_shape, raw_distance_in_any_shape],
        ),
        Misconception(
            "targets swapped",
            "Your loss is small where the model is wrong: it is 1 minus the right one. Where the target is 1, how far "
            "is a prediction of 0.9 from it?",
            wrong=[swapped, swapped_in_any_shape],
        ),
        Misconception(
            "thresholded, so no gradient",
            "A yes or no does not move when a weight moves a little, so no gradient comes through. How could the loss "
            "be a little better for a prediction that is a little better?",
            wrong=[yes_or_no],
            sign=thresholded,
        ),
        Misconception(
            "`.item()`",
            "The number is right, and it has forgotten how it was made, so `backward()` has nowhere to go. Which step "
            "took the loss out of its graph?",
            wrong=[as_a_number, as_a_new_tensor],
            sign=a_number,
            points=1,
        ),
        Misconception(
            "`[n, 1]` against `[n]` broadcast to `[n, n]`",
            "Where one side is a column and the other is not, every prediction meets every target. Which shapes do "
            "the two have, and what does broadcasting make of them?",
            wrong=[in_any_shape],
            sign=every_pair,
            points=1,
        ),
    ],
    probes=[
        activations(2, torch.float32),
        activations(3, torch.int64),
        activations(1, torch.float32, predicted=(1,)),
        activations(4, torch.float32, predicted=(1,), targeted=(1,)),
        activations(3, torch.float32, predicted=(1,)),
        activations(5, torch.int64, targeted=(1,)),
        activations(6, torch.int64, predicted=(1,)),
    ],
)

EXERCISES = (q18_mnist_loss,)
