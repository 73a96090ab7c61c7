"""Stand-ins for what a student's code would make: they can be looked at as the real things can, and none of them runs.

No class here derives from a student's or a library's, no object has a student's methods: nothing that Python does by
itself with a class or an object (`__init_subclass__`, `__set_name__`, `__getattr__`, `__class__`) reaches their code.
"""

import ast
import functools
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

from course_lib.checking.written import remember_tree
from course_lib.grading.judging.submitted.cell import FILE


class Unknown:
    """Something that is bound, and of which the text does not tell what it is."""


UNKNOWN = Unknown()


class Names(dict):
    """A namespace or a dictionary that the student's code makes; no other dictionary is ever written to."""


class Kind(type):
    """A student's class: its functions, and what it derives from in name only."""

    @property
    def __mro__(cls) -> tuple[type, ...]:
        return (cls, *vars(cls)["__lineage__"])

    def __getattr__(cls, name: str) -> Any:
        for base in cls.__mro__[1:]:
            if name in vars(base):
                lying = vars(base)[name]
                return MethodType(lying.__func__, cls) if isinstance(lying, classmethod) else getattr(base, name)
        raise AttributeError(name)


class Instance:
    """An object of a student's class, or of one that could be."""

    def __init__(self, kind: Kind, attributes: Names):
        self.kind, self.attributes = kind, attributes


class CallableInstance(functools.partial):
    """An object that can be called, in the only form from which rules read the function it calls and no more."""


def kind(name: str, bases: tuple, names: dict[str, Any]) -> Kind:
    """The class of that name with these members."""
    parents = [parent for base in bases if isinstance(base, type) for parent in base.__mro__ if parent is not object]
    lineage = (*reversed(dict.fromkeys(reversed(parents))), object)
    kept = {name: value for name, value in names.items() if name not in ("__slots__", "__qualname__", "__classcell__")}
    return Kind(name, (), {**kept, "__module__": "__main__", "__lineage__": lineage})


def instance(of: Kind, attributes: Names) -> Instance | CallableInstance:
    """The object, callable where its class is."""
    call = attributes.get("__wrapped__", member(of, "__call__"))
    if not is_own_function(call):
        return Instance(of, attributes)
    made = CallableInstance(call)
    made.kind, made.attributes = of, attributes
    return made


def member(of: type, name: str) -> Any:
    """What a class or the next above it holds under that name, as it lies there."""
    return next((vars(base)[name] for base in of.__mro__ if name in vars(base)), UNKNOWN)


def bound(thing: Any, to: Any, of: type) -> Any:
    """A member of a class as it is reached through an object."""
    if isinstance(thing, staticmethod):
        return thing.__func__
    if isinstance(thing, classmethod):
        return MethodType(thing.__func__, of)
    if isinstance(thing, property):
        return UNKNOWN
    return MethodType(thing, to) if isinstance(thing, FunctionType) else thing


def is_own_function(thing: Any) -> bool:
    return isinstance(thing, FunctionType) and thing.__code__.co_filename == FILE


def is_own(thing: Any) -> bool:
    """Whether a thing is made by the student's code, and not found in a library or plain."""
    if isinstance(thing, FunctionType):
        return is_own_function(thing)
    if type(thing) is list:
        return any(map(is_own, thing))
    foreign = Unknown, ModuleType, BuiltinFunctionType, str, int, float, bytes, type(None), type(Ellipsis)
    return not isinstance(thing, foreign) and not (isinstance(thing, type) and not isinstance(thing, Kind))


def either(*things: Any) -> Any:
    """What is one of several, by the way that the run takes: of functions, one that calls any of them."""
    single = {id(one): one for thing in things for one in _alternatives(thing) if one is not UNKNOWN}
    known = [*single.values()]
    if len(known) > 1:
        known = [thing for thing in known if callable(thing)][:_MOST_ALTERNATIVES] or [UNKNOWN]
    if len(known) > 1 and isinstance(known[-1], type):
        return known[-1]
    return _chooser(known) if len(known) > 1 else known[0] if known else UNKNOWN


_MOST_ALTERNATIVES = 8


class _Alternatives(Names):
    """The namespace of a function that calls one of several."""


def _alternatives(thing: Any) -> list[Any]:
    if isinstance(thing, FunctionType) and isinstance(thing.__globals__, _Alternatives):
        return [value for name, value in thing.__globals__.items() if name.startswith("one_")]
    return [thing]


def _chooser(things: list[Any]) -> FunctionType:
    names = _Alternatives({f"one_{i}": thing for i, thing in enumerate(things)}, __name__="__main__")
    calls = [f"one_{i}(*args, **keywords)" for i in range(len(things))]
    tree = ast.parse("lambda *args, **keywords: " + " if chosen else ".join(calls), mode="eval")
    (code,) = (constant for constant in compile(tree, FILE, "eval").co_consts if hasattr(constant, "co_code"))
    return remember_tree(FunctionType(code, names), tree.body)
