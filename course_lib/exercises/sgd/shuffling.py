"""What is judged of batches in a random order: properties that every right answer has, and signs of the mistakes.

An observation holds the batches of one call, or those of the four calls of `q15_batches.four_epochs`.
"""

from typing import Any

import torch
from torch import Tensor

from course_lib.checking import Observation

Batches = list[Tensor]


def in_order(batches: Any) -> Any:
    """Batches of the same sizes with the same indices, in increasing order: what is judged where the order is free."""
    if not _are_batches(batches):
        return batches
    return list(_joined(batches).sort().values.split([len(batch) for batch in batches]))


def orders(epochs: list[Any]) -> list[Any]:
    """Each epoch's batches without their order, whether they are shuffled, and by whose order."""
    shuffled = ["shuffled" if is_shuffled(epoch) else "not shuffled" for epoch in epochs]
    first, second, third, _ = epochs
    agreements = [f"equal generators: {_agreement(first, second)}", f"different generators: {_agreement(first, third)}"]
    return [*map(in_order, epochs), *shuffled, *agreements]


def is_shuffled(batches: Any) -> bool:
    """Whether most neighbours within a batch, once sorted, are no neighbours among the indices.

    In shuffled batches of 7 among 60 one pair in ten is: more than half are in fewer than one case in 10**12.
    """
    if not _are_batches(batches):
        return True  # something else is wrong with them
    gaps = torch.cat([batch.sort().values.diff() for batch in batches]) if batches else torch.ones(1)
    return bool((gaps == 1).sum() <= len(gaps) / 2)


def short_of_a_batch(expected: Observation, actual: Observation) -> bool:
    """Whether there are full batches only, of different indices, and not always all of them."""
    return all(_all_different(batches) and _is_short(right, batches) for right, batches in _pairs(expected, actual))


def in_runs(expected: Observation, actual: Observation) -> bool:
    """Whether all is right, but some batches of many hold neighbours."""
    pairs = _pairs(expected, actual)
    return _right_but_for_order(pairs) and (len(pairs) == 1 or not all(is_shuffled(batches) for _, batches in pairs))


def some_twice(expected: Observation, actual: Observation) -> bool:
    """Whether of many indices some are drawn twice, within a batch or in two of them, and others never."""
    pairs = _pairs(expected, actual)
    if len(pairs) == 1:
        return _are_batches(pairs[0][1])  # few indices may come once each by chance
    return not any(_all_different(batches) or _complete(right, batches) for right, batches in pairs)


def by_another_order(expected: Observation, actual: Observation) -> bool:
    """Whether all is right and shuffled, so that only the generator can be what was passed over."""
    pairs = _pairs(expected, actual)
    return _right_but_for_order(pairs) and (len(pairs) == 1 or all(is_shuffled(batches) for _, batches in pairs))


def _pairs(expected: Observation, actual: Observation) -> list[tuple[Batches, Any]]:
    """The expected and the actual batches of each call; with None for batches where something else came back."""
    several = isinstance(expected.value[0], list | tuple)
    wanted, found = (o.value if several else [o.value] for o in (expected, actual))
    if not isinstance(found, list | tuple) or not all(map(_are_batches, found)):
        return [(right, None) for right in wanted]
    return list(zip(wanted, found, strict=True))


def _are_batches(batches: Any) -> bool:
    whole = isinstance(batches, tuple | list)
    return whole and all(isinstance(b, Tensor) and b.dtype == torch.int64 and b.ndim == 1 for b in batches)


def _joined(batches: Batches) -> Tensor:
    return torch.cat(list(batches)) if batches else torch.tensor([], dtype=torch.int64)


def _agreement(one: Any, other: Any) -> str:
    equal = _are_batches(one) and _are_batches(other) and torch.equal(_joined(one), _joined(other))
    return "the same order" if equal else "different orders"


def _right_but_for_order(pairs: list[tuple[Batches, Any]]) -> bool:
    return all(_same_but_for_order(right, batches) for right, batches in pairs)


def _same_but_for_order(right: Batches, batches: Any) -> bool:
    one, other = in_order(right), in_order(batches)
    return other is not None and len(one) == len(other) and all(map(torch.equal, one, other))


def _all_different(batches: Any) -> bool:
    return batches is not None and len(_joined(batches).unique()) == len(_joined(batches))


def _complete(right: Batches, batches: Any) -> bool:
    return batches is None or len(_joined(batches).unique()) == len(_joined(right))


def _is_short(right: Batches, batches: Batches) -> bool:
    sizes, wanted = [len(batch) for batch in batches], [len(batch) for batch in right]
    return sizes == wanted[:-1] or (sizes == wanted and len(set(wanted)) == 1)  # one that is full may be kept
