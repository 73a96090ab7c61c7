"""What question 35 gives to a learner, and how it is watched: by its history, and by a log that only names mistakes."""

from collections.abc import Callable, Iterable
from types import SimpleNamespace

import torch
from torch import Tensor, nn

from course_lib.checking import Draw, Given, Likeness, Opaque, Probe
from course_lib.checking.plain import plain

# Inputs and targets of the validation set are below 0, those to train on above.


class Log(list):
    """What happened, in order; a copied model writes into the same log."""

    def __deepcopy__(self, memo: dict) -> "Log":
        return self


class Telltale(nn.Module):
    """A linear model that drops `kept` as long as dropout is on, and says in which mode it works on what."""

    def __init__(self, weight: Tensor, bias: Tensor, kept: Tensor, log: Log):
        super().__init__()
        self.layer, self.dropout, self.log = nn.Linear(len(weight), 1), nn.Dropout(1.0), log
        self.layer.weight.data, self.layer.bias.data = weight[None].clone(), bias.reshape(1).clone()
        self.register_buffer("kept", kept)

    def forward(self, xb: Tensor) -> Tensor:
        scores = self.layer(xb).squeeze(1)  # (batch,)
        mode = "training" if self.training else "eval"
        seen = xb.detach().mean().item(), scores.detach().mean().item()
        self.log.append((f"forward in {mode} mode", *seen))
        if scores.requires_grad:
            scores.register_hook(lambda gradient: self.log.append((f"step in {mode} mode", *seen)))
        return scores + self.dropout(self.kept)


class Batches(list):
    """A list of batches with a `dataset`, as loaders have one."""

    def __init__(self, xs: list[Tensor], ys: list[Tensor]):
        super().__init__(zip(xs, ys, strict=True))
        self.dataset = list(zip(torch.cat(xs), torch.cat(ys), strict=True))


class Descent:
    """The plainest optimiser."""

    def __init__(self, params: Iterable[Tensor], lr: float):
        self.params, self.lr = list(params), lr

    def step(self) -> None:
        for p in self.params:
            if p.grad is not None:
                p.data -= self.lr * p.grad

    def zero_grad(self, set_to_none: bool = True) -> None:
        for p in self.params:
            p.grad = None


def descent(params: Iterable[Tensor], lr: float) -> Descent:
    """`opt_func` may be a function as well: torch's own `SGD` would import half of torch while the student waits."""
    return Descent(params, lr)


def measures(log: Log) -> tuple[Callable, list[Callable]]:
    """A loss and two metrics, means over samples that tell their arguments apart and say on what they are asked."""

    def relative_error(predictions: Tensor, targets: Tensor) -> Tensor:
        log.append(("loss", targets.min().item(), 0.0))
        return ((predictions - targets) ** 2 / (1 + targets.abs())).mean()

    def distance(predictions: Tensor, targets: Tensor) -> Tensor:
        log.append(("metric", targets.min().item(), 0.0))
        return (predictions - 2 * targets).abs().mean()

    def tendency(predictions: Tensor, targets: Tensor) -> Tensor:
        log.append(("metric", targets.min().item(), 0.0))
        return (2 * predictions - targets).mean()

    return relative_error, [distance, tendency]


NAMES = ("train_loss", "valid_loss", "distance", "tendency")


def fits(
    answer: Callable, numbers: list, train: list, valid: list, plan: list, opt: str, metrics: tuple | list | None = None
) -> list[dict]:
    """One learner, a few fits: the whole history after each, and the log of it."""
    log = Log()
    loss_func, both = measures(log)
    model = Telltale(*numbers, log)
    dls = SimpleNamespace(train=Batches(*train), valid=Batches(*valid))
    opt_func = descent if opt == "a function" else Descent
    given = {} if metrics is None else {"metrics": type(metrics)(both[: len(metrics)])}
    learner, seen = answer(dls, model, opt_func, loss_func, **given), []
    for n_epochs, lr in plan:
        log.clear()
        learner.fit(n_epochs, lr)
        seen.append({"history": plain(learner.history), "log": list(log)})
    return seen


def histories(seen: list[dict]) -> list:
    """What is judged: of each epoch what the contract names; of `train_loss`, only that it is a number."""
    every = [fit["history"] for fit in seen]
    return [[named(epoch) for epoch in one] if isinstance(one, list | tuple) else one for one in every]


