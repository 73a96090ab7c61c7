"""Question 17: how the weights of a model are initialised."""

import math
import random
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from course_lib.checking import Draw, Exercise, Misconception, Observation, Opaque, Probe
from course_lib.checking.likeness import alike
from course_lib.mnist.parameters import init_params

MANY = 5_000
# A right answer is further out than this once in a hundred million draws.
SIGMAS, KOLMOGOROV = 6.0, 3.1


def four_draws(answer: Callable, shape: tuple, std: float | None, seeds: list[int]) -> dict:
    """Parameters by a generator, by an equal one in other circumstances, by another, by none; of many, the first."""
    found = {"std": 1.0 if std is None else std, "numbers": [], "gradients": []}
    draws = ((0, 0), (1, 0), (0, 1), (1, None))
    for circumstances, seed in draws if math.prod(shape) < MANY else draws[:1]:
        torch.default_generator.manual_seed(seeds[circumstances])
        random.seed(seeds[circumstances])
        keywords = {} if std is None else {"std": std}
        if seed is not None:
            keywords["generator"] = torch.Generator().manual_seed(seeds[seed])
        params = answer(shape, **keywords)
        found["numbers"].append(params)
        found["gradients"].append(gradient_of_a_sum(params))
    return found


def gradient_of_a_sum(params: Any) -> Any:
    """What `backward()` leaves in `.grad`, or why nothing is there."""
    if not isinstance(params, Tensor) or not params.requires_grad:
        return "requires no grad"
    if not params.is_leaf:
        return "is no leaf"
    params.sum().backward()
    return params.grad


def properties(found: dict) -> dict:
    """What every right answer has in common: shapes, gradients, the distribution, and whose order it follows."""
    numbers = found["numbers"]
    if not all(isinstance(params, Tensor) and params.dtype.is_floating_point for params in numbers):
        return {"parameters": numbers}
    return {
        "parameters": [Opaque(f"a tensor of shape {tuple(params.shape)}") for params in numbers],
        "gradients": [g if isinstance(g, Tensor) else Opaque(f"a tensor that {g}") for g in found["gradients"]],
        "numbers": [Opaque(f"some {_distribution(params.flatten().double() / found['std'])}") for params in numbers],
        "equal generators agree": numbers[1:] == [] or torch.equal(numbers[0], numbers[1]),
        "different generators agree": numbers[1:] != [] and torch.equal(numbers[0], numbers[2]),
    }


def _distribution(z: Tensor) -> str:
    """In words, of numbers that should be standard normal; few numbers tell nothing but their size."""
    if (z == z[0]).all() and len(z) > 1:
        return "the same number everywhere" if z[0] else "zeros"
    if not z.isfinite().all() or z.abs().max() > 8:
        return "numbers far too large"
    if len(z) < MANY:
        return "normally distributed numbers"
    root = math.sqrt(len(z))
    if abs(z.mean()) > SIGMAS / root:
        return f"numbers around {z.mean():.2g} times std"
    if abs(z.std() - 1) > SIGMAS / math.sqrt(2) / root:
        return f"numbers that spread {z.std():.2g} times as far as they should"
    tail = math.erfc(math.sqrt(2))  # what lies beyond two standard deviations
    beyond = (z.abs() > 2).double().mean()
    normal = _distance_to(torch.special.ndtr, z) < KOLMOGOROV / root
    enough = abs(beyond - tail) < SIGMAS * math.sqrt(tail * (1 - tail)) / root
    return "normally distributed numbers" if normal and enough else "numbers that are not normally distributed"


def _distance_to(cumulative: Callable[[Tensor], Tensor], z: Tensor) -> float:
    """The Kolmogorov-Smirnov distance: the largest one between the shares below each number."""
    shares = torch.arange(len(z) + 1, dtype=torch.float64) / len(z)
    expected = cumulative(z.sort().values)
    return torch.maximum(shares[1:] - expected, expected - shares[:-1]).max().item()


def draws(shape: tuple[int, ...], std: tuple[float, float] | None = None) -> Probe:
    def inputs(draw: Draw) -> tuple:
        seeds = [draw.integer(0, 2**30), 2**30 + draw.integer(0, 2**30)]
        return shape, std and round(draw.number(*std), 3), seeds

    name = f"a shape of {shape}, " + ("without a std" if std is None else f"with a std between {std[0]} and {std[1]}")
    return Probe(name, inputs, watch=four_draws, facts=properties, told_inputs=False)


