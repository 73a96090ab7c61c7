"""Callbacks: what else happens while a learner trains, without a line of it in the loop."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from course_lib.mnist.learner import Learner

Hook = Callable[["Learner"], None]


def _nothing(learner: "Learner") -> None:
    """What a hook does that a callback leaves out."""


@dataclass(frozen=True)
class Callback:
    """What is called with the learner, and when; each hook may be left out.

    A hook reads the learner's `history`, and of the fit under way `lr`, `steps`, `total_steps`, `epochs_done` and
    `n_epochs`; it may change the optimiser `opt`, and end the fit with `stop()`. Where what it does hangs on these
    alone, and on nothing that it keeps itself, a fit that is resumed from a checkpoint goes on as if uninterrupted.
    """

    before_fit: Hook = _nothing
    before_step: Hook = _nothing
    after_step: Hook = _nothing
    after_epoch: Hook = _nothing


def hooks(callbacks: Iterable[Callback], when: str) -> list[Hook]:
    """Return the hooks of that name that do something, in the order of the callbacks."""
    return [hook for callback in callbacks if (hook := getattr(callback, when)) is not _nothing]
