"""What an expression stands for, as far as the text tells it: a function, a class, a module, a plain constant."""

import ast
import functools
from collections.abc import Callable
from types import MethodType, ModuleType
from typing import Any

from course_lib.grading.judging.submitted import libraries
from course_lib.grading.judging.submitted.scope import Scope, Shell
from course_lib.grading.judging.submitted.shadows import (
    UNKNOWN, CallableInstance, Instance, Names, bound, either, is_own_function, member,
)

_MAX_TEXT = 100_000
_MAX_ITEMS = 1_000


def value_of(node: ast.expr | None, scope: Scope) -> Any:
    """The thing itself or its stand-in; `UNKNOWN` for all that would have to be worked out by running."""
    scope.effort.step()
    return _FORMS.get(type(node), _parts)(node, scope)


def attribute_of(owner: Any, name: str, scope: Scope) -> Any:
    """What stands behind `owner.name`."""
    if isinstance(owner, ModuleType):
        return libraries.attribute(owner, name)
    if isinstance(owner, type):
        return getattr(owner, name, UNKNOWN)
    if isinstance(owner, (Instance, CallableInstance)):
        own = owner.attributes.get(name, UNKNOWN)
        return own if own is not UNKNOWN else bound(member(owner.kind, name), owner, owner.kind)
    if is_own_function(owner):
        return {"__call__": owner, "__code__": owner.__code__}.get(name, vars(owner).get(name, UNKNOWN))
    if isinstance(owner, Shell):
        return scope.module if name in ("user_ns", "user_global_ns") else Shell(name)
    if isinstance(owner, Names):
        return getattr(owner, name) if name in ("update", "get") else UNKNOWN
    inner = isinstance(owner, (MethodType, functools.partial)) and name in ("func", "__func__")
    return getattr(owner, name, UNKNOWN) if inner else UNKNOWN


def truth(thing: Any) -> bool | None:
    """Whether a plain constant counts as true; None where that is not known."""
    return bool(thing) if isinstance(thing, (bool, int, str, type(None))) else None


def _parts(node: ast.AST | None, scope: Scope) -> Any:
    """Of what is not followed, only that `:=` may bind a name in it."""
    for part in ast.iter_child_nodes(node) if node is not None else ():
        if isinstance(part, ast.expr):
            value_of(part, scope)
    return UNKNOWN


def _constant(node: ast.Constant, scope: Scope) -> Any:
    small = not isinstance(node.value, (str, bytes)) or len(node.value) <= _MAX_TEXT
    return node.value if small else UNKNOWN


def _name(node: ast.Name, scope: Scope) -> Any:
    return scope.value(node.id)


def _attribute(node: ast.Attribute, scope: Scope) -> Any:
    return attribute_of(value_of(node.value, scope), node.attr, scope)


def _lambda(node: ast.Lambda, scope: Scope) -> Any:
    return scope.function(node, *defaults_of(node.args, scope))


def defaults_of(arguments: ast.arguments, scope: Scope) -> tuple[tuple, dict[str, Any]]:
    """The defaults of a function's parameters, by position and by keyword."""
    given = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    by_keyword = {parameter.arg: value_of(default, scope) for parameter, default in given if default is not None}
    return tuple(value_of(default, scope) for default in arguments.defaults), by_keyword


def _items(node: ast.Tuple | ast.List, scope: Scope) -> Any:
    if len(node.elts) > _MAX_ITEMS:
        return UNKNOWN
    return [item.value if type(item) is ast.Constant else value_of(item, scope) for item in node.elts]


def _dictionary(node: ast.Dict, scope: Scope) -> Any:
    if len(node.keys) > _MAX_ITEMS:
        return UNKNOWN
    items = zip(node.keys, node.values, strict=True)
    pairs = [(value_of(key, scope) if key else None, value_of(value, scope)) for key, value in items]
    return Names({key: value for key, value in pairs if isinstance(key, (str, int))})


def _subscript(node: ast.Subscript, scope: Scope) -> Any:
    owner, key = value_of(node.value, scope), value_of(node.slice, scope)
    if isinstance(owner, Names) and isinstance(key, (str, int)):
        return owner.get(key, UNKNOWN)
    if type(owner) is list and isinstance(key, int) and -len(owner) <= key < len(owner):
        return owner[key]
    return UNKNOWN


def _conditional(node: ast.IfExp, scope: Scope) -> Any:
    chosen = truth(value_of(node.test, scope))
    if chosen is not None:
        return value_of(node.body if chosen else node.orelse, scope)
    return either(value_of(node.body, scope), value_of(node.orelse, scope))


def _and_or(node: ast.BoolOp, scope: Scope) -> Any:
    ends, candidates = isinstance(node.op, ast.Or), []
    for part in node.values:
        candidates.append(value_of(part, scope))
        if truth(candidates[-1]) is ends:
            break
    *before, last = candidates
    return either(*(value for value in before if truth(value) is None), last)


def _comparison(node: ast.Compare, scope: Scope) -> Any:
    values = [value_of(part, scope) for part in (node.left, *node.comparators)]
    if len(values) > 2 or not all(isinstance(value, (str, int, type(None))) for value in values):
        return UNKNOWN
    equal = values[0] == values[1]
    return {ast.Eq: equal, ast.Is: equal, ast.NotEq: not equal, ast.IsNot: not equal}.get(type(node.ops[0]), UNKNOWN)


def _unary(node: ast.UnaryOp, scope: Scope) -> Any:
    value = value_of(node.operand, scope)
    if isinstance(node.op, ast.USub) and isinstance(value, int):
        return -value
    return not truth(value) if isinstance(node.op, ast.Not) and truth(value) is not None else UNKNOWN


def _sum(node: ast.BinOp, scope: Scope) -> Any:
    left, right = value_of(node.left, scope), value_of(node.right, scope)
    texts = isinstance(left, str) and isinstance(right, str) and isinstance(node.op, ast.Add)
    return left + right if texts and len(left) + len(right) <= _MAX_TEXT else UNKNOWN


def _walrus(node: ast.NamedExpr, scope: Scope) -> Any:
    value = value_of(node.value, scope)
    scope.bind(node.target.id, value)
    return value


def _call(node: ast.Call, scope: Scope) -> Any:
    from course_lib.grading.judging.submitted.calls import outcome  # late: it reads statements

    function = value_of(node.func, scope)
    arguments = [value_of(argument, scope) for argument in node.args]
    starred = next((i for i, argument in enumerate(node.args) if isinstance(argument, ast.Starred)), len(arguments))
    keywords = {keyword.arg: value_of(keyword.value, scope) for keyword in node.keywords if keyword.arg}
    return outcome(function, arguments[:starred], keywords, scope)


_FORMS: dict[type, Callable[[Any, Scope], Any]] = {
    ast.Constant: _constant, ast.Name: _name, ast.Attribute: _attribute, ast.Lambda: _lambda, ast.Tuple: _items,
    ast.List: _items, ast.Dict: _dictionary, ast.Subscript: _subscript, ast.IfExp: _conditional, ast.BoolOp: _and_or,
    ast.Compare: _comparison, ast.UnaryOp: _unary, ast.BinOp: _sum, ast.NamedExpr: _walrus, ast.Call: _call,
}
