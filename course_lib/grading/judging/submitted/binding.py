"""What an assignment binds: a name, several, an attribute, an item."""

import ast
from types import CodeType
from typing import Any

from course_lib.checking.written import forget_tree
from course_lib.grading.judging.submitted.expressions import value_of
from course_lib.grading.judging.submitted.scope import Scope
from course_lib.grading.judging.submitted.shadows import (
    UNKNOWN, CallableInstance, Instance, Kind, Names, is_own_function,
)

_FIXED = ("__class__", "__bases__", "__dict__", "__mro__", "__lineage__")  # of a class, whatever the text says


def bind(target: ast.expr, value: Any, scope: Scope) -> None:
    """Let a target of an assignment, a loop or a `with` be that."""
    if isinstance(target, ast.Name):
        scope.bind(target.id, value)
    elif isinstance(target, (ast.Tuple, ast.List)):
        known = type(value) is list and len(value) == len(target.elts) and not any(
            isinstance(part, ast.Starred) for part in target.elts)
        for part, one in zip(target.elts, value if known else [UNKNOWN] * len(target.elts)):
            bind(part, one, scope)
    elif isinstance(target, ast.Starred):
        bind(target.value, UNKNOWN, scope)
    elif isinstance(target, ast.Attribute):
        assign_attribute(value_of(target.value, scope), target.attr, value, scope)
    elif isinstance(target, ast.Subscript):
        owner, key = value_of(target.value, scope), value_of(target.slice, scope)
        if isinstance(owner, Names) and isinstance(key, (str, int)):
            scope.effort.changed = True
            owner[key] = value


def assign_attribute(owner: Any, name: str, value: Any, scope: Scope) -> None:
    """`owner.name = value`, on what is the student's own."""
    scope.effort.changed = True
    if isinstance(owner, (Instance, CallableInstance)):
        owner.attributes[name] = value
    elif is_own_function(owner) and name == "__code__" and isinstance(value, CodeType):
        owner.__code__ = value
        forget_tree(owner)
    elif is_own_function(owner) and (name == "__wrapped__" or not name.startswith("__")):
        vars(owner)[name] = value
    elif isinstance(owner, Kind) and name not in _FIXED and (callable(value) or isinstance(value, property)):
        type.__setattr__(owner, name, value)
