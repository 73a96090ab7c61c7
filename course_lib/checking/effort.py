"""Counting the work of an answer: operations of torch, steps of Python, calls into a library."""

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from torch import Tensor
from torch.overrides import TorchFunctionMode, resolve_name

from course_lib.checking.observe import students_frame


def effort(answer: Callable, *arguments) -> tuple[int, int]:
    """The operations of torch, counting each tensor or number they hand out, and the bytecodes run in the answer."""
    operations = _Operations()
    with operations, _traced() as steps:
        answer(*arguments)
    return operations.count, steps["count"]


def operations_run(answer: Callable, *arguments) -> list[str]:
    """The functions of torch that run for the answer, whatever they were called by: "relu", "matmul"."""
    operations = _Operations()
    with operations:
        answer(*arguments)
    return sorted({(resolve_name(function) or str(function)).split(".")[-1] for function in operations.functions})


def calls_into(libraries: tuple[str, ...], answer: Callable, *arguments) -> list[str]:
    """The functions of these libraries that the answer calls, in order; `torch.Size` is only a name for a tuple."""
    operations = _Operations()
    with _profiled(libraries) as called, operations:
        answer(*arguments)
    while isinstance(answer, functools.partial):
        answer = answer.func
    if str(getattr(answer, "__module__", "")).split(".")[0] in libraries:  # the library's function is itself the answer
        called.append(f"{answer.__module__}.{getattr(answer, '__name__', '?')}")
    called += [resolve_name(function) or "torch" for function in operations.functions if "torch" in libraries]
    return called[:20]


class _Operations(TorchFunctionMode):
    def __init__(self):
        super().__init__()
        self.count = 0
        self.functions: list[Callable] = []

    def __torch_function__(self, function, types, args=(), kwargs=None):
        result = function(*args, **(kwargs or {}))
        self.functions.append(function)
        self.count += _handed_out(function, args, result)
        return result


def _handed_out(function: Callable, args: tuple, result: Any) -> int:
    if function is Tensor.tolist:
        return args[0].numel()  # each element becomes a Python number, and something will go over them
    return len(result) if isinstance(result, (tuple, list)) else 1


@contextmanager
def _traced() -> Iterator[dict[str, int]]:
    """Counts the bytecodes that run in the answer's own frames; a debugger's tracer waits meanwhile."""
    steps = {"count": 0}

    def in_frame(frame, event, argument):
        steps["count"] += event == "opcode"
        return in_frame

    def on_call(frame, event, argument):
        if not students_frame(frame.f_code.co_filename):
            return None
        frame.f_trace_opcodes = True
        return in_frame

    before = sys.gettrace()
    sys.settrace(on_call)
    try:
        yield steps
    finally:
        sys.settrace(before)


@contextmanager
def _profiled(libraries: tuple[str, ...]) -> Iterator[list[str]]:
    called: list[str] = []

    def on_event(frame, event, argument):
        if event == "call":
            module, name = frame.f_globals.get("__name__") or "", frame.f_code.co_name
        elif event == "c_call":
            owner = getattr(argument, "__self__", None)
            module = getattr(argument, "__module__", None) or type(owner).__module__
            name = getattr(argument, "__name__", "?")
        else:
            return
        if str(module).split(".")[0].removeprefix("_") in libraries and _students_caller(frame, event):
            called.append(f"{str(module).split('.')[0]}.{name}")

    before = sys.getprofile()
    sys.setprofile(on_event)
    try:
        yield called
    finally:
        sys.setprofile(before)


def _students_caller(frame, event: str) -> bool:
    """Whether the call was made by the answer itself; for a Python function, by the frame before."""
    caller = frame if event == "c_call" else frame.f_back
    return caller is not None and students_frame(caller.f_code.co_filename)
