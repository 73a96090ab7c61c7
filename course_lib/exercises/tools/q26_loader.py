"""Question 26: what a DataLoader does."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.utils.data import DataLoader

from course_lib.checking import Draw, Exercise, Given, Likeness, Misconception, Probe
from course_lib.mnist.loader import MiniLoader

Pairs = Sequence[tuple[Any, Any]]
Numbers = list[tuple[float, float]]

# What is watched: the batches of two passes. What is taken is bounded, since a loader may go round for ever.


class Indexed:
    """A collection that has a length and hands out one pair at a time by its index; no slices, no lists of indices."""

    def __init__(self, pairs: Pairs):
        self.pairs = pairs

    def __len__(self) -> int:
        return len(self.pairs)

    def __getitem__(self, index: int) -> tuple[Any, Any]:
        return self.pairs[index.__index__()]


def two_passes(answer: Callable, dataset: Pairs, batch_size: int, **shuffle: bool) -> dict:
    """All batches, twice over."""
    loader = answer(dataset, batch_size, **shuffle)
    length, bound = len(loader), len(dataset) + 2
    first, second = (list(itertools.islice(loader, bound)) for _ in range(2))
    return {"len(loader)": length, "first pass": first, "second pass": second}


def two_passes_indexed(answer: Callable, pairs: Pairs, batch_size: int, **shuffle: bool) -> dict:
    return two_passes(answer, Indexed(pairs), batch_size, **shuffle)


def a_glance_first(answer: Callable, dataset: Pairs, batch_size: int) -> dict:
    """One batch is looked at, as people do; then comes a whole pass."""
    loader = answer(dataset, batch_size)
    return {"first batch": next(iter(loader)), "then a pass": list(itertools.islice(loader, len(dataset) + 2))}


# What is judged of a shuffled loader, whose collection is always this one: no two inputs and no two labels are the same

SHUFFLED = [(float(i), 7.0 * i % 20) for i in range(20)]
BATCH = 6


def facts_of_shuffled(value: Any) -> Any:
    """What chance leaves as it is. That two orders fill the batches alike has a chance below 1e-8."""
    passes = passes_of(value)
    if passes is None:
        return value
    pairs = [[pair for batch in batches for pair in batch] for batches in passes]
    orderly = [SHUFFLED[start : start + BATCH] for start in range(0, len(SHUFFLED), BATCH)]
    return {
        "len(loader)": value["len(loader)"],
        "sizes of the batches": [[len(batch) for batch in batches] for batches in passes],
        "different inputs in each pass": [len({x for x, _ in found}) for found in pairs],
        "different labels in each pass": [len({y for _, y in found}) for found in pairs],
        "the pairs": "as they were" if all(pair in SHUFFLED for found in pairs for pair in found) else "torn apart",
        "order of the second pass": "the first one's" if pairs[0] == pairs[1] else "its own",
        "ways to fill the batches, of two passes and without shuffling":
            len({frozenset(map(frozenset, batches)) for batches in (*passes, orderly)}),
    }


def passes_of(value: Any) -> list[list[Numbers]] | None:
    """The two passes as pairs of numbers, batch by batch; None for what is no two passes."""
    try:
        return [[pairs_of(batch) for batch in value[name]] for name in ("first pass", "second pass")]
    except (LookupError, TypeError, ValueError, RuntimeError, AttributeError):
        return None


def pairs_of(batch: Sequence[Tensor]) -> Numbers:
    inputs, labels = (side.double().tolist() for side in batch)
    return [(float(x), float(y)) for x, y in zip(inputs, labels, strict=True)]


# The answers


def by_data_loader(dataset: Pairs, batch_size: int, shuffle: bool = False) -> DataLoader:
    return DataLoader(dataset, batch_size, shuffle=shuffle)


class WithNext:
    def __init__(self, dataset: Pairs, batch_size: int, shuffle: bool = False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle

    def __len__(self) -> int:
        return -(-len(self.dataset) // self.batch_size)

    def __iter__(self) -> "WithNext":
        n = len(self.dataset)
        self.order = torch.randperm(n).tolist() if self.shuffle else list(range(n))
        return self

    def __next__(self) -> list[Tensor]:
        if not self.order:
            raise StopIteration
        chosen, self.order = self.order[: self.batch_size], self.order[self.batch_size :]
        return [torch.stack([torch.as_tensor(self.dataset[i][side]) for i in chosen]) for side in (0, 1)]


class Mistaken(MiniLoader):
    """The batches of one pass are those of the right loader; each mistake is made on the way."""

    def right(self) -> Iterator[tuple[Tensor, Tensor]]:
        return super().__iter__()


def dropping(count: Callable[[int, int], int], told: Callable[[int, int], int]) -> type[Mistaken]:
    """A loader that hands out only so many batches, and says that it has so many, both from n and batch_size."""

    class Dropping(Mistaken):
        def __len__(self) -> int:
            return told(len(self.dataset), self.batch_size)

        def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
            return itertools.islice(self.right(), count(len(self.dataset), self.batch_size))

    return Dropping


def whole_batches(n: int, size: int) -> int:
    return n // size


def all_batches(n: int, size: int) -> int:
    return -(-n // size)


def all_but_one(n: int, size: int) -> int:
    return len(range(0, n - size, size))


def all_but_a_single_item(n: int, size: int) -> int:
    return len(range(0, n - 1, size))


class Spent(Mistaken):
    def __init__(self, *arguments, **keywords):
        super().__init__(*arguments, **keywords)
        self.batches = self.right()

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        return self.batches


class SpentBatchByBatch(Spent):
    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        self.batches = list(self.batches)
        while self.batches:
            yield self.batches[0]
            self.batches.pop(0)


class ShuffledOnce(Mistaken):
    def __init__(self, *arguments, **keywords):
        super().__init__(*arguments, **keywords)
        self.batches = list(self.right())

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        return iter(self.batches)


def never_shuffled(dataset: Pairs, batch_size: int, shuffle: bool = False) -> MiniLoader:
    return MiniLoader(dataset, batch_size)


class ShuffledApart(Mistaken):
    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        return ((xb, yb) for (xb, _), (_, yb) in zip(self.right(), self.right(), strict=True))


# The collections


def numbers(n: int) -> Callable[[Draw], Pairs]:
    return lambda draw: [(draw.integer(-8, 8) / 4, draw.integer(0, 9)) for _ in range(n)]


def images(n: int) -> Callable[[Draw], Pairs]:
    return lambda draw: [(draw.floats(3, 2), draw.integer(0, 9)) for _ in range(n)]


def vectors(n: int) -> Callable[[Draw], Pairs]:
    return lambda draw: [(draw.floats(4), draw.floats()) for _ in range(n)]


def loaded(
    name: str, pairs: Callable[[Draw], Pairs], batch_size: int, watch: Callable = two_passes, **shuffle: bool
) -> Probe:
    facts = {"facts": facts_of_shuffled} if any(shuffle.values()) else {}
    like = Likeness(any_dtype=True)  # the row does not say what Python's numbers become
    return Probe(name, lambda draw: Given((pairs(draw), batch_size), shuffle), watch, like, told_inputs=False, **facts)


q26_MiniLoader = Exercise(
    id="q26_MiniLoader",
    reference=MiniLoader,
    alternatives=[by_data_loader, WithNext],
    misconceptions=[
        Misconception(
            "last batch dropped",
            "The last items are missing: 7 in batches of 3 are 3, 3 and 1. What becomes of those that fill no batch?",
            wrong=[dropping(count, told) for count in (whole_batches, all_but_one, all_but_a_single_item)
                   for told in (count, whole_batches, all_batches)],
            points=1,
        ),
        Misconception(
            "spent after one pass",
            "The second `for` finds nothing. What should begin anew each time that `__iter__` is called?",
            wrong=[Spent, SpentBatchByBatch],
            points=1,
        ),
        Misconception(
            "same order each epoch",
            "The second pass repeats the first. When is the order drawn: as the loader is built, or as a pass begins?",
            wrong=[ShuffledOnce, never_shuffled],
            points=1,
        ),
        Misconception(
            "inputs and labels shuffled apart",
            "All inputs and labels are there, but the pairs are torn apart. How many orders should be drawn?",
            wrong=[ShuffledApart],
        ),
    ],
    probes=[
        loaded("4 pairs of numbers in batches of 2", numbers(4), 2),
        loaded("7 pairs of numbers in batches of 3", numbers(7), 3),
        loaded("2 pairs in batches of 5", images(2), 5),
        loaded("5 pairs of image and number in batches of 3", images(5), 3),
        loaded("9 pairs of tensors in batches of 4, from a collection that knows nothing but len and single indices",
               vectors(9), 4, watch=two_passes_indexed, shuffle=False),
        loaded("6 pairs in batches of 2, after a glance at the first batch", vectors(6), 2, watch=a_glance_first),
        loaded("20 pairs in batches of 6, shuffled", lambda draw: list(SHUFFLED), BATCH, shuffle=True),
        loaded("20 pairs in batches of 6, shuffled, from a collection that knows nothing but len and single indices",
               lambda draw: [(torch.tensor(x), int(y)) for x, y in SHUFFLED], BATCH, watch=two_passes_indexed,
               shuffle=True),
    ],
)

EXERCISES = (q26_MiniLoader,)
