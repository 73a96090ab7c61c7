"""The task of the epochs: the 3s and the 7s, a net of two layers, and how it is trained."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from course_lib.mnist import mnist, simple_net, validate
from course_lib.mnist.metrics import batch_accuracy

BATCH, LR = 256, 0.1


@dataclass(frozen=True)
class Task:
    """The digits as floats and as the bytes that they are, and the weights from which every contender starts."""

    train_bytes: Tensor  # uint8 (12396, 784)
    train_x: Tensor  # float32 (12396, 784), 0 to 1
    train_y: Tensor  # float32 (12396, 1), 1 for a 3
    valid_bytes: Tensor  # uint8 (2038, 784)
    valid_x: Tensor  # float32 (2038, 784)
    valid_y: Tensor  # float32 (2038, 1)
    start: nn.Module

    def model(self) -> nn.Module:
        """A net of one's own, with the weights that all have at the start."""
        return deepcopy(self.start)

    def accuracy(self, model: nn.Module) -> float:
        """The share of the validation digits that the model gets right."""
        return validate(model, [(self.valid_x, self.valid_y)], batch_accuracy)


@dataclass(frozen=True)
class Contender:
    """A way to train for an epoch."""

    name: str
    epoch: Callable[[], object]
    model: nn.Module | None = None  # what it trains; None where nothing is learned


def threes_against_sevens(seed: int) -> Task:
    """The task, its first weights drawn from the seed."""
    digits = mnist()
    train_bytes, train_y = _threes_and_sevens(digits.train_images, digits.train_labels)
    valid_bytes, valid_y = _threes_and_sevens(digits.valid_images, digits.valid_labels)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        start = simple_net()
    return Task(
        train_bytes, train_bytes.float() / 255, train_y, valid_bytes, valid_bytes.float() / 255, valid_y, start
    )


def _threes_and_sevens(images: Tensor, labels: Tensor) -> tuple[Tensor, Tensor]:
    chosen = (labels == 3) | (labels == 7)
    return images[chosen].flatten(1), (labels[chosen] == 3).float().unsqueeze(1)
