"""An epoch of ours: with all its comfort, and on the fast path."""

from __future__ import annotations

import torch

from course_lib.mnist.fast import train_stack
from course_lib.mnist.learner import DataLoaders, Learner
from course_lib.mnist.losses import mnist_loss
from course_lib.mnist.metrics import batch_accuracy
from course_lib.mnist.optimiser import BasicOptim
from course_lib.mnist.resident import Resident
from training.task import BATCH, LR, Contender, Task
from training.terminal import Terminal


def our_learner(task: Task, generator: torch.Generator) -> Contender:
    """Loss and accuracy on the validation digits, a history, a table and a bar."""
    model = task.model()
    loaders = DataLoaders(
        Resident(task.train_bytes, task.train_y).batches(BATCH, generator),
        Resident(task.valid_bytes, task.valid_y).batches(len(task.valid_y), shuffle=False),
    )
    learner = Learner(loaders, model, BasicOptim, mnist_loss, [batch_accuracy], progress=Terminal())
    return Contender("ours, with all its comfort", lambda: learner.fit(1, LR), model)


def our_fast_path(task: Task, generator: torch.Generator) -> Contender:
    """Training and nothing else, as the bare loops; gradients written out."""
    model, data = task.model(), Resident(task.train_bytes, task.train_y)

    def epoch() -> None:
        train_stack(model, data, mnist_loss, n_epochs=1, lr=LR, batch_size=BATCH, generator=generator)

    return Contender("ours, fast", epoch, model)
