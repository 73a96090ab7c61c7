"""What a call of `course-lib train` asks for: a new run, or more of an old one."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from course_lib.mnist.checkpoint import Checkpoint, load
from course_lib.mnist.failure import PipelineError
from course_lib.mnist.learner import Learner
from course_lib.mnist.recipes import recipe
from course_lib.mnist.training_run import TrainingRun

_OF_THE_RUN = ("model", "digits", "batch_size", "seed")


@dataclass(frozen=True)
class TrainingPlan:
    """A run, where it stands, and how many epochs it is to have after those of the fit under way."""

    run: TrainingRun
    epochs: int
    lr: float
    checkpoint: Checkpoint | None = None

    def carry_out(self, learner: Learner) -> None:
        """End the fit that was under way, if any, and train for the new epochs."""
        if self.checkpoint:
            self.checkpoint.restore(learner)
            learner.resume()
        if self.epochs:
            learner.fit(self.epochs, self.lr)


def plan_of(arguments: Namespace) -> TrainingPlan:
    """Return what the arguments ask for; raise `PipelineError` where they contradict the run that they resume."""
    return _more(arguments) if arguments.resume else _new(arguments)


def _new(arguments: Namespace) -> TrainingPlan:
    model, digits = arguments.model or "conv", arguments.digits or "all"
    usual = recipe(model, digits)
    run = TrainingRun(model, digits, arguments.batch_size or usual.batch_size, arguments.seed or 0)
    return TrainingPlan(run, arguments.epochs or usual.epochs, arguments.lr or usual.lr)


def _more(arguments: Namespace) -> TrainingPlan:
    path: Path = arguments.resume
    for name in _OF_THE_RUN:
        if getattr(arguments, name) is not None:
            raise PipelineError(f"{path} goes on as it began; leave out --{name.replace('_', '-')}")
    checkpoint = load(path)
    done, wanted = checkpoint.fit["epochs_done"], checkpoint.fit["n_epochs"]
    if not arguments.epochs and done >= wanted:
        raise PipelineError(f"{path} has had its epochs ({done} of {wanted}); say --epochs N for N more")
    if arguments.lr and not arguments.epochs:
        raise PipelineError("--lr is the learning rate of new epochs; say --epochs N, too, or leave it out")
    run = TrainingRun.told(path, checkpoint.about)
    return TrainingPlan(run, arguments.epochs or 0, arguments.lr or checkpoint.fit["lr"], checkpoint)
