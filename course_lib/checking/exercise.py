"""The record of an exercise: the one source of its feedback, its grade and its tests."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from course_lib.checking.observe import SECONDS, Observation
from course_lib.checking.probe import Probe
from course_lib.checking.rules import Rule


@dataclass(frozen=True, eq=False)
class Misconception:
    """A wrong answer that people really give.

    `phrase` is its name in the contract, `hint` a question that leads out of it, `wrong` one or more implementations:
    an answer has this misconception if it behaves like one of them on every probe. Where no list of implementations
    covers it (files in any wrong order), `sign(expected, actual)` tells it from the two observations
    of a probe; it must hold on every probe. `points` are earned where the idea is right and a detail is not.
    """

    phrase: str
    hint: str
    wrong: tuple[Callable, ...] = ()
    points: float = 0
    sign: Callable[[Observation, Observation], bool] | None = None

    def __post_init__(self):
        object.__setattr__(self, "wrong", tuple(self.wrong))  # a list reads better in an exercise's file


@dataclass(frozen=True)
class Earned:
    """Points that grow with how well an answer does, and the lines that explain them."""

    points: float
    lines: tuple[tuple[str, str], ...]
    hint: str = ""


@dataclass(frozen=True, eq=False)
class Exercise:
    """One function or class that a student writes.

    `reference` is our answer, `alternatives` are other right ones, which must pass; the smallest probe comes first, so
    that the first failure is the smallest. Where points grow with how well an answer does, `earned(observations, seed)`
    works them out, failures included, and nothing is compared with the reference. `seconds` is the limit for one run.
    """

    id: str
    reference: Callable
    probes: tuple[Probe, ...]
    alternatives: tuple[Callable, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    rules: tuple[Rule, ...] = ()
    points: float = 2
    earned: Callable[[Sequence[Observation], object], Earned] | None = None
    seconds: float = SECONDS

    def __post_init__(self):
        for name in ("probes", "alternatives", "misconceptions", "rules"):
            object.__setattr__(self, name, tuple(getattr(self, name)))

    @property
    def name(self) -> str:
        """The name a student gives to the answer: what follows `qNN_`."""
        return self.id.split("_", 1)[1]

    @property
    def signature(self) -> str:
        """How a call is told, `rmse(a, b)`."""
        return f"{self.name}({', '.join(self.parameters)})"

    @property
    def parameters(self) -> list[str]:
        """The names of the arguments; keyword-only ones are the library's own extras."""
        parameters = inspect.signature(self.reference).parameters.values()
        return [parameter.name for parameter in parameters if parameter.kind is not parameter.KEYWORD_ONLY]
