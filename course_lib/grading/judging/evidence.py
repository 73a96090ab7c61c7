"""What came out of the sandbox, read as data: nothing in it is believed to have the form that our own code gives it."""

from typing import Any

from course_lib.checking import Failure, Observation
from course_lib.checking.observe import MAX_MESSAGE
from course_lib.checking.quiet import MAX_PRINTED
from course_lib.checking.wire import unpack
from course_lib.grading.inside.messages import Forged

_MOST = 30  # kinds of an error, lines of a trace


def observation(message: bytes) -> Observation:
    """The observation in a message; `Forged` where the observer inside would not have written it."""
    try:
        value, told, arguments, printed = unpack(message)
        return Observation(value, None if told is None else _failure(told), arguments, _text(printed, MAX_PRINTED))
    except (ValueError, TypeError, RecursionError) as error:
        raise Forged(f"an observation that is none ({error})") from error


def _failure(told: Any) -> Failure:
    kind, kinds, message, lines, by_own_raise = told
    if not isinstance(by_own_raise, bool):
        raise TypeError("a flag that is none")
    return Failure(_text(kind, 200), _texts(kinds), _text(message, MAX_MESSAGE), _texts(lines), by_own_raise)


def _texts(told: Any) -> tuple[str, ...]:
    if not isinstance(told, (tuple, list)) or len(told) > _MOST:
        raise TypeError("a list that is none")
    return tuple(_text(one, 1000) for one in told)


def _text(told: Any, most: int) -> str:
    if not isinstance(told, str):
        raise TypeError("a text that is none")
    return told[:most].encode("utf-8", "replace").decode()  # a lone surrogate could not be written to a file