def by_normal(shape, std=1.0, generator=None):
    return torch.normal(0.0, std, size=shape, generator=generator).requires_grad_(True)


def as_parameter(shape, std=1.0, generator=None):
    return nn.Parameter(torch.empty(shape, dtype=torch.float64).normal_(std=std, generator=generator))


def scaled_afterwards(shape, std=1.0, generator=None):
    return torch.randn(shape, generator=generator, requires_grad=True) * std


def scaled_in_place_afterwards(shape, std=1.0, generator=None):
    params = torch.randn(shape, generator=generator).requires_grad_()
    params *= std
    return params


def zeros(shape, std=1.0, generator=None):
    return torch.zeros(shape, requires_grad=True)


def between_zero_and_std(shape, std=1.0, generator=None):
    return (torch.rand(shape, generator=generator) * std).requires_grad_()


def own_numbers(shape, std=1.0, generator=None):
    return init_params(shape, std)


def no_leaf(expected: Observation, actual: Observation) -> bool:
    """Whether every result hangs on a graph, or refused to be scaled."""
    if actual.failure:
        return "leaf Variable" in actual.failure.message
    return all(isinstance(gradient, str) and gradient == "is no leaf" for gradient in actual.value["gradients"])


def all_zero(expected: Observation, actual: Observation) -> bool:
    return all(not params.any() for params in _tensors(actual))


def evenly_spread(expected: Observation, actual: Observation) -> bool:
    """Whether many numbers fill the range between the smallest and the largest evenly."""
    return all(params.numel() < MANY or _is_even(params.flatten().double()) for params in _tensors(actual))


def _is_even(z: Tensor) -> bool:
    low, high = z.min(), z.max()
    return bool(high > low) and _distance_to(lambda z: (z - low) / (high - low), z) < KOLMOGOROV / math.sqrt(len(z))


def by_another_order(expected: Observation, actual: Observation) -> bool:
    """Whether all is right but that two equal generators give different numbers, or different ones equal numbers."""
    if actual.failure:
        return False
    wanted, found = properties(expected.value), properties(actual.value)
    return all(alike(wanted[key], found.get(key)) for key in ("parameters", "gradients", "numbers"))


def _tensors(observation: Observation) -> list[Tensor]:
    """The parameters of each call; one that is neither constant nor even where something else came back."""
    numbers = [] if observation.failure else observation.value["numbers"]
    proper = numbers and all(isinstance(params, Tensor) for params in numbers)
    return numbers if proper else [torch.randn(MANY, generator=torch.Generator().manual_seed(0))]


q17_init_params = Exercise(
    id="q17_init_params",
    reference=init_params,
    alternatives=[by_normal, as_parameter],
    misconceptions=[
        Misconception(
            "scaled after `requires_grad_`",
            "What you return is the product of a parameter and a number, and `backward()` fills the `.grad` of the "
            "parameter, not of the product. Which should come first, the scaling or `requires_grad_`?",
            wrong=[scaled_afterwards, scaled_in_place_afterwards],
            sign=no_leaf,
            points=1,
        ),
        Misconception(
            "zeros",
            "Hidden units that start equal get equal gradients, and never part. What makes them differ from the start?",
            wrong=[zeros],
            sign=all_zero,
        ),
        Misconception(
            "uniform",
            "Every number within a range is as likely as any other here, and none lies outside. Which function of "
            "torch draws from the bell curve, n for normal?",
            wrong=[between_zero_and_std],
            sign=evenly_spread,
            points=1,
        ),
        Misconception(
            "generator ignored",
            "Two equal generators should give the same numbers, and another one others. Which function of yours draws "
            "at random, and does it know of the generator?",
            wrong=[own_numbers],
            sign=by_another_order,
            points=1,
        ),
    ],
    probes=[draws((2, 3)), draws((7,), std=(0.1, 0.6)), draws((70, 90)), draws((50, 110), std=(1.5, 3.0)),
            draws((6000,), std=(0.01, 0.1))],
)

EXERCISES = (q17_init_params,)
