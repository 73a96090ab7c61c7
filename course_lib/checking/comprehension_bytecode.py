"""Whether a function's value is built by a single list comprehension, from its bytecode: for answers without a source."""

import builtins
import dis
from dataclasses import dataclass
from types import CodeType

from course_lib.checking.written import Written

_IDLE = {"CACHE", "NOP", "PRECALL", "PUSH_NULL", "RESUME"}


def bytecode_breach(written: Written, hops: int) -> str | None:
    """What is wrong, as told by `comprehension_breach`; in doubt nothing: no answer is refused for lack of source."""
    steps = _steps(written.code)
    inner = [constant for constant in written.code.co_consts if isinstance(constant, CodeType)]
    inlined = any(step.opname == "LIST_APPEND" for step in steps)  # as Python 3.12 and later write a comprehension
    loops = any(step.opname == "FOR_ITER" for step in steps) and not inlined
    appends = any("append" in code.co_names for code in (written.code, *inner))
    runs = [run for run in _runs(steps) if run.goes_on]
    if any("append" in code.co_names for code in inner if code.co_name == "<listcomp>"):
        return "none"  # a comprehension for its side effect
    if not runs and not inlined:
        return _helpers_breach(written, inner, hops, "loop" if loops or appends else "none")
    if any(step.opname == "BINARY_OP" and step.argrepr == "+" for run in runs for step in steps[run.end + 1 :][:1]):
        return "loop" if loops else "two"  # added to another list
    stored = {run.stored for run in runs if run.stored}
    if loops and _grows(steps) and not _returns(steps, runs, stored):
        return "loop"
    return "two" if any(_feeds(steps, run, stored, written, hops) for run in runs) else None


def _steps(code: CodeType) -> list[dis.Instruction]:
    return [step for step in dis.get_instructions(code) if step.opname not in _IDLE]


@dataclass(frozen=True)
class _Run:
    """Where a list comprehension is made and called; whether its list is kept or returned, and under what name."""

    start: int
    end: int
    goes_on: bool
    stored: str | None


def _runs(steps: list[dis.Instruction]) -> list[_Run]:
    """The list comprehensions that run, in Python 3.11's bytecode; those handed to a function like `all` don't go on."""
    runs, open_ones = [], []
    for index, step in enumerate(steps):
        if isinstance(step.argval, CodeType) and step.argval.co_name in ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"):
            open_ones.append(index)
        if step.opname == "CALL" and step.arg == 0 and steps[index - 1].opname == "GET_ITER" and open_ones:
            start = open_ones.pop()
            if steps[start].argval.co_name == "<listcomp>":
                runs.append(_run(steps, start, index))
    return runs


def _run(steps: list[dis.Instruction], start: int, end: int) -> _Run:
    first = start
    while first and steps[first - 1].opname in ("BUILD_TUPLE", "LOAD_CLOSURE"):  # what the comprehension's own code needs
        first -= 1
    callee = steps[first - 1].argval if first and steps[first - 1].opname == "LOAD_GLOBAL" else None
    after = steps[end + 2 if callee in ("list", "tuple") else end + 1]
    stored = after.argval if after.opname.startswith("STORE_") else None
    return _Run(start, end, callee in ("list", "tuple") or callee not in vars(builtins), stored)


def _feeds(steps: list[dis.Instruction], run: _Run, stored: set[str], written: Written, hops: int) -> bool:
    """Whether a comprehension goes over another one's list, and its own is stored or returned."""
    source = steps[run.start + 2 : run.end - 1]
    if not run.stored and steps[run.end + 1].opname not in ("RETURN_VALUE", "CALL"):
        return False
    named = any(step.opname.startswith("LOAD_") and step.argval in stored for step in source)
    nested = any(isinstance(step.argval, CodeType) and step.argval.co_name == "<listcomp>" for step in source)
    called = [step.argval for step in source[:2] if step.opname == "LOAD_METHOD" or step is source[0]]
    helpers = [helper for name in called if hops and isinstance(name, str) and (helper := written.helper(name))]
    inside = (code for code in written.code.co_consts if isinstance(code, CodeType) and code.co_name in called)
    helped = any(run.goes_on for code in inside for run in _runs(_steps(code)))
    return named or nested or helped or any(bytecode_breach(helper, hops - 1) is None for helper in helpers)


def _grows(steps: list[dis.Instruction]) -> bool:
    return any(step.argval in ("append", "insert") or step.opname == "BINARY_OP" and "=" in step.argrepr for step in steps)


def _returns(steps: list[dis.Instruction], runs: list[_Run], stored: set[str]) -> bool:
    before = [index - 1 for index, step in enumerate(steps) if step.opname == "RETURN_VALUE"]
    return any(index in [run.end for run in runs] or steps[index].argval in stored for index in before)


def _helpers_breach(written: Written, inner: list[CodeType], hops: int, otherwise: str) -> str | None:
    """A function or lambda inside, or a helper, may build the list in its stead."""
    if any(run.goes_on for code in inner for run in _runs(_steps(code))):
        return None
    helpers = [helper for name in (*written.code.co_names, *written.code.co_freevars) if hops and (helper := written.helper(name))]
    breaches = [bytecode_breach(helper, hops - 1) for helper in helpers]
    return next((breach for breach in (None, "two", "loop") if breach in breaches), otherwise)
