"""The loader: a collection of pairs, handed out in batches."""

import math
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from course_lib.mnist.sgd import minibatches

Item = Tensor | float


class MiniLoader:
    """Batches of a collection of pairs, as often as they are asked for; shuffled anew each time, if at all.

    Each batch is a pair of tensors, whose first axis counts the items; the last batch may be short.
    """

    def __init__(
        self,
        dataset: Sequence[tuple[Item, Item]],
        batch_size: int,
        shuffle: bool = False,
        *,
        generator: torch.Generator | None = None,
    ):
        self.dataset, self.batch_size = dataset, batch_size
        self.shuffle, self.generator = shuffle, generator

    def __len__(self) -> int:
        return math.ceil(len(self.dataset) / self.batch_size)

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        for indices in self._batches_of_indices():
            inputs, labels = zip(*(self.dataset[index] for index in indices.tolist()), strict=True)
            yield _stacked(inputs), _stacked(labels)

    def _batches_of_indices(self) -> Sequence[Tensor]:
        n = len(self.dataset)
        if self.shuffle:
            return minibatches(n, self.batch_size, self.generator)
        return torch.arange(n).split(self.batch_size)


def _stacked(items: Sequence[Item]) -> Tensor:
    return torch.stack([torch.as_tensor(item) for item in items])
