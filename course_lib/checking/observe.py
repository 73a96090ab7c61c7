"""Observe: run an answer on a probe's inputs and return what came out as plain data. Knows no expected value."""

import dis
import linecache
import os
import sysconfig
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from course_lib.checking.plain import plain
from course_lib.checking.probe import Given, call
from course_lib.checking.quiet import quiet, with_names_kept
from course_lib.checking.time_limit import TimeIsUp, time_limit

SECONDS = 10.0  # the first use of torch.optim alone imports for four
MAX_MESSAGE = 400
_LIBRARIES = tuple({sysconfig.get_path(name) + os.sep for name in ("stdlib", "platstdlib", "purelib", "platlib")})
_OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
_ANSWERS = (os.path.join(_OURS, "exercises", ""), os.path.join(_OURS, "mnist", ""))


@dataclass(frozen=True)
class Failure:
    """An exception: its kind, the kinds it derives from, its message and the answer's own lines on the way.

    `by_own_raise` says whether a `raise` of the answer's own made it, and not a library.
    """

    kind: str
    kinds: tuple[str, ...] = ()
    message: str = ""
    lines: tuple[str, ...] = ()
    by_own_raise: bool = False


@dataclass(frozen=True)
class Observation:
    """What came out of one run, as plain data: a value or a failure, and the arguments as they were afterwards."""

    value: Any = None
    failure: Failure | None = None
    arguments: Any = None
    printed: str = ""

    @property
    def unanswered(self) -> bool:
        """Whether the answer is still the stub, which raises `NotImplementedError`; torch raises it for reasons of its own."""
        return self.failure is not None and self.failure.kind == "NotImplementedError" and self.failure.by_own_raise

    @property
    def too_long(self) -> bool:
        return self.failure is not None and self.failure.kind == TimeIsUp.__name__


def observe(watch: Callable, given: Given, answer: Callable, seconds: float = SECONDS, ours: bool = False) -> Observation:
    """Watch the answer work on the arguments; whatever it does, an observation comes back.

    One of `ours` patches nothing, so nothing need be put back after it: that takes as long as most answers.
    """
    value, failure, arguments = None, None, None
    run = call if ours else with_names_kept
    with quiet(seed=0) as printed:
        try:
            with time_limit(seconds):
                value = plain(run(watch, answer, *given.arguments, **given.keywords))
        except BaseException as error:  # an answer may raise SystemExit or anything else
            failure = _failure(error)
        try:
            arguments = plain((given.arguments, given.keywords))
        except BaseException as error:
            failure = failure or _failure(error)
    return Observation(value, failure, arguments, printed.text)


def observe_each(
    tasks: Iterable[tuple[Callable, Given]], answer: Callable, seconds: float = SECONDS, ours: bool = False
) -> Iterator[Observation]:
    """Watch the answer at one task after the other; an answer that is a stub or takes too long would only repeat that."""
    for position, (watch, given) in enumerate(tasks):
        yield (observation := observe(watch, given, answer, seconds, ours))
        if observation.too_long or (position == 0 and observation.unanswered):
            return


def students_frame(filename: str) -> bool:
    """Whether code from this file is part of an answer, not of a library or of ours."""
    if filename.startswith(_OURS):
        return filename.startswith(_ANSWERS)
    return not filename.startswith((*_LIBRARIES, "<frozen"))


def _failure(error: BaseException) -> Failure:
    kinds = tuple(kind.__name__ for kind in type(error).__mro__)
    try:
        trace = error.__traceback__
        return Failure(kinds[0], kinds, _message(error), _own_lines(trace), _own_raise(trace))
    except BaseException:  # an error whose own methods raise
        return Failure(kinds[0], kinds)


def _message(error: BaseException) -> str:
    try:
        return str.__getitem__(str(error), slice(MAX_MESSAGE))
    except BaseException:
        return "(its message could not be read)"


def _own_lines(trace: TracebackType | None) -> tuple[str, ...]:
    """The student's own lines, outermost first."""
    steps = [(frame.f_code, line) for frame, line in traceback.walk_tb(trace) if students_frame(frame.f_code.co_filename)]
    return tuple(f"line {line} in {code.co_name}: {linecache.getline(code.co_filename, line).strip()}"
                 for code, line in steps[-6:])


def _own_raise(trace: TracebackType | None) -> bool:
    """Whether the innermost step is a `raise` in the answer's own code."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None or not students_frame(trace.tb_frame.f_code.co_filename):
        return False
    return trace.tb_frame.f_code.co_code[trace.tb_lasti] == dis.opmap["RAISE_VARARGS"]
