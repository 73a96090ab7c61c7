"""Digits that live on the device: copied there once as bytes, made floats a batch at a time."""

from __future__ import annotations

import math
from collections.abc import Iterator

import torch
import torch.nn.functional as F
from torch import Tensor


class Resident:
    """Images uint8 [n, ...] and their labels [n] on a device."""

    def __init__(self, images: Tensor, labels: Tensor, device: torch.device | str = "cpu"):
        self.images = images.to(device)  # bytes: 47 MB for all of MNIST, in place of 188
        self.labels = labels.to(device)

    def __len__(self) -> int:
        return len(self.images)

    def batches(
        self,
        size: int,
        generator: torch.Generator | None = None,
        *,
        shuffle: bool = True,
        shift: int = 0,
        dtype: torch.dtype = torch.float32,
    ) -> ResidentBatches:
        """Return batches that can be gone through any number of times: images in 0..1, [size, ...], and labels [size].

        Shuffled anew each time; the generator, one of the CPU's whatever the device, alone decides how. With a
        `shift`, each image [height, width] is moved by up to so many pixels either way, as the generator says.
        """
        return ResidentBatches(self, size, generator, shuffle, shift, dtype)


class ResidentBatches:
    """A pass over the data each time it is iterated; the last batch may be short."""

    def __init__(
        self,
        data: Resident,
        size: int,
        generator: torch.Generator | None,
        shuffle: bool,
        shift: int,
        dtype: torch.dtype,
    ):
        self.data, self.size, self.generator = data, size, generator
        self.shuffle, self.shift, self.dtype = shuffle, shift, dtype

    def __len__(self) -> int:
        return math.ceil(len(self.data) / self.size)

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        images = self._shifted() if self.shift else self._in_order()
        return ((x.to(self.dtype).div_(255), y) for x, y in images)  # the division of `threes_and_sevens`, to the bit

    def _in_order(self) -> Iterator[tuple[Tensor, Tensor]]:
        if not self.shuffle:
            return zip(self.data.images.split(self.size), self.data.labels.split(self.size), strict=True)
        # not images[rows], which copies pixel by pixel: ten times as slow on a CPU
        return ((self.data.images.index_select(0, rows), self.data.labels[rows]) for rows in self._rows())

    def _shifted(self) -> Iterator[tuple[Tensor, Tensor]]:
        height, width = self.data.images.shape[1:]
        # every place of a window over the image with its margin, without a copy: (n, places, places, height, width)
        windows = F.pad(self.data.images, [self.shift] * 4).unfold(1, height, 1).unfold(2, width, 1)
        for rows in self._rows():
            down, right = self._places(len(rows))
            yield windows[rows, down, right], self.data.labels[rows]

    def _rows(self) -> tuple[Tensor, ...]:
        n = len(self.data)
        order = torch.randperm(n, generator=self.generator) if self.shuffle else torch.arange(n)
        return order.to(self.data.images.device).split(self.size)  # one small copy a pass

    def _places(self, count: int) -> Tensor:
        places = torch.randint(2 * self.shift + 1, (2, count), generator=self.generator)
        return places.to(self.data.images.device)
