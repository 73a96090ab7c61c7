"""The second exercise of the capstone: training, in a limited time; each threshold of accuracy earns a point."""

import os
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from course_lib.checking import Draw, Earned, Exercise, Observation, Probe
from course_lib.checking.wording import raised
from course_lib.checking.written import written
from course_lib.mnist import Digits, mnist
from course_lib.mnist.convolutional_net import digit_model
from course_lib.mnist.optimiser import BasicOptim
from course_lib.mnist.sgd import minibatches

THRESHOLDS = (0.90, 0.95, 0.97, 0.98)  # of the validation digits, a point each
SECONDS = 120.0  # of CPU time

History = list[dict[str, float]]


def fit_digits(model: nn.Module, train_x: Tensor, train_y: Tensor) -> History:
    """Train in place with cross-entropy and a learning rate that falls from epoch to epoch."""
    history = []
    for lr in (0.3, 0.2, 0.1, 0.05):
        opt, total = BasicOptim(model.parameters(), lr), 0.0
        for batch in minibatches(len(train_x), 50):
            loss = F.cross_entropy(model(train_x[batch]), train_y[batch])
            opt.zero_grad()
            loss.backward()
            opt.step()
            total += loss.item() * len(batch)
        history.append({"train_loss": total / len(train_x)})
    return history


def by_adam(model: nn.Module, train_x: Tensor, train_y: Tensor) -> History:
    optimiser = torch.optim.Adam(model.parameters(), lr=3e-3)
    history = []
    for epoch in range(4):
        losses = []
        for batch in torch.randperm(len(train_x)).split(100):
            loss = F.cross_entropy(model(train_x[batch]), train_y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            losses.append(loss.item())
        optimiser.param_groups[0]["lr"] *= 0.5
        history.append({"epoch": epoch, "train_loss": sum(losses) / len(losses)})
    return history


# How it is watched: the training digits go in with their labels, afterwards the validation digits without theirs.


def trained(answer: Callable, images: Tensor, labels: Tensor, unlabelled: Tensor, spare: nn.Module) -> dict:
    """What training returns, what it took, and what the model then says to digits that it has not seen."""
    model = own_model(answer, images) or spare
    x = images.float() / 255
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # small steps in two threads take many times the CPU time on a busy machine
    start = cpu_seconds()
    history = answer(model, x, labels)
    used = cpu_seconds() - start
    torch.set_num_threads(threads)
    model.eval()
    with torch.no_grad():
        predictions = torch.cat([model(some.float() / 255).argmax(dim=1) for some in unlabelled.split(1000)])
    return {"history": history, "CPU seconds": used, "predictions": predictions}


def own_model(answer: Callable, images: Tensor) -> nn.Module | None:
    """The model of the student's own `digit_model`, from the same notebook; None where that doesn't work yet."""
    try:
        model = written(answer).names["digit_model"]().eval()
        with torch.no_grad():
            works = model(images[:2].float() / 255).shape == (2, 10)
        return model.train() if works else None
    except Exception:
        return None


def cpu_seconds() -> float:
    return sum(os.times()[:4])  # all threads, and processes that have ended


# What is judged


def earned(observation: Observation, labels: Tensor) -> Earned:
    """A point for each threshold that is reached in time, if what comes back is a history."""
    if observation.failure:
        return stopped(observation)
    seen = observation.value
    right = accuracy(seen["predictions"], labels)
    reached = sum(right >= threshold for threshold in THRESHOLDS)
    told = (
        ("trained", f"in {seen['CPU seconds']:.0f} s of CPU time, of {SECONDS:.0f}"),
        ("reached", f"{100 * right:.2f} % of {len(labels)} validation digits"),
    )
    if fault := fault_of(seen["history"]):
        return Earned(0, (*told, ("but", fault)), "What should stand in the list after each epoch?")
    if seen["CPU seconds"] > SECONDS:
        return Earned(0, (*told, ("but", "it took too long")), "What could be done less often, or with larger batches?")
    return Earned(reached, (*told, ("points", explained(reached))), HINTS.get(reached, ""))


def stopped(observation: Observation) -> Earned:
    if observation.too_long:
        late = ("but", f"it did not end within {SECONDS:.0f} s of CPU time")
        return Earned(0, (late,), "How long does one epoch take?")
    return Earned(0, (("raised", raised(observation.failure)),))


def accuracy(predictions: object, labels: Tensor) -> float:
    if not isinstance(predictions, Tensor) or predictions.shape != labels.shape:
        return 0.0
    return (predictions == labels).double().mean().item()


def fault_of(history: object) -> str | None:
    if not isinstance(history, list | tuple) or not history or not all(isinstance(epoch, dict) for epoch in history):
        return "what came back is no list of dicts, one an epoch"
    losses = [epoch.get("train_loss") for epoch in history]
    numbers = (type(loss) in (int, float) or isinstance(loss, Tensor) and loss.numel() == 1 for loss in losses)
    return None if all(numbers) else "an epoch's dict has no number as its `train_loss`"


def explained(reached: int) -> str:
    marks = [f"{100 * threshold:.0f} %" for threshold in THRESHOLDS]
    told = f"{reached} of {len(marks)}: "
    told += f"{', '.join(marks[:reached])} reached" if reached else "none reached"
    return told if reached == len(marks) else f"{told}; the next one at {marks[reached]}"


HINTS = {
    0: "Does the loss go down from epoch to epoch, and do labels and images stay together when you shuffle?",
    1: "One linear layer ends near 92 %. How many epochs do you train, and at which learning rate?",
    2: "Is the loss still going down when you stop? How much of the time is left?",
    3: "Nearly there. What does a learning rate do that falls towards the end?",
}


def fitting(digits: Callable[[], Digits]) -> Exercise:
    """The exercise on these digits; those of the validation set are mixed anew under each seed."""

    def order(draw: Draw, n: int) -> Tensor:
        return torch.randperm(n, generator=draw.generator())

    def inputs(draw: Draw) -> tuple[Tensor, Tensor, Tensor, nn.Module]:
        images, labels, unlabelled, _ = digits()
        mixed = unlabelled[order(draw, len(unlabelled))]
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(0)
            return images, labels, mixed, digit_model()

    probe = Probe("your digit_model(), all training digits", inputs, watch=trained, told_inputs=False)

    def points(observations: tuple[Observation, ...], seed: object) -> Earned:
        labels = digits().valid_labels
        return earned(observations[0], labels[order(Draw(probe.name, seed), len(labels))])

    return Exercise(
        "c01_fit_digits", fit_digits, [probe], alternatives=[by_adam], points=4, earned=points,
        seconds=SECONDS + 15,  # what the answer itself takes is measured; the rest is for the predictions
    )


c01_fit_digits = fitting(mnist)
