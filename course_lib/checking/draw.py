"""Inputs drawn from a seed: the same key draws the same inputs, on every machine."""

import hashlib
import random
from collections.abc import Sequence

import torch
from torch import Tensor


class Draw:
    """A source of random inputs, wholly decided by its key."""

    def __init__(self, *key: object):
        digest = hashlib.sha256(repr(key).encode()).digest()
        self._seed = int.from_bytes(digest[:7], "big")
        self._random = random.Random(self._seed)
        self._generator = torch.Generator().manual_seed(self._seed)

    def floats(self, *shape: int, low: float = -2.0, high: float = 2.0, dtype: torch.dtype = torch.float32) -> Tensor:
        """Uniform in [low, high)."""
        unit = torch.rand(shape, generator=self._generator, dtype=torch.float64)
        return (low + (high - low) * unit).to(dtype)

    def integers(self, *shape: int, low: int = 0, high: int = 10, dtype: torch.dtype = torch.int64) -> Tensor:
        """Uniform over low, ..., high - 1."""
        return torch.randint(low, high, shape, generator=self._generator).to(dtype)

    def image(self, *shape: int) -> Tensor:
        """Gray values 0..255 as uint8."""
        return self.integers(*shape, low=0, high=256, dtype=torch.uint8)

    def generator(self) -> torch.Generator:
        """A fresh generator to hand to an answer."""
        return torch.Generator().manual_seed(self.integer(0, 2**31))

    def integer(self, low: int, high: int) -> int:
        """Uniform over low, ..., high, both ends included."""
        return self._random.randint(low, high)

    def number(self, low: float, high: float) -> float:
        """Uniform between low and high."""
        return self._random.uniform(low, high)

    def choice(self, options: Sequence):
        """One of the options."""
        return self._random.choice(options)

    def shuffled(self, items: Sequence) -> list:
        """All of the items, in a random order."""
        return self._random.sample(items, len(items))

    def word(self, length: int) -> str:
        """A word of lower-case letters."""
        return "".join(self._random.choices("abcdefghijklmnopqrstuvwxyz", k=length))
