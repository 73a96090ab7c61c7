"""Callbacks for long runs: nothing is lost that an epoch has brought, and no time on a run that is lost."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from course_lib.mnist.callbacks import Callback
from course_lib.mnist.checkpoint import save
from course_lib.mnist.failure import PipelineError
from course_lib.mnist.learner import Learner


@dataclass
class EachEpochSaved:
    """Leaves a learner in a file after each epoch; `epoch` is the last one that is there, 0 before the first."""

    path: Path
    about: Mapping[str, str]
    epoch: int = 0

    @property
    def callback(self) -> Callback:
        return Callback(after_epoch=self._save)

    def _save(self, learner: Learner) -> None:
        save(self.path, learner, self.about)
        self.epoch = learner.epochs_done


def stop_without_numbers() -> Callback:
    """Return a callback that raises `PipelineError` once the loss is infinite or no number at all."""
    return Callback(after_epoch=_require_a_number)


def _require_a_number(learner: Learner) -> None:
    loss = learner.history[-1]["train_loss"]
    if not math.isfinite(loss):
        way_out = f"try a learning rate below {learner.lr:g}: --lr {learner.lr / 10:g}"
        raise PipelineError(f"the loss of epoch {learner.epochs_done} is {loss}, training can't recover; {way_out}")
