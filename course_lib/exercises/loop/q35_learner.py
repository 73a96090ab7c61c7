"""Question 35: what a `Learner` is given, and what it does with it."""

import copy

import torch

from course_lib.checking import Exercise, Misconception, Observation
from course_lib.checking.likeness import alike, first_mismatch
from course_lib.exercises.loop.watched_fits import MANY, NEAR, PROBES, ROUGHLY, histories, last_train_loss
from course_lib.mnist.learner import Learner


class ByTheBook:
    """Batch means while training, `eval` and `train` in turn, the validation set in one go."""

    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        self.dls, self.model, self.opt_func, self.loss_func = dls, model, opt_func, loss_func
        self.metrics, self.history = list(metrics), []

    def fit(self, n_epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.before_epoch()
            train_loss = self.train(opt)
            self.model.eval()
            self.history.append({"train_loss": train_loss, **self.measured(self.dls.valid)})

    def before_epoch(self):
        self.model.train()

    def train(self, opt):
        losses = [self.one_batch(xb, yb, opt) for xb, yb in self.dls.train]
        return sum(losses) / len(losses)

    def one_batch(self, xb, yb, opt):
        loss = self.loss_func(self.model(xb), yb)
        loss.backward()
        opt.step()
        opt.zero_grad()
        return loss.item()

    @torch.no_grad()
    def measured(self, batches):
        predictions, targets = torch.cat([self.model(xb) for xb, _ in batches]), torch.cat([yb for _, yb in batches])
        values = {metric.__name__: metric(predictions, targets).item() for metric in self.metrics}
        return {"valid_loss": self.loss_func(predictions, targets).item(), **values}


class MeasuresAfterwards(ByTheBook):
    """`train_loss` of the epoch's last parameters."""

    def train(self, opt):
        super().train(opt)
        self.model.eval()
        return self.measured(self.dls.train)["valid_loss"]


class OnTrainingData(ByTheBook):
    def measured(self, batches):
        on_training_data = super().measured(self.dls.train)
        return on_training_data | {"valid_loss": super().measured(batches)["valid_loss"]}


class AllOnTrainingData(ByTheBook):
    def measured(self, batches):
        return super().measured(self.dls.train)


class TrainsOnceInEvalMode(ByTheBook):
    def before_epoch(self):
        if not self.history:
            self.model.train()


class AlwaysInEvalMode(ByTheBook):
    def before_epoch(self):
        self.model.eval()


class NeverInEvalMode(ByTheBook):
    def measured(self, batches):
        self.model.train()
        return super().measured(batches)


class Wipes(ByTheBook):
    def fit(self, n_epochs, lr):
        self.history = []
        super().fit(n_epochs, lr)


class KeepsTheLastEpoch(ByTheBook):
    def before_epoch(self):
        super().before_epoch()
        self.history = []


class StartsAfresh(ByTheBook):
    def __init__(self, dls, model, opt_func, loss_func, metrics=()):
        super().__init__(dls, model, opt_func, loss_func, metrics)
        self.first = copy.deepcopy(model.state_dict())

    def fit(self, n_epochs, lr):
        self.model.load_state_dict(self.first)
        super().fit(n_epochs, lr)


class ResetsLayers(ByTheBook):
    def fit(self, n_epochs, lr):
        self.model.layer.reset_parameters()
        super().fit(n_epochs, lr)


# Signs: what the log tells of an answer, however it is written


def all_right(expected: Observation, actual: Observation) -> bool:
    if actual.failure or first_mismatch(histories(expected.value), histories(actual.value), NEAR):
        return False
    losses = last_train_loss(expected.value), last_train_loss(actual.value)
    return not asks_for_train_loss(expected) or first_mismatch(*losses, ROUGHLY) is None


def asks_for_train_loss(expected: Observation) -> bool:
    _, (xs, _), *_ = expected.arguments[0]
    return len(xs) == MANY


def entries(observation: Observation, kind: str) -> list[tuple]:
    fits_seen = observation.value or ()
    return [entry for fit in fits_seen for entry in fit["log"] if entry[0].startswith(kind)]


def saw_no_validation(expected: Observation, actual: Observation) -> bool:
    """The metrics, or the loss where there are none, were asked about nothing but targets to train on."""
    _, (_, ys), *_ = expected.arguments[0]
    known = {target for y in ys for target in y.tolist()}
    asked = entries(actual, "metric") or entries(actual, "loss")
    return all_right(expected, actual) or bool(asked) and all(target in known for _, target, _ in asked)


def in_the_wrong_mode(expected: Observation, actual: Observation) -> bool:
    """A step was taken in eval mode, or the validation set measured in training mode."""
    measured, trained = (any(x < 0 for _, x, _ in entries(actual, kind)) for kind in ("forward in training", "step"))
    return all_right(expected, actual) or measured and not trained or bool(entries(actual, "step in eval"))


def earlier_epochs_gone(expected: Observation, actual: Observation) -> bool:
    """Each history is the end of the right one, and the last one holds no epoch from before the last fit."""
    if actual.failure or all_right(expected, actual):
        return not actual.failure
    pairs = list(zip(histories(expected.value), histories(actual.value), strict=True))
    _, _, _, plan, _ = expected.arguments[0]
    if not all(isinstance(history, list) and history for _, history in pairs):
        return False
    ends = all(alike(right[-len(history):], history) for right, history in pairs)
    return ends and len(pairs[-1][1]) < len(pairs[-1][0]) and len(pairs[-1][1]) <= plan[-1][0]


def started_afresh(expected: Observation, actual: Observation) -> bool:
    """The last fit began with other weights than those that the one before had left, which were right."""
    if actual.failure or all_right(expected, actual):
        return not actual.failure
    right, begun = (first_scores(observation.value) for observation in (expected, actual))
    if None in begun or alike(right[-1], begun[-1]):
        return False
    return alike(right[0], begun[0]) == alike(histories(expected.value)[0], histories(actual.value)[0])


def first_scores(seen: list[dict]) -> list:
    """The scores of each fit's first training batch."""
    return [next((s for kind, x, s in fit["log"] if kind.startswith("forward") and x > 0), None) for fit in seen]


q35_Learner = Exercise(
    id="q35_Learner",
    reference=Learner,
    alternatives=[ByTheBook, MeasuresAfterwards],
    misconceptions=[
        Misconception(
            "metrics on training data",
            "The metrics know the training data by heart, as the model does. Which loader holds what it has not seen?",
            wrong=[OnTrainingData, AllOnTrainingData],
            sign=saw_no_validation,
        ),
        Misconception(
            "eval mode left on or never on",
            "Dropout should be on for every step and off for every measurement, in each epoch anew. Who switches it, "
            "and who switches it back?",
            wrong=[TrainsOnceInEvalMode, AlwaysInEvalMode, NeverInEvalMode],
            sign=in_the_wrong_mode,
            points=1,
        ),
        Misconception(
            "history wiped",
            "The epochs of the first `fit` are gone after the second. Where should the empty list be made, so that it "
            "is made once?",
            wrong=[Wipes, KeepsTheLastEpoch],
            sign=earlier_epochs_gone,
            points=1,
        ),
        Misconception(
            "fresh weights on a second `fit`",
            "The second `fit` starts all over again. With which weights did the first one end, and who threw them "
            "away?",
            wrong=[StartsAfresh, ResetsLayers],
            sign=started_afresh,
        ),
    ],
    probes=PROBES,
)

EXERCISES = (q35_Learner,)
