"""Which digits a model tells apart, what it is to answer for each, and which digit its answer means.

Two digits share one activation, above 0 for the first of them; three or more have an activation each.
"""

import torch
from torch import Tensor

from course_lib.mnist.data import Digits
from course_lib.mnist.metrics import batch_accuracy
from course_lib.mnist.resident import Resident

Classes = tuple[int, ...]


def parse_classes(digits: str) -> Classes:
    """Return `(3, 7)` for "3,7", and all ten for "all"; raise `ValueError` with a sentence for anything else."""
    if digits == "all":
        return tuple(range(10))
    parts = [part.strip() for part in digits.split(",")]
    if not all(len(part) == 1 and part in "0123456789" for part in parts) or not 2 <= len(set(parts)) == len(parts):
        raise ValueError(f"no such choice of digits: {digits!r}; name two or more, as in 3,7, or say all")
    return tuple(map(int, parts))


def outputs(classes: Classes) -> int:
    """Return how many activations tell the classes apart."""
    return 1 if len(classes) == 2 else len(classes)


def class_targets(labels: Tensor, classes: Classes) -> Tensor:
    """Return what a model is to answer: float 1 for the first of two digits and 0 for the second, else int64 places.

    [n] to [n]; each label must be one of the classes.
    """
    if len(classes) == 2:
        return (labels == classes[0]).float()
    place = torch.zeros(10, dtype=torch.int64)
    place[list(classes)] = torch.arange(len(classes))
    return place.to(labels.device)[labels]


def predicted_digits(activations: Tensor, classes: Classes) -> Tensor:
    """Return the digit that each row of activations [n, outputs] speaks for, int64 [n]."""
    chosen = (activations[:, 0] <= 0).long() if len(classes) == 2 else activations.argmax(dim=1)
    return torch.tensor(classes, device=activations.device)[chosen]


def accuracy(activations: Tensor, targets: Tensor) -> Tensor:
    """Return the share of right answers as a scalar, for activations [n, outputs] and the targets [n] of classes."""
    if activations.shape[1] == 1:
        return batch_accuracy(activations, targets)
    return (activations.argmax(dim=1) == targets).float().mean()


def residents(digits: Digits, classes: Classes, device: torch.device | str = "cpu") -> tuple[Resident, Resident]:
    """Return those of the digits that are of the classes, to train on and to validate on, with their targets."""
    return (
        _resident(digits.train_images, digits.train_labels, classes, device),
        _resident(digits.valid_images, digits.valid_labels, classes, device),
    )


def _resident(images: Tensor, labels: Tensor, classes: Classes, device: torch.device | str) -> Resident:
    chosen = torch.isin(labels, torch.tensor(classes))
    return Resident(images[chosen], class_targets(labels[chosen], classes), device)
