"""What a call of a thing comes to, as far as the text tells it."""

import ast
import builtins
import functools
import importlib
import inspect
import textwrap
import types
from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any

from course_lib.checking.written import remembered_tree
from course_lib.grading.judging.submitted import libraries
from course_lib.grading.judging.submitted.binding import assign_attribute
from course_lib.grading.judging.submitted.cell import read_cell
from course_lib.grading.judging.submitted.expressions import attribute_of
from course_lib.grading.judging.submitted.scope import Scope, Shell
from course_lib.grading.judging.submitted.shadows import (
    UNKNOWN, CallableInstance, Instance, Kind, Names, either, instance, is_own, is_own_function, kind, member,
)
from course_lib.grading.judging.submitted.statements import run

_TIMED = ("time", "capture", "prun")  # the magics that run their text among the notebook's own names


def outcome(function: Any, arguments: list, keywords: dict[str, Any], scope: Scope) -> Any:
    """What comes back: from the student's own functions and classes by reading them, from others where it is known.

    A call into a library that is handed a function of the student's is taken for a decorator, which hands it back.
    """
    scope.effort.step()
    if isinstance(function, MethodType):
        function, arguments = function.__func__, [function.__self__, *arguments]
    if isinstance(function, Shell):
        return _ran_by_shell(function, arguments, scope)
    known = _KNOWN.get(id(function))
    if known and arguments:
        return known(scope, arguments, keywords)
    if any(function is named for named in (builtins.globals, builtins.locals, builtins.vars)):
        return scope.module if function is builtins.globals else scope.names
    if isinstance(getattr(function, "__self__", None), Names):
        return _in_names(function, arguments, keywords, scope)
    made = _made(function, arguments, keywords, scope)
    handed = arguments and callable(arguments[0]) and is_own(arguments[0])
    return arguments[0] if made is UNKNOWN and handed else made


def _made(function: Any, arguments: list, keywords: dict[str, Any], scope: Scope) -> Any:
    if isinstance(function, Kind):
        return _instance(function, arguments, keywords, scope)
    if isinstance(function, CallableInstance):
        return _returned(function.func, [function, *arguments], keywords, scope)
    if isinstance(function, functools.partial):
        return outcome(function.func, [*function.args, *arguments], {**function.keywords, **keywords}, scope)
    if function is dict or function is types.SimpleNamespace:
        return Names(keywords) if function is dict else instance(kind("SimpleNamespace", (), {}), Names(keywords))
    return _returned(function, arguments, keywords, scope) if is_own_function(function) else UNKNOWN


def _returned(function: FunctionType, arguments: list, keywords: dict[str, Any], scope: Scope) -> Any:
    """What a function of the student's returns on any way through it."""
    tree = remembered_tree(function)
    comes_later = function.__code__.co_flags & (inspect.CO_GENERATOR | inspect.CO_COROUTINE)
    if tree is None or comes_later or not scope.may_read(function.__code__):
        return UNKNOWN
    cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
    inner = scope.inner(function.__code__, Names(), cells, function.__globals__)
    for name, value in _parameters(tree.args, function, arguments, keywords).items():
        inner.bind(name, value)
    run([ast.Return(tree.body)] if isinstance(tree, ast.Lambda) else tree.body, inner)
    return either(*inner.returned)


def _parameters(
    named: ast.arguments, function: FunctionType, arguments: list, keywords: dict[str, Any]
) -> dict[str, Any]:
    places = [parameter.arg for parameter in (*named.posonlyargs, *named.args)]
    defaults = function.__defaults__ or ()
    values = dict.fromkeys([*places, *(parameter.arg for parameter in named.kwonlyargs)], UNKNOWN)
    values.update(zip(places[len(places) - len(defaults) :], defaults))
    values.update(function.__kwdefaults__ or {})
    values.update(zip(places, arguments))
    values.update({name: value for name, value in keywords.items() if name in values})
    if named.vararg:
        values[named.vararg.arg] = arguments[len(places) :]
    if named.kwarg:
        values[named.kwarg.arg] = Names({name: value for name, value in keywords.items() if name not in values})
    return values


def _instance(of: Kind, arguments: list, keywords: dict[str, Any], scope: Scope) -> Any:
    attributes = Names()
    start = member(of, "__init__")
    if is_own_function(start):
        _returned(start, [Instance(of, attributes), *arguments], keywords, scope)
    return instance(of, attributes)


