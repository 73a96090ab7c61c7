"""Marks of values: two are equal where it is the same object, and nothing in it has been changed since."""

import dataclasses
from collections.abc import Iterator
from pathlib import PurePath
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy
import torch
from PIL import Image

from course_lib.grading.inside.names_read import names_read_by

_PLAIN = (type(None), bool, int, float, complex, str, bytes, range, torch.dtype, torch.device, torch.layout)
_MANY = 5000  # values within a value
_SAMPLES = 2**13  # bytes looked at in a large tensor, whose changes torch counts
_LARGEST_ARRAY = 2**20  # bytes; numpy counts no changes
_MADE_IN_PYTHON = 1 << 9  # Py_TPFLAGS_HEAPTYPE; what is made in C may hold what nobody sees


class Unmarkable(ValueError):
    """The value may change without anything that could be seen: a generator, an open file."""


def mark(value: Any, namespace: dict[str, Any]) -> Any:
    """The mark of a value, or `Unmarkable`; that of a function counts in what the function reads in its notebook's namespace.

    It holds only as long as the value is kept: another may get its id.
    """
    try:
        return _mark(value, namespace, {})
    except Exception as error:  # a sparse tensor has no memory to look at, a list may hold itself
        raise Unmarkable from error


def _mark(value: Any, namespace: dict[str, Any], seen: dict[int, Any]) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return kind, value
    if id(value) in seen:
        return id(value)
    seen[id(value)] = value  # kept, or another would get its id
    if len(seen) > _MANY:
        raise Unmarkable
    own = 0 if kind is tuple else id(value)  # one with the same parts is as good
    return kind, own, *(_mark(part, namespace, seen) for part in _parts(value, namespace))


def _parts(value: Any, namespace: dict[str, Any]) -> Iterator[Any]:
    """What makes a value what it is."""
    if isinstance(value, torch.Tensor):
        yield from (value._version, value.data_ptr(), tuple(value.shape), value.stride(), value.dtype, value.requires_grad, value.grad)
        yield _sample(value.detach())
    elif isinstance(value, numpy.ndarray):
        yield from (value.dtype.str, value.shape, value.tobytes() if value.nbytes <= _LARGEST_ARRAY else _refuse())
    elif isinstance(value, Image.Image):
        yield from (value.mode, value.size, value.tobytes() if value.width * value.height <= _LARGEST_ARRAY else _refuse())
    elif isinstance(value, PurePath):
        yield str(value)
    elif isinstance(value, dict):
        yield from (part for pair in dict.items(value) for part in pair)
    elif isinstance(value, list):
        yield from list.__iter__(value)
    elif isinstance(value, tuple):
        yield from tuple.__iter__(value)
    elif isinstance(value, (set, frozenset)):
        yield tuple(value)
    elif isinstance(value, ModuleType):
        yield _public(vars(value))
    elif isinstance(value, type):
        yield hash(tuple(map(id, vars(value).values())))
    elif isinstance(value, FunctionType):
        yield from (id(value.__code__), value.__defaults__, value.__kwdefaults__, *(cell.cell_contents for cell in value.__closure__ or ()))
        if value.__globals__ is namespace:
            yield from (namespace.get(name) for name in sorted(set(names_read_by(value.__code__))))
        else:
            yield _public(value.__globals__)
    elif isinstance(value, MethodType):
        yield from (value.__func__, value.__self__)
    elif dataclasses.is_dataclass(value):
        yield from (getattr(value, field.name, None) for field in dataclasses.fields(value))
    elif hasattr(value, "__dict__") and all(kind.__flags__ & _MADE_IN_PYTHON for kind in type(value).__mro__[:-1]):
        yield from (type(value), vars(value))
    elif not isinstance(value, (BuiltinFunctionType, slice)):
        _refuse()


def _public(names: dict[str, Any]) -> int:
    """What a module tells of itself: pyplot keeps to itself what it has begun."""
    return hash(tuple((name, id(value)) for name, value in names.items() if not name.startswith("_")))


def _sample(tensor: torch.Tensor) -> bytes:
    """Of a small tensor all bytes: who writes past torch (by numpy, by `.data`) is not counted."""
    contents = torch.empty(0, dtype=torch.uint8).set_(tensor.untyped_storage())
    return contents[:: max(1, len(contents) // _SAMPLES)].numpy().tobytes()


def _refuse() -> Any:
    raise Unmarkable
