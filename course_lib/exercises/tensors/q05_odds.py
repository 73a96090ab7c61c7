"""Question 5: a list comprehension that selects odd numbers and doubles them."""

from collections.abc import Callable, Iterable

from course_lib.checking import Draw, Exercise, Misconception, OneListComprehension, Probe


def odds_doubled(numbers: Iterable[int]) -> list[int]:
    """Each odd number times two."""
    return [2 * number for number in numbers if number % 2 == 1]


def by_last_bit(numbers: Iterable[int]) -> list[int]:
    return [number + number for number in numbers if number & 1]


def with_helper(numbers: Iterable[int]) -> list[int]:
    def is_odd(number: int) -> bool:
        return number % 2 != 0

    doubled = [number * 2 for number in numbers if is_odd(number)]
    return doubled


def tripled(numbers: Iterable[int]) -> list[int]:
    return [3 * number for number in numbers if number % 2 == 1]


def evens_doubled(numbers: Iterable[int]) -> list[int]:
    return [2 * number for number in numbers if number % 2 == 0]


def all_doubled(numbers: Iterable[int]) -> list[int]:
    return [2 * number for number in numbers]


def evens_left(numbers: Iterable[int]) -> list[int]:
    return [2 * number if number % 2 == 1 else number for number in numbers]


def filtered_after(numbers: Iterable[int]) -> list[int]:
    return [2 * number for number in numbers if (2 * number) % 2 == 1]


def from_generator(answer: Callable, numbers: list[int]) -> object:
    return answer(number for number in numbers)


def whole_numbers(low: int, high: int, count: int) -> Callable[[Draw], tuple[list[int]]]:
    """At least one odd and one even number, in a random order."""

    def inputs(draw: Draw) -> tuple[list[int]]:
        numbers = [draw.integer(low, high) for _ in range(count - 2)]
        return (draw.shuffled([*numbers, 2 * (high // 2), 2 * (high // 2) - 1]),)

    return inputs


q05_odds_doubled = Exercise(
    id="q05_odds_doubled",
    reference=odds_doubled,
    alternatives=[by_last_bit, with_helper],
    misconceptions=[
        Misconception(
            "tripled",
            "The right numbers are chosen. What is twice 5?",
            wrong=[tripled],
            points=1,
        ),
        Misconception(
            "evens kept",
            "There are even numbers among those you started from. What is the remainder of an odd number divided by 2?",
            wrong=[evens_doubled, all_doubled, evens_left],
        ),
        Misconception(
            "filtered after doubling",
            "Nothing is left: twice a number is never odd. Which number should the condition look at?",
            wrong=[filtered_after],
        ),
    ],
    rules=[OneListComprehension()],
    probes=[
        Probe("a list", whole_numbers(1, 9, 4)),
        Probe("a range", lambda draw: (range(draw.integer(1, 5), 15),)),
        Probe("negative numbers among them", whole_numbers(-9, -1, 6)),
        Probe("a generator of these numbers", whole_numbers(-20, 20, 6), watch=from_generator),
    ],
)

EXERCISES = (q05_odds_doubled,)