def _ran_by_shell(method: Shell, arguments: list, scope: Scope) -> Any:
    texts = [argument for argument in arguments if isinstance(argument, str)]
    if not method.method:
        return method
    if method.method in ("run_cell", "ex") and texts:
        return _executed(scope, texts, {})
    if method.method in ("run_cell_magic", "run_line_magic") and len(texts) > 1 and texts[0] in _TIMED:
        return _executed(scope, texts[-1:], {})
    return UNKNOWN


def _in_names(method: Callable, arguments: list, keywords: dict[str, Any], scope: Scope) -> Any:
    """`update` and `get` of a dictionary that the student's code makes."""
    names = method.__self__
    if method.__name__ == "get":
        return names.get(arguments[0], UNKNOWN) if arguments and isinstance(arguments[0], str) else UNKNOWN
    scope.effort.changed = True
    for more in (*arguments, keywords):
        names.update(more if isinstance(more, (Names, dict)) else {})
    return UNKNOWN


def _executed(scope: Scope, arguments: list, keywords: dict[str, Any]) -> Any:
    """`exec` of a text that is known, here or in a dictionary of the student's."""
    cell = read_cell(arguments[0]) if isinstance(arguments[0], str) else None
    if cell is not None and scope.may_read(cell.code):
        names = next((names for names in arguments[1:] if isinstance(names, Names)), scope.names)
        module = names if len(arguments) > 1 else scope.module
        run(cell.statements, scope.inner(cell.code, names, {}, module))
    return UNKNOWN


def _evaluated(scope: Scope, arguments: list, keywords: dict[str, Any]) -> Any:
    cell = read_cell(arguments[0].strip()) if isinstance(arguments[0], str) else None
    single = cell is not None and len(cell.statements) == 1 and scope.may_read(cell.code)
    if not single or not isinstance(cell.statements[0], ast.Expr):
        return UNKNOWN
    inner = scope.inner(cell.code, scope.names, {}, scope.module)
    run([ast.Return(cell.statements[0].value)], inner)
    return either(*inner.returned)


def _class(scope: Scope, arguments: list, keywords: dict[str, Any]) -> Any:
    name, bases, names = arguments if len(arguments) == 3 else ("", (), None)
    return kind(name, tuple(bases), names) if isinstance(name, str) and isinstance(names, Names) else UNKNOWN


def _wrapped(scope: Scope, arguments: list, keywords: dict[str, Any]) -> Any:
    """`update_wrapper`: from then on, the one stands for the other."""
    wrapper, original = (*arguments, keywords.get("wrapped", UNKNOWN))[:2]
    if is_own_function(wrapper) and isinstance(original, (FunctionType, types.BuiltinFunctionType)):
        functools.update_wrapper(wrapper, original)
    elif original is not UNKNOWN:
        assign_attribute(wrapper, "__wrapped__", original, scope)
    return wrapper


def _wraps(scope: Scope, arguments: list, keywords: dict[str, Any]) -> Any:
    return functools.partial(functools.update_wrapper, wrapped=arguments[0])


def _with_function(make: Callable) -> Callable:
    """For what is made of one function: `partial`, `staticmethod`."""
    return lambda scope, arguments, keywords: make(arguments[0]) if callable(arguments[0]) else UNKNOWN


def _partial(scope: Scope, arguments: list, keywords: dict[str, Any]) -> Any:
    return functools.partial(*arguments, **keywords) if callable(arguments[0]) else UNKNOWN


def _looked_up(scope: Scope, arguments: list, keywords: dict[str, Any]) -> Any:
    owner, name, *_ = *arguments, None
    return attribute_of(owner, name, scope) if isinstance(name, str) else UNKNOWN


def _set(scope: Scope, arguments: list, keywords: dict[str, Any]) -> Any:
    if len(arguments) == 3 and isinstance(arguments[1], str):
        assign_attribute(*arguments, scope)
    return UNKNOWN


def _text(change: Callable) -> Callable:
    return lambda scope, arguments, keywords: change(arguments[0]) if isinstance(arguments[0], str) else UNKNOWN


_KNOWN: dict[int, Callable] = {id(function): known for function, known in {
    builtins.exec: _executed, builtins.eval: _evaluated, builtins.compile: _text(str), builtins.type: _class,
    builtins.getattr: _looked_up, builtins.setattr: _set, builtins.__import__: _text(libraries.module),
    importlib.import_module: _text(libraries.module), textwrap.dedent: _text(textwrap.dedent),
    builtins.staticmethod: _with_function(staticmethod), builtins.classmethod: _with_function(classmethod),
    builtins.property: _with_function(property), functools.partial: _partial, functools.wraps: _wraps,
    functools.update_wrapper: _wrapped, types.MethodType: lambda scope, arguments, keywords: MethodType(*arguments[:2]),
}.items()}
