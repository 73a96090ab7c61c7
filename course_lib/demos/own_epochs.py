"""A student's `train_epoch` in a demo that goes batch by batch: a whole epoch runs at once, and each batch's outcome is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from torch import Tensor, nn
from torch.nn import functional as F

from course_lib.demos.own import Own
from course_lib.mnist.loader import MiniLoader
from course_lib.mnist.optimiser import BasicOptim


class OwnEpochs:
    """`after[n]` is what `measure(model)` gave once the function had dealt with n batches.

    An epoch that leaves out batches counts as if it had stood still for them; after one that fails there are no more.
    """

    def __init__(self, own: Own, model: nn.Module, dl: MiniLoader, rate: float, measure: Callable[[nn.Module], Any]):
        self.own, self.model, self.dl, self.rate, self.measure = own, model, dl, rate, measure
        self.after = [measure(model)]
        self._failed = False

    def reach(self, batches: int) -> None:
        """Train on until so many batches are done."""
        while len(self.after) <= batches and not self._failed:
            self._run_epoch()

    def at(self, batches: int) -> Any:
        """What it reached after so many batches, or with its last one."""
        return self.after[min(batches, len(self.after) - 1)]

    def _run_epoch(self) -> None:
        kept: list[Any] = []
        self.own.tried(lambda train_epoch: self._train(train_epoch, kept))
        self._failed = bool(self.own.trouble)
        standing_still = [] if self._failed else kept[-1:] * len(self.dl)
        self.after += [*kept, *standing_still][: len(self.dl)]

    def _train(self, train_epoch: Callable, kept: list[Any]) -> None:
        watched = _Watched(self.dl, lambda: kept.append(self.measure(self.model)))
        train_epoch(self.model, watched, F.mse_loss, BasicOptim(self.model.parameters(), self.rate))
        end = self.measure(self.model)
        kept[len(self.dl) - 1 :] = [end]  # what came after the last batch counts with it


class _Watched:
    """The loader, with a call after each batch, once the next is asked for."""

    def __init__(self, dl: MiniLoader, after_batch: Callable[[], None]):
        self.dl, self.after_batch = dl, after_batch

    def __len__(self) -> int:
        return len(self.dl)

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        for batch in self.dl:
            yield batch
            self.after_batch()