def named(epoch: object) -> object:
    if not isinstance(epoch, dict):
        return epoch
    kept = {name: epoch[name] for name in NAMES if name in epoch}
    if is_number(kept.get("train_loss")):
        kept["train_loss"] = Opaque("a number")
    return kept


def is_number(value: object) -> bool:
    return type(value) in (int, float) or isinstance(value, Tensor) and value.ndim == 0


def train_losses(seen: list[dict]) -> object:
    history = seen[-1]["history"]
    whole = isinstance(history, list | tuple) and all(isinstance(epoch, dict) for epoch in history)
    return [epoch.get("train_loss") for epoch in history] if whole else history


def last_train_loss(seen: list[dict]) -> object:
    losses = train_losses(seen)
    return losses[-1] if isinstance(losses, list) and losses else losses


# Probes

MANY = 4  # batches, in the probes that ask for `train_loss`
NEAR, ROUGHLY = Likeness(rtol=1e-3, atol=1e-4, either=True), Likeness(rtol=0.3, either=True)


def fitting(name: str, sizes: tuple, valid_sizes: tuple, epochs: tuple, opt="a class", metrics=None) -> Probe:
    def inputs(draw: Draw) -> Given:
        numbers = [draw.floats(3, low=0.2), draw.floats(1, low=0.2), draw.floats(1, low=1.0)]
        train = [draw.floats(n, 3, low=0.1, high=1) for n in sizes], [draw.floats(n, low=1, high=4) for n in sizes]
        scale = [1 + 2 * index for index in range(len(valid_sizes))]  # errors of another size in each batch
        valid = (
            [draw.floats(n, 3, low=-1, high=-0.1) for n in valid_sizes],
            [s * draw.floats(n, low=-2, high=-1) for n, s in zip(valid_sizes, scale, strict=True)],
        )
        plan = [(n_epochs, draw.number(0.1, 0.15) / (1 + index)) for index, n_epochs in enumerate(epochs)]
        return Given((numbers, train, valid, plan, opt), {} if metrics is None else {"metrics": metrics})

    return Probe(name, inputs, watch=fits, facts=histories, like=NEAR, told_inputs=False)


def hardly_moving(draw: Draw) -> tuple:
    """Batches of very different losses, and a rate near 0: any mean is far from the first loss and from the last."""
    sizes, scales = (3, 4, 3, 1), (3, 12, 6, 20)
    numbers = [draw.floats(2, low=-0.1, high=0.1), draw.floats(1, low=-0.1, high=0.1), torch.zeros(1)]
    train = (
        [draw.floats(n, 2, low=0.1, high=1) for n in sizes],
        [s * draw.floats(n, low=0.95, high=1.05) for n, s in zip(sizes, scales, strict=True)],
    )
    return numbers, train, small_valid(draw), [(1, 1e-6)], "a class"


def settling(draw: Draw) -> tuple:
    """One huge loss, then the same floor in every batch: whichever mean it is, epochs that are over must not count."""
    targets = draw.floats(3, low=0.8, high=1.2) + torch.tensor([0.0, 1.0, 2.0])
    numbers = [torch.zeros(2), draw.floats(1, low=25, high=35), torch.zeros(1)]
    train = [0.001 * draw.floats(3, 2, low=0.1, high=1) for _ in range(4)], [targets.clone() for _ in range(4)]
    return numbers, train, small_valid(draw), [(2, 1.0)], "a class"


def small_valid(draw: Draw) -> tuple[list[Tensor], list[Tensor]]:
    return [draw.floats(2, 2, low=-1, high=-0.1)], [draw.floats(2, low=-2, high=-1)]


ONE, TWO = ("distance",), ["distance", "tendency"]
PROBES = [
    fitting("a fit of one epoch, one batch", (2,), (3,), (1,)),
    fitting("a fit of two epochs, batches of 3 and 1", (3, 1), (2,), (2,), metrics=ONE),
    fitting("a fit of two epochs, then one more", (3, 2), (4, 1), (2, 1), metrics=TWO),
    fitting("two fits of one epoch, opt_func a function", (2, 4, 1), (1, 3), (1, 1), opt="a function", metrics=TWO),
    Probe("batches that differ, and their train_loss", hardly_moving, fits, ROUGHLY, train_losses, told_inputs=False),
    Probe("two epochs, and the last train_loss", settling, fits, ROUGHLY, last_train_loss, told_inputs=False),
]
