"""How like the reference's observation another one must be, and where it first departs from it."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import torch
from torch import Tensor

from course_lib.checking.plain import Opaque


@dataclass(frozen=True)
class Likeness:
    """What a row of the contract leaves open.

    Any floating dtype passes for any other; `any_dtype` lets integers and booleans in as well. `either` lets a Python
    number pass for a tensor of rank 0 and the other way round. `strict` tells tuples from lists.
    """

    rtol: float = 1e-4
    atol: float = 1e-5
    any_dtype: bool = False
    either: bool = False
    strict: bool = False


@dataclass(frozen=True)
class Mismatch:
    """The first departure: its kind (type, shape, dtype, value, inputs, error, rule), where it lies, and both sides.

    `where` reads like Python, "[2][0]"; `returned` and `expected` are plain data, or the words in which a kind is told.
    """

    kind: str
    returned: Any
    expected: Any
    where: str = ""
    note: str = ""


def first_mismatch(expected: Any, actual: Any, like: Likeness, where: str = "") -> Mismatch | None:
    """Where the actual value first departs from the expected one, in the order type, shape, dtype, value."""
    expected, actual = _common_ground(expected, actual, like)
    if not _same_kind(expected, actual, like):
        return Mismatch("type", actual, expected, where)
    if isinstance(expected, (tuple, list)):
        return _sequence_mismatch(expected, actual, like, where)
    if isinstance(expected, dict):
        return _dict_mismatch(expected, actual, like, where)
    if isinstance(expected, Tensor):
        return _tensor_mismatch(expected, actual, like, where)
    if isinstance(expected, float):
        return None if _near(expected, actual, like) else Mismatch("value", actual, expected, where)
    return None if expected == actual else Mismatch("value", actual, expected, where)


def alike(one: Any, other: Any) -> bool:
    """Whether two wrong values look the same to a person, whatever their number types."""
    loose = Likeness(rtol=1e-3, atol=1e-4, any_dtype=True, either=True)
    return first_mismatch(one, other, loose) is None


def _common_ground(expected: Any, actual: Any, like: Likeness) -> tuple[Any, Any]:
    if like.either:
        expected, actual = (v.item() if isinstance(v, Tensor) and v.ndim == 0 else v for v in (expected, actual))
    if like.any_dtype and all(isinstance(v, (bool, int, float)) for v in (expected, actual)):
        expected, actual = (float(v) if abs(v) < 1e300 else v for v in (expected, actual))
    return expected, actual


def _same_kind(expected: Any, actual: Any, like: Likeness) -> bool:
    if isinstance(expected, (tuple, list)) and not like.strict:
        return isinstance(actual, (tuple, list))
    if type(expected) is float:
        return type(actual) in (float, int)
    if isinstance(expected, PurePosixPath):
        return isinstance(actual, PurePosixPath)
    return type(expected) is type(actual)


def _sequence_mismatch(expected: Any, actual: Any, like: Likeness, where: str) -> Mismatch | None:
    for index, pair in enumerate(zip(expected, actual, strict=False)):
        if type(pair[0]) is not type(pair[1]) and (found := first_mismatch(*pair, like, f"{where}[{index}]")):
            return found  # a wrong type says more than a wrong length
    if len(expected) != len(actual):
        return Mismatch("shape", actual, expected, where, f"of length {len(actual)}, not {len(expected)}")
    found = (first_mismatch(a, b, like, f"{where}[{i}]") for i, (a, b) in enumerate(zip(expected, actual, strict=True)))
    return next((mismatch for mismatch in found if mismatch), None)


def _dict_mismatch(expected: dict, actual: dict, like: Likeness, where: str) -> Mismatch | None:
    if expected.keys() != actual.keys():
        return Mismatch("shape", actual, expected, where, f"{_keys(actual)}, not {_keys(expected)}")
    found = (first_mismatch(expected[key], actual[key], like, f"{where}[{key!r}]") for key in expected)
    return next((mismatch for mismatch in found if mismatch), None)


def _keys(pairs: dict) -> str:
    return "no keys" if not pairs else "keys " + ", ".join(repr(key) for key in list(pairs)[:6])


def _tensor_mismatch(expected: Tensor, actual: Tensor, like: Likeness, where: str) -> Mismatch | None:
    if expected.shape != actual.shape:
        return Mismatch("shape", actual, expected, where)
    if not _same_dtype(expected.dtype, actual.dtype, like):
        return Mismatch("dtype", actual, expected, where)
    wide = [t.double() if t.dtype.is_floating_point else t.to(torch.int64) for t in (expected, actual)]
    if wide[0].dtype != wide[1].dtype:
        wide = [t.double() for t in wide]
    right = torch.isclose(*reversed(wide), rtol=like.rtol, atol=like.atol, equal_nan=True)
    return None if right.all() else Mismatch("value", actual, expected, where)


def _same_dtype(expected: torch.dtype, actual: torch.dtype, like: Likeness) -> bool:
    return like.any_dtype or expected == actual or (expected.is_floating_point and actual.is_floating_point)


def _near(expected: float, actual: float, like: Likeness) -> bool:
    if expected != expected:
        return actual != actual
    if expected in (float("inf"), float("-inf")):
        return expected == actual
    if abs(actual) > 1e300:  # a Python int may be too large for a float
        return False
    return abs(expected - actual) <= like.atol + like.rtol * abs(expected)


def kind_of(value: Any) -> str:
    """The kind of a plain value in a student's words."""
    if value is None:
        return "None"
    if isinstance(value, Opaque):
        return value.kind if value.kind.startswith(("a ", "an ", "some", "more")) else f"a {value.kind}"
    if isinstance(value, Tensor):
        return f"a tensor of shape {tuple(value.shape)}"
    names = {bool: "a boolean", int: "an integer", float: "a float", str: "a string", PurePosixPath: "a path"}
    return names.get(type(value), f"a {type(value).__name__}")
