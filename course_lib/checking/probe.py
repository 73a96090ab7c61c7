"""A probe: a named situation, the inputs it draws and how to watch an answer work on them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from course_lib.checking.draw import Draw
from course_lib.checking.likeness import Likeness


def call(answer: Callable, *arguments, **keywords) -> Any:
    """The plainest way to watch: call the answer and look at what it returns."""
    return answer(*arguments, **keywords)


def _all_of_it(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Given:
    """The arguments of one call; `inputs` returns a bare tuple where there are no keywords."""

    arguments: tuple = ()
    keywords: dict = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Probe:
    """What is watched is `watch(answer, *inputs(draw))`; it runs beside the answer and knows no expected value.

    `name` completes the sentence "called f(x), ...": it tells a student what the inputs are. `inputs` is called anew
    for every run, so an answer that spoils its arguments spoils nobody else's. `facts` takes from the plain value what
    is judged, where the contract leaves the rest open. `told_inputs` is False where the arguments themselves say
    nothing to a reader.
    """

    name: str
    inputs: Callable[[Draw], tuple | Given]
    watch: Callable = call
    like: Likeness = Likeness()
    facts: Callable[[Any], Any] = _all_of_it
    told_inputs: bool = True

    def given(self, seed: object) -> Given:
        """The arguments under one seed."""
        inputs = self.inputs(Draw(self.name, seed))
        return inputs if isinstance(inputs, Given) else Given(tuple(inputs))
