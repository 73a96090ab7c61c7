"""Recipes: for each model and choice of digits, how it is made and trained."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TextIO

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim import SGD

from course_lib.mnist.callbacks import Callback
from course_lib.mnist.classes import Classes, accuracy, outputs, parse_classes, residents
from course_lib.mnist.data import Digits
from course_lib.mnist.device import accelerated
from course_lib.mnist.learner import DataLoaders, Learner, Measure, Optimiser
from course_lib.mnist.linear_model import linear_net
from course_lib.mnist.losses import mnist_loss
from course_lib.mnist.resnet import resnet18_model
from course_lib.mnist.schedules import one_cycle
from course_lib.mnist.seeded import drawing_from
from course_lib.mnist.strided_net import strided_model
from course_lib.mnist.two_layer_net import simple_net

_VALID_BATCH = 1000  # no gradients to keep: as large as the processor's cache likes


@dataclass(frozen=True)
class Recipe:
    """How to train a model that takes images float [n, 28, 28] in 0..1 and answers with activations [n, outputs]."""

    classes: Classes
    make_model: Callable[[torch.Generator], nn.Module]  # the generator alone decides the first weights
    loss_func: Measure  # of activations and `class_targets`
    make_optimiser: Callable[[Iterable[Tensor], float], Optimiser]
    batch_size: int
    lr: float  # the largest one, if `one_cycle`
    epochs: int
    one_cycle: bool
    shift: int = 0  # pixels by which training images are moved at random
    mixed_precision: bool = False  # on a GPU, where the products are large enough for it to pay


def recipe(model: str, digits: str) -> Recipe:
    """Return the recipe for one of `MODELS` on "all" digits or some, such as "3,7"; `ValueError` for others."""
    if model not in MODELS:
        raise ValueError(f"no such model: {model!r}; there are {', '.join(MODELS)}")
    return MODELS[model](parse_classes(digits))


def learner_of(
    recipe: Recipe,
    digits: Digits,
    device: torch.device | str = "cpu",
    generator: torch.Generator | None = None,
    *,
    callbacks: Sequence[Callback] = (),
    progress: TextIO | None = None,
) -> Learner:
    """Return a learner on those of the digits that the recipe is for, ready for `fit(recipe.epochs, recipe.lr)`.

    Its metric is `accuracy`; the generator alone decides first weights, order and shifts.
    """
    train, valid = residents(digits, recipe.classes, device)
    model = recipe.make_model(generator).to(device)
    batches = train.batches(recipe.batch_size, generator, shift=recipe.shift)
    schedule = [one_cycle()] if recipe.one_cycle else []
    return Learner(
        DataLoaders(batches, valid.batches(_VALID_BATCH, shuffle=False)),
        accelerated(model, compiled=False) if recipe.mixed_precision else model,
        recipe.make_optimiser, recipe.loss_func, [accuracy],
        callbacks=[*schedule, *callbacks], progress=progress,
    )


def _linear(classes: Classes) -> Recipe:
    """Of the book, where two digits are told apart; 0.97 and more. Ten digits: 0.92."""
    lr = 1.0 if len(classes) == 2 else 0.3
    return Recipe(
        classes, _drawn(lambda: nn.Sequential(nn.Flatten(), *linear_net(outputs=outputs(classes)))), _loss(classes),
        _PLAIN, batch_size=256, lr=lr, epochs=20, one_cycle=False,
    )


def _simple(classes: Classes) -> Recipe:
    """Of the book, where two digits are told apart; 0.98 and more. Ten digits: 0.96."""
    lr = 0.1 if len(classes) == 2 else 0.5
    return Recipe(
        classes, _drawn(lambda: nn.Sequential(nn.Flatten(), *simple_net(outputs=outputs(classes)))), _loss(classes),
        _PLAIN, batch_size=256, lr=lr, epochs=40, one_cycle=False,
    )


def _conv(classes: Classes) -> Recipe:
    """Found by trying: 99.0 % of all ten digits after one epoch, if that is all there are, and 99.2 % after three."""
    return Recipe(
        classes, _drawn(lambda: strided_model(outputs(classes))), _smooth_loss(classes),
        _MOMENTUM, batch_size=128, lr=0.2, epochs=3, one_cycle=True, shift=1, mixed_precision=True,
    )


def _resnet18(classes: Classes) -> Recipe:
    """One epoch, as in the book; made for photographs, it takes a minute for what the others do in seconds."""
    return Recipe(
        classes, _drawn(lambda: resnet18_model(outputs(classes))), _smooth_loss(classes),
        _MOMENTUM, batch_size=64, lr=0.02, epochs=1, one_cycle=True, mixed_precision=True,
    )


MODELS: dict[str, Callable[[Classes], Recipe]] = {
    "linear": _linear, "simple": _simple, "conv": _conv, "resnet18": _resnet18,
}

# fused: one call for all parameters; a small net on a CPU spends much of its time in calls
_PLAIN = partial(SGD, fused=True)
_MOMENTUM = partial(SGD, momentum=0.9, nesterov=True, weight_decay=5e-4, fused=True)


def _drawn(make: Callable[[], nn.Module]) -> Callable[[torch.Generator | None], nn.Module]:
    def make_model(generator: torch.Generator | None = None) -> nn.Module:
        with drawing_from(generator):
            return make()

    return make_model


def _loss(classes: Classes) -> Measure:
    return mnist_loss if len(classes) == 2 else F.cross_entropy


def _smooth_loss(classes: Classes) -> Measure:
    """Cross-entropy; with many classes no answer is to be quite sure, which helps with those not seen."""
    return _binary_cross_entropy if len(classes) == 2 else partial(F.cross_entropy, label_smoothing=0.1)


def _binary_cross_entropy(activations: Tensor, targets: Tensor) -> Tensor:
    return F.binary_cross_entropy_with_logits(activations.flatten(), targets)
