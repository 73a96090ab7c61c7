"""A learner for all ten digits, by the library's recipe, from bytes and a seed."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from course_lib.mnist.callbacks import Callback
from course_lib.mnist.classes import accuracy
from course_lib.mnist.data import Digits
from course_lib.mnist.learner import DataLoaders, Learner
from course_lib.mnist.recipes import Recipe
from course_lib.mnist.resident import Resident
from course_lib.mnist.schedules import one_cycle

VALID_BATCH = 1000


def learner_on(
    how: Recipe, digits: Digits, seed: int, device: torch.device | str = "cpu", callbacks: Sequence[Callback] = ()
) -> Learner:
    """Ready for `fit`; the seed alone decides the first weights, the order and the shifts."""
    generator = torch.Generator().manual_seed(seed)
    model = how.make_model(generator).to(device)
    # every digit is wanted, and its label is its target: straight from the caller's memory, which may be pinned
    train = Resident(digits.train_images, digits.train_labels, device).batches(
        how.batch_size, generator, shift=how.shift
    )
    valid = Resident(digits.valid_images, digits.valid_labels, device).batches(VALID_BATCH, shuffle=False)
    schedule = [one_cycle()] if how.one_cycle else []
    return Learner(
        DataLoaders(train, valid), model, how.make_optimiser, how.loss_func, [accuracy],
        callbacks=[*schedule, *callbacks],
    )
