"""Question 28: pairs of two collections, and what is special about them."""

import itertools
from collections.abc import Callable, Iterable
from typing import Any

from course_lib.checking import Draw, Exercise, Likeness, Misconception, Observation, Opaque, Probe


def pair_up(a: Iterable, b: Iterable) -> list[tuple]:
    """The first of both, the second of both, and so on."""
    return list(zip(a, b, strict=True))


def one_by_one(a: Iterable, b: Iterable) -> list[tuple]:
    pairs, others = [], iter(b)
    for item in a:
        pairs.append((item, next(others)))
    return pairs


def by_unpacking(a: Iterable, b: Iterable) -> tuple[tuple, ...]:
    return (*map(lambda x, y: (x, y), a, b),)


def by_lists(a: Iterable, b: Iterable) -> list[tuple]:
    a, b = list(a), list(b)
    return [(a[i], b[i]) for i in range(len(a))]


def paired_by_map(a: Iterable, b: Iterable) -> Iterable[tuple]:
    return map(lambda x, y: (x, y), a, b)


def paired_by_generator(a: Iterable, b: Iterable) -> Iterable[tuple]:
    return (pair for pair in zip(a, b, strict=True))


def iterator_of_list(a: Iterable, b: Iterable) -> Iterable[tuple]:
    return iter(pair_up(a, b))


def lists(a: Iterable, b: Iterable) -> list[list]:
    return [[x, y] for x, y in zip(a, b, strict=True)]


def both_indexed(a: list, b: list) -> list[tuple]:
    return [(a[i], b[i]) for i in range(len(a))]


def first_indexed(a: list, b: Iterable) -> list[tuple]:
    return [(a[i], y) for i, y in enumerate(b)]


def second_indexed(a: Iterable, b: list) -> list[tuple]:
    return [(x, b[i]) for i, x in enumerate(a)]


LAZY = ("zip", "zip_longest", "map", "starmap", "generator", "list_iterator", "tuple_iterator", "islice", "filter")


def is_lazy(expected: Observation, actual: Observation) -> bool:
    """Something that would hand out pairs, if it were asked."""
    return isinstance(actual.value, Opaque) and actual.value.kind in LAZY


def with_generators(answer: Callable, a: Iterable, b: Iterable) -> Any:
    return answer((x for x in a), (y for y in b))


def with_a_generator(answer: Callable, a: Iterable, b: Iterable) -> Any:
    return answer((x for x in a), b)


def with_b_generator(answer: Callable, a: Iterable, b: Iterable) -> Any:
    return answer(a, (y for y in b))


def as_list(value: Any) -> Any:
    """A tuple of pairs is as good as a list of them."""
    return list(value) if isinstance(value, tuple) else value


def paired(name: str, inputs: Callable[[Draw], tuple], watch: Callable | None = None) -> Probe:
    return Probe(name, inputs, like=Likeness(strict=True), facts=as_list, **({"watch": watch} if watch else {}))


def twice_the_same(draw: Draw) -> tuple[list, str]:
    """One item stands there twice, and some count as false."""
    return [draw.integer(5, 9), 0, None, 0, draw.number(1, 2)], draw.word(5)


def drawn(n: int) -> Callable[[Draw], tuple[list[int], str]]:
    return lambda draw: ([draw.integer(-9, 9) for _ in range(n)], draw.word(n))


q28_pair_up = Exercise(
    id="q28_pair_up",
    reference=pair_up,
    alternatives=[one_by_one, by_unpacking, by_lists],
    misconceptions=[
        Misconception(
            "a zip object",
            "That is no list yet: it hands out each pair when asked, and only once. What makes a list of it?",
            wrong=[zip, itertools.zip_longest, paired_by_map, paired_by_generator, iterator_of_list],
            points=1,
            sign=is_lazy,
        ),
        Misconception(
            "lists for tuples",
            "The pairs can be changed, and can be no keys of a dictionary. Which brackets make a tuple?",
            wrong=[lists],
            points=1,
        ),
        Misconception(
            "indexing, which a generator has not",
            "A generator has no length and no [0]: it hands out its next item, no more. What goes through two at once?",
            wrong=[both_indexed, first_indexed, second_indexed],
            points=1,
        ),
    ],
    probes=[
        paired("a list and a string", lambda draw: ([1, 2, 3, 4], "abcd")),
        paired("one of each", drawn(1)),
        paired("a list with an item that stands there twice", twice_the_same),
        paired("a range and a tuple", lambda draw: (range(6), tuple(draw.shuffled("uvwxyz")))),
        paired("a generator and a string", drawn(3), with_a_generator),
        paired("a list and a generator", drawn(4), with_b_generator),
        paired("two generators", drawn(5), with_generators),
    ],
)

EXERCISES = (q28_pair_up,)
