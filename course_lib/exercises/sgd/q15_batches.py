"""Question 15: mini-batches, and the gradients they give."""

import random
from collections.abc import Callable

import torch
from torch import Tensor

from course_lib.checking import Draw, Exercise, Given, Misconception, Probe
from course_lib.exercises.sgd.shuffling import (
    Batches, by_another_order, in_order, in_runs, orders, short_of_a_batch, some_twice,
)
from course_lib.mnist.sgd import minibatches

# minibatches


def four_epochs(answer: Callable, n: int, batch_size: int, seeds: list[int]) -> list[Batches]:
    """Batches by a generator, by an equal one in other circumstances, by another one, and by none."""
    epochs = []
    for circumstances, seed in ((0, 0), (1, 0), (0, 1), (1, None)):
        torch.default_generator.manual_seed(seeds[circumstances])
        random.seed(seeds[circumstances])
        keywords = {} if seed is None else {"generator": torch.Generator().manual_seed(seeds[seed])}
        epochs.append(answer(n, batch_size, **keywords))
    return epochs


def indices(n: int, batch_size: int) -> Probe:
    return Probe(f"{n} in batches of {batch_size}", lambda draw: (n, batch_size), facts=in_order)


def indices_by_generator(n: int, batch_size: int) -> Probe:
    def inputs(draw: Draw) -> tuple:
        return n, batch_size, [draw.integer(0, 2**30), 2**30 + draw.integer(0, 2**30)]

    name = f"{n} in batches of {batch_size}, with generators"
    return Probe(name, inputs, watch=four_epochs, facts=orders, told_inputs=False)


def by_sorting_noise(n: int, batch_size: int, generator: torch.Generator | None = None) -> Batches:
    order = torch.rand(n, generator=generator, dtype=torch.float64).argsort()
    return [order[start:start + batch_size] for start in range(0, n, batch_size)]


def by_swaps(n: int, batch_size: int, generator: torch.Generator | None = None) -> tuple[Tensor, ...]:
    order = list(range(n))
    for last in range(n - 1, 0, -1):
        other = torch.randint(last + 1, (), generator=generator).item()
        order[last], order[other] = order[other], order[last]
    return torch.tensor(order).split(batch_size)


