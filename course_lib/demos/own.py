"""A student's own function in a demo: called with care, so that nothing it does ends the demo."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import torch

from course_lib.checking.time_limit import TimeIsUp, time_limit

SECONDS = 1.0  # of work, in one call
_LONGEST = 140  # characters of an error's text


class Own:
    """The function that was plugged in, or none; `trouble` tells in a sentence what was wrong at the last call."""

    def __init__(self, function: Callable | None, name: str):
        if function is not None and not callable(function):
            raise TypeError(f"the demo takes your function {name} itself, as in demo({name}); got {type(function).__name__}")
        self.function, self.name = function, name
        self.trouble = ""
        self._stopped = False

    def __bool__(self) -> bool:
        return self.function is not None

    def again(self) -> None:
        """Forget that it took too long."""
        self._stopped, self.trouble = False, ""

    def tried(self, work: Callable[[Callable], Any], like: Any = None) -> Any:
        """What `work(function)` gives, or None where that is not of the form of `like`; then `trouble` says why."""
        if self.function is None or self._stopped:
            return None
        self.trouble = ""
        try:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), time_limit(SECONDS):
                result = work(self.function)
        except TimeIsUp:
            self._stopped = True
            self.trouble = f"your {self.name} worked for more than a second and was stopped; press reset to try it again"
            return None
        except NotImplementedError:
            self.trouble = f"your {self.name} is not written yet: it raises NotImplementedError"
            return None
        except BaseException as error:  # it may raise SystemExit
            if isinstance(error, KeyboardInterrupt):
                raise
            self.trouble = f"your {self.name} raised {_told(error)}"
            return None
        self.trouble = "" if like is None else self._difference(result, like)
        return None if self.trouble else result

    def _difference(self, result: Any, like: Any) -> str:
        form, expected = _form(result), _form(like)
        if form != expected:
            return f"your {self.name} gave {form}; {expected} is expected"
        return ""


def _told(error: BaseException) -> str:
    try:
        text = " ".join(str(error).split())
    except BaseException:  # an error whose text raises
        text = ""
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"{type(error).__name__}: {shown}" if shown else type(error).__name__


def _form(value: Any) -> str:
    """What matters of a value before its numbers do."""
    if isinstance(value, torch.Tensor):
        return f"a tensor of {_kind(value)} of shape {tuple(value.shape)}" if value.dim() else "a single number"
    if isinstance(value, bool):
        return "True or False"
    if isinstance(value, (int, float)):
        return "a single number"
    if isinstance(value, (tuple, list)):
        return f"a {type(value).__name__} of {len(value)}"
    return "None" if value is None else f"something of type {type(value).__name__}"


def _kind(tensor: torch.Tensor) -> str:
    if tensor.dtype == torch.bool:
        return "booleans"
    if tensor.is_complex():
        return "complex numbers"
    return "numbers" if tensor.is_floating_point() else "whole numbers"
