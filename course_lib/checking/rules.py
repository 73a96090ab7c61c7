"""Rules about how an answer is written, beside what it returns."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch

from course_lib.checking.draw import Draw
from course_lib.checking.effort import calls_into, effort, operations_run
from course_lib.checking.list_comprehension import comprehension_breach
from course_lib.checking.observe import Observation
from course_lib.checking.probe import Probe
from course_lib.checking.written import Written, students_own


_SWITCHES = (sys.settrace, sys.setprofile, torch._C.DisableTorchFunction, torch._C.DisableTorchFunctionSubclass)


@dataclass(frozen=True)
class Breach:
    """A rule that an answer breaks: its kind, by which misconceptions are told apart, and a sentence for the student."""

    kind: str
    sentence: str


class Rule(Protocol):
    """A rule may look at what was written, and at what its own probes observed."""

    probes: tuple[Probe, ...]

    def breach(self, written: Written | None, observed: Sequence[Observation]) -> Breach | None:
        """The breach, or None where the rule is kept."""


@dataclass(frozen=True)
class OneListComprehension:
    """The value returned is built by a single list comprehension; the rest of the cell is free."""

    probes: tuple[Probe, ...] = ()

    def breach(self, written: Written | None, observed: Sequence[Observation]) -> Breach | None:
        kind = comprehension_breach(written) if written else None
        sentences = {
            "loop": "The list is right, but a loop builds it; the task asks for one list comprehension.",
            "none": "The list is right, but no list comprehension builds it; the task asks for one.",
            "two": "The list is right, but it takes two list comprehensions; the task asks for a single one.",
        }
        return Breach(kind, sentences[kind]) if kind else None


class NoLoop:
    """No Python loop over the data, and a number of torch operations that does not grow with it.

    `sized(draw, large)` draws the arguments, small or large in every axis; the work is counted at both sizes.
    """

    SLACK_OPERATIONS, SLACK_STEPS = 2, 20  # a branch taken at one size only costs a few

    def __init__(self, sized: Callable[[Draw, bool], tuple]):
        self.probes = (
            Probe("few numbers", lambda draw: sized(draw, False), watch=effort, told_inputs=False),
            Probe("many numbers", lambda draw: sized(draw, True), watch=effort, told_inputs=False),
        )

    def breach(self, written: Written | None, observed: Sequence[Observation]) -> Breach | None:
        (few_operations, few_steps), (many_operations, many_steps) = (observation.value for observation in observed)
        if many_steps > few_steps + self.SLACK_STEPS or many_operations > few_operations + self.SLACK_OPERATIONS:
            return Breach("loop", "The values are right, but the work in Python grows with the data: "
                          f"{few_operations + few_steps} steps for few numbers, {many_operations + many_steps} for many.")
        return _hidden_work(written)


def _hidden_work(written: Written | None) -> Breach | None:
    """Work that the count does not see."""
    for thing in written.reached() if written else ():
        if any(thing is switch for switch in _SWITCHES):
            return Breach("loop", "Work is counted here, and your answer switches off what counts it.")
        if thing is np.vectorize or thing is np.frompyfunc:
            return Breach("loop", "The values are right, but numpy's `vectorize` is a Python loop in disguise.")
    return None


class Forbid:
    """None of the named functions, under whatever name: neither run by torch nor reached from the code.

    Underscores don't count ("log_sigmoid", "logsigmoid", "relu_"), and a function of any library with such a name
    counts. `instead` is the sentence for the student.
    """

    def __init__(self, inputs: Callable[[Draw], tuple], *names: str, instead: str):
        self.names, self.instead = frozenset(map(_bare, names)), instead
        self.probes = (Probe("any arguments", inputs, watch=operations_run, told_inputs=False),)

    def breach(self, written: Written | None, observed: Sequence[Observation]) -> Breach | None:
        run = {_bare(name) for observation in observed for name in observation.value}
        found = sorted(self.names & (run | {_bare(name) for name in _foreign_names(written)}))
        if not found:
            return None
        return Breach("forbidden", f"The values are right, but `{found[0]}` was to be done without. {self.instead}")


def _foreign_names(written: Written | None) -> Iterator[str]:
    for thing in written.reached() if written else ():
        name = getattr(thing, "__name__", "")
        if callable(thing) and isinstance(name, str) and not students_own(thing):
            yield name


def _bare(name: str) -> str:
    return name.replace("_", "").removesuffix("forward").lower()


class ByHand:
    """No call into the named libraries, under whatever name."""

    def __init__(self, inputs: Callable[[Draw], tuple], *libraries: str):
        self.libraries = libraries

        def watch(answer: Callable, *arguments) -> list[str]:
            return calls_into(libraries, answer, *arguments)

        self.probes = (Probe("any arguments", inputs, watch=watch, told_inputs=False),)

    def breach(self, written: Written | None, observed: Sequence[Observation]) -> Breach | None:
        called = [name for observation in observed for name in observation.value]
        called += [_dotted(thing) for thing in (written.reached() if written else ()) if self._is_ufunc(thing)]
        if not called:
            return None
        return Breach("library", f"The task is to work it out by hand, and your answer calls {called[0]}.")

    def _is_ufunc(self, thing: object) -> bool:
        return type(thing).__name__ == "ufunc" and type(thing).__module__ in self.libraries


def _dotted(thing: object) -> str:
    return f"{type(thing).__module__}.{getattr(thing, '__name__', '?')}"
