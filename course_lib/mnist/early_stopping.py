"""Early stopping: no more epochs once they no longer help."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from course_lib.mnist.callbacks import Callback

if TYPE_CHECKING:
    from course_lib.mnist.learner import Learner


def stop_early(patience: int = 3, measure: str = "valid_loss", *, larger_is_better: bool = False) -> Callback:
    """Return a callback that ends a fit after `patience` epochs without a new best value of the measure.

    The model keeps its last weights, not those of the best epoch.
    """

    def stop_if_stuck(learner: Learner) -> None:
        values = [epoch[measure] for epoch in learner.history[-learner.epochs_done :]]
        if epochs_since_best(values, larger_is_better) >= patience:
            learner.stop()

    return Callback(after_epoch=stop_if_stuck)


def epochs_since_best(values: list[float], larger_is_better: bool = False) -> int:
    """Return how many values come after the first of the best ones; a value that is no number is the worst."""
    worth = [value if larger_is_better else -value for value in values]
    worth = [-math.inf if math.isnan(value) else value for value in worth]
    return len(worth) - 1 - worth.index(max(worth))