def last_one_dropped(n: int, batch_size: int, generator: torch.Generator | None = None) -> Batches:
    order = torch.randperm(n, generator=generator)
    return [order[i * batch_size:(i + 1) * batch_size] for i in range(n // batch_size)]


def even_a_full_one_dropped(n: int, batch_size: int, generator: torch.Generator | None = None) -> Batches:
    return minibatches(n, batch_size, generator)[:-1]


def in_sequence(n: int, batch_size: int, generator: torch.Generator | None = None) -> Batches:
    return list(torch.arange(n).split(batch_size))


def drawn_anew(n: int, batch_size: int, generator: torch.Generator | None = None) -> Batches:
    return [torch.randint(n, (len(batch),), generator=generator) for batch in in_sequence(n, batch_size)]


def own_order(n: int, batch_size: int, generator: torch.Generator | None = None) -> Batches:
    return minibatches(n, batch_size)


q15_minibatches = Exercise(
    id="q15_minibatches",
    reference=minibatches,
    alternatives=[by_sorting_noise, by_swaps],
    misconceptions=[
        Misconception(
            "last batch dropped",
            "Some indices are in no batch: those that did not fill one. Which samples would the model never see?",
            wrong=[last_one_dropped, even_a_full_one_dropped],
            sign=short_of_a_batch,
            points=1,
        ),
        Misconception(
            "not shuffled",
            "Neighbours stay together, in the same batches in every epoch. If the data are sorted by digit, what does "
            "a batch hold?",
            wrong=[in_sequence],
            sign=in_runs,
        ),
        Misconception(
            "drawn with replacement",
            "Some indices come twice, and others never. What would you do to a pack of cards, in place of drawing one "
            "and putting it back each time?",
            wrong=[drawn_anew],
            sign=some_twice,
        ),
        Misconception(
            "generator ignored",
            "Two equal generators should give the same order, and another one another. Which function of yours draws "
            "at random, and does it know of the generator?",
            wrong=[own_order],
            sign=by_another_order,
            points=1,
        ),
    ],
    probes=[indices(3, 2), indices(7, 3), indices(1, 4), indices(8, 4), indices(2, 5), indices(9, 4),
            indices_by_generator(60, 7)],
)

# batch_gradients


def batch_gradients(x: Tensor, y: Tensor, w: float, batches: Batches) -> Tensor:
    """d/dw of the mean square error of `w * x`, on each batch."""
    return torch.stack([2 * (x[batch] * (w * x[batch] - y[batch])).mean() for batch in batches])


def by_backward(x: Tensor, y: Tensor, w: float, batches: Batches) -> Tensor:
    weight, gradients = torch.tensor(w, requires_grad=True), []
    for batch in batches:
        weight.grad = None
        (weight * x[batch] - y[batch]).pow(2).mean().backward()
        gradients.append(weight.grad.item())
    return torch.tensor(gradients)


def all_samples_at_once(x: Tensor, y: Tensor, w: float, batches: Batches) -> Tensor:
    slopes = 2 * x * (w * x - y)  # (n,)
    sizes = torch.tensor([len(batch) for batch in batches])
    owners = torch.arange(len(batches)).repeat_interleave(sizes)
    return torch.zeros(len(batches)).index_add(0, owners, slopes[torch.cat(batches)]) / sizes


def of_the_whole_set(x: Tensor, y: Tensor, w: float, batches: Batches) -> Tensor:
    return batch_gradients(x, y, w, [torch.arange(len(x))] * len(batches))


def halved(x: Tensor, y: Tensor, w: float, batches: Batches) -> Tensor:
    return batch_gradients(x, y, w, batches) / 2


def piled_up(x: Tensor, y: Tensor, w: float, batches: Batches) -> Tensor:
    return batch_gradients(x, y, w, batches).cumsum(0)


def one_pile_for_all(x: Tensor, y: Tensor, w: float, batches: Batches) -> Tensor:
    return batch_gradients(x, y, w, batches).sum().expand(len(batches))  # `w.grad` kept without a copy


def samples(*sizes: int) -> Probe:
    """Batches that overlap or leave samples out, as any list of indices may."""

    def inputs(draw: Draw) -> Given:
        n = max(*sizes, 2) + 2
        batches = [torch.tensor(draw.shuffled(range(n))[:size]) for size in sizes]
        return Given((draw.floats(n, low=0.5), draw.floats(n, low=3.0, high=6.0), draw.number(-1.0, 1.0), batches))

    return Probe(f"{len(sizes)} batch{'es' * (len(sizes) > 1)} of {', '.join(map(str, sizes))}", inputs)


q15_batch_gradients = Exercise(
    id="q15_batch_gradients",
    reference=batch_gradients,
    alternatives=[by_backward, all_samples_at_once],
    misconceptions=[
        Misconception(
            "gradient of the whole set each time",
            "Every batch gives the same number: that of all the samples. Which of them belong to one batch, and how "
            "do its indices pick them?",
            wrong=[of_the_whole_set],
        ),
        Misconception(
            "factor 2 lost",
            "Each number is half of what it should be. What is the derivative of a square?",
            wrong=[halved],
            points=1,
        ),
        Misconception(
            "gradients pile up",
            "The first number is right, and each later one holds those before it too. What does `backward()` do with "
            "a `.grad` that is not empty?",
            wrong=[piled_up, one_pile_for_all],
            points=1,
        ),
    ],
    probes=[samples(2), samples(1, 3), samples(4, 4, 2), samples(3, 1, 5, 2, 1)],
)

EXERCISES = (q15_minibatches, q15_batch_gradients)
