"""An epoch of fastai's `Learner`, as the book sets it up; where fastai is installed."""

from __future__ import annotations

import warnings
from contextlib import redirect_stdout
from importlib.util import find_spec

from course_lib.mnist.losses import mnist_loss
from course_lib.mnist.metrics import batch_accuracy
from training.task import BATCH, LR, Contender, Task
from training.terminal import Terminal

HOW_TO_INSTALL = "fastai is not installed: pip install fastai, better into a virtual environment of its own"


def is_installed() -> bool:
    return find_spec("fastai") is not None


def fastai_learner(task: Task) -> Contender:
    """With what it comes with: a recorder, a table and a bar, which are written, but not shown."""
    with warnings.catch_warnings(action="ignore"):  # it warns of what its own imports use
        from fastai.data.core import DataLoaders
        from fastai.data.load import DataLoader
        from fastai.learner import Learner
        from fastai.optimizer import SGD
    train, valid = (
        list(zip(x, y, strict=True)) for x, y in ((task.train_x, task.train_y), (task.valid_x, task.valid_y))
    )
    loaders = DataLoaders(
        DataLoader(train, batch_size=BATCH, shuffle=True), DataLoader(valid, batch_size=BATCH), device="cpu"
    )
    model = task.model()
    learner = Learner(loaders, model, opt_func=SGD, loss_func=mnist_loss, metrics=batch_accuracy)

    def epoch() -> None:
        with redirect_stdout(Terminal()):
            learner.fit(1, lr=LR)

    return Contender("fastai's Learner", epoch, model)
