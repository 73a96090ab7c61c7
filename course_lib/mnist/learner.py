"""The learner: data, model, optimiser and loss brought together, and a record of how training went."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TextIO

from torch import Tensor, nn

from course_lib.mnist.callbacks import Callback, hooks
from course_lib.mnist.progress import progress_table
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
    With `progress`, a stream such as `sys.stdout`, a table grows there by a line an epoch.
    """

    def __init__(
        self,
        dls: DataLoaders,
        model: nn.Module,
        opt_func: Callable[[Iterable[Tensor], float], Optimiser],
        loss_func: Measure,
        metrics: Sequence[Measure] = (),
        *,
        callbacks: Sequence[Callback] = (),
        progress: TextIO | None = None,
    ):
        self.dls, self.model = dls, model
        self.opt_func, self.loss_func, self.metrics = opt_func, loss_func, metrics
        self.callbacks = [*callbacks, *([progress_table(progress)] if progress else [])]
        self.history: list[dict[str, float]] = []
        self.n_epochs, self.epochs_done, self.steps, self.lr = 0, 0, 0, 0.0

    def fit(self, n_epochs: int, lr: float) -> None:
        """Train for so many epochs more, from where the last `fit` stopped."""
        self.begin(n_epochs, lr)
        self.resume()

    def begin(self, n_epochs: int, lr: float) -> None:
        """Make ready for a fit, which `resume` goes through."""
        self.n_epochs, self.lr = n_epochs, lr
        self.epochs_done, self.steps = 0, 0  # of this fit
        self.opt = self.opt_func(self.model.parameters(), lr)

    def resume(self) -> None:
        """Go through the epochs that the fit still lacks: all after `begin`, the rest after `Checkpoint.restore`."""
        self.stopped = False
        self._call("before_fit")
        while self.epochs_done < self.n_epochs and not self.stopped:
            self.history.append({"train_loss": self._train(), **self._validate()})
            self.epochs_done += 1
            self._call("after_epoch")

    def stop(self) -> None:
        """End the fit after the epoch under way: what a hook asks for."""
        self.stopped = True

    @property
    def total_steps(self) -> int:
        """The number of steps in the whole fit, if nothing stops it."""
        return self.n_epochs * len(self.dls.train)

    def _train(self) -> float:
        self.model.train()
        before, after = hooks(self.callbacks, "before_step"), hooks(self.callbacks, "after_step")
        mean = _Mean()
        for xb, yb in self.dls.train:
            for hook in before:
                hook(self)
            loss = self.loss_func(self.model(xb), yb)
            self.opt.zero_grad()
            loss.backward()
            self.opt.step()
            self.steps += 1
            mean.add(loss, len(xb))
            for hook in after:
                hook(self)
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

    def _call(self, when: str) -> None:
        for hook in hooks(self.callbacks, when):
            hook(self)


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
