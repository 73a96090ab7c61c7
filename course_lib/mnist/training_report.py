"""What a person is told of a run of training, before its table and after it."""

import shlex
from pathlib import Path

import torch

from course_lib.mnist.classes import Classes
from course_lib.mnist.confusion import confusion
from course_lib.mnist.data import Digits
from course_lib.mnist.learner import Learner
from course_lib.mnist.most_confused import most_confused
from course_lib.mnist.probabilities import DigitProbabilities
from course_lib.mnist.safeguards import EachEpochSaved
from course_lib.mnist.training_plan import TrainingPlan

_MOST_TOLD = 5


def begin_text(plan: TrainingPlan, learner: Learner) -> str:
    """Return a line on the model, the digits that there are for it, and the device."""
    train, valid = learner.dls.train.data, learner.dls.valid.data
    name, digits, device = plan.run.model, named(plan.run.recipe.classes), train.images.device
    return f"{name}, digits {digits}: {len(train):,} to train on, {len(valid):,} to validate on; {device}"


def end_text(plan: TrainingPlan, learner: Learner, digits: Digits, save: Path | None, plot: Path | None) -> str:
    """Return lines on the accuracy, the most confused digits, what lies where, and how to go on."""
    lines = [
        f"accuracy {learner.history[-1]['accuracy']:.4f} on digits that were not trained on",
        confused_text(mistakes(learner, plan.run.recipe.classes, digits)),
        f"the losses are drawn in {plot}" if plot else "",
        f"the model is in {save}" if save else "the model is not saved; --save PATH would keep it",
        f"go on with: course-lib predict IMAGE --model {shlex.quote(str(save))}" if save else "",
    ]
    return "\n".join(filter(None, lines))


def stopped_text(saved: EachEpochSaved) -> str:
    """Return a line on what there is of a run that was stopped: its last whole epoch."""
    if not saved.epoch:
        return f"stopped within the first epoch: nothing to save in {saved.path} yet"
    done = f"the model as it was after epoch {saved.epoch} is in {saved.path}"
    return f"stopped; {done}; go on with: course-lib train --resume {shlex.quote(str(saved.path))}"


def mistakes(learner: Learner, classes: Classes, digits: Digits) -> list[tuple[int, int, int]]:
    """Return (true digit, predicted digit, how often) for the mistakes on validation digits, most frequent first."""
    chosen = torch.isin(digits.valid_labels, torch.tensor(classes))
    x, y = digits.valid_images[chosen].float() / 255, digits.valid_labels[chosen]
    device = next(learner.model.parameters()).device
    return most_confused(confusion(DigitProbabilities(learner.model, classes), x.to(device), y.to(device)).cpu())


def confused_text(mistakes: list[tuple[int, int, int]]) -> str:
    """Return a line on the most frequent mistakes."""
    if not mistakes:
        return "no digit taken for another"
    told = ", ".join(f"{true} for {said} ({_times(count)})" for true, said, count in mistakes[:_MOST_TOLD])
    return f"taken for another: {told}" + (", ..." if len(mistakes) > _MOST_TOLD else "")


def named(classes: Classes) -> str:
    """Return the digits as a person would list them."""
    *others, last = map(str, classes)
    return "0 to 9" if len(classes) == 10 else f"{', '.join(others)} and {last}"


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"
