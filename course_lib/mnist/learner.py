"""The learner: data, model, optimiser and loss brought together, and a record of how training went."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from torch import Tensor, nn

from course_lib.mnist.validation import evaluating

Batches = Iterable[tuple[Tensor, Tensor]]
Measure = Callable[[Tensor, Tensor], Tensor]


@dataclass(frozen=True)
class DataLoaders:
    """The loader to train on and the one to validate on."""

    train: Batches
    valid: Batches


class Optimiser(Protocol):
    """What steps along the gradients and clears them."""

    def step(self) -> None: ...

    def zero_grad(self) -> None: ...


class Learner:
    """Trains `model` in place; `history` holds one dict an epoch.

    Each has `train_loss`, a mean of the losses before each step, and, on the validation set, `valid_loss` and each
    metric under its function's name; all over samples. `opt_func(params, lr)` makes the optimiser of one `fit`.
    """

    def __init__(
        self,
        dls: DataLoaders,
        model: nn.Module,
        opt_func: Callable[[Iterable[Tensor], float], Optimiser],
        loss_func: Measure,
        metrics: Sequence[Measure] = (),
    ):
        self.dls, self.model = dls, model
        self.opt_func, self.loss_func, self.metrics = opt_func, loss_func, metrics
        self.history: list[dict[str, float]] = []

    def fit(self, n_epochs: int, lr: float) -> None:
        """Train for so many epochs more, from where the last `fit` stopped."""
        opt = self.opt_func(self.model.parameters(), lr)
        for _ in range(n_epochs):
            self.history.append({"train_loss": self._train(opt), **self._validate()})

    def _train(self, opt: Optimiser) -> float:
        self.model.train()
        mean = _Mean()
        for xb, yb in self.dls.train:
            loss = self.loss_func(self.model(xb), yb)
            opt.zero_grad()
            loss.backward()
            opt.step()
            mean.add(loss, len(xb))
        return mean.value

    def _validate(self) -> dict[str, float]:
        measures = {"valid_loss": self.loss_func, **{metric.__name__: metric for metric in self.metrics}}
        means = {name: _Mean() for name in measures}
        with evaluating(self.model):
            for xb, yb in self.dls.valid:
                predictions = self.model(xb)
                for name, measure in measures.items():
                    means[name].add(measure(predictions, yb), len(xb))
        return {name: mean.value for name, mean in means.items()}


class _Mean:
    """A mean over samples, from the means of batches."""

    def __init__(self):
        self.total, self.count = 0.0, 0

    def add(self, value: Tensor, size: int) -> None:
        self.total = self.total + value.detach() * size  # stays on its device: nobody waits for it within an epoch
        self.count += size

    @property
    def value(self) -> float:
        return float(self.total / self.count)
