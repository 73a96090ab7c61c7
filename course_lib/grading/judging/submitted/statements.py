"""What statements bind, read in their order: the last binding counts, and where ways part, each of them."""

import ast
from collections.abc import Callable, Sequence
from typing import Any

from course_lib.grading.judging.submitted import libraries
from course_lib.grading.judging.submitted.binding import bind
from course_lib.grading.judging.submitted.cell import code_of
from course_lib.grading.judging.submitted.expressions import defaults_of, truth, value_of
from course_lib.grading.judging.submitted.scope import Scope
from course_lib.grading.judging.submitted.shadows import UNKNOWN, CallableInstance, Instance, Names, either, kind


def run(statements: Sequence[ast.stmt], scope: Scope) -> bool:
    """Bind what they bind; whether the flow ends in them, by `return` or `raise`."""
    for statement in statements:
        scope.effort.step()
        reading = _FORMS.get(type(statement))
        if reading and reading(statement, scope):
            return True
    return False


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> None:
    scope.bind(node.name, _decorated(node, scope.function(node, *defaults_of(node.args, scope)), scope))


def _class(node: ast.ClassDef, scope: Scope) -> None:
    bases, code = [value_of(base, scope) for base in node.bases], code_of(node, scope.code)
    if code is None:
        return
    cells = {name: scope.cell(name) for name in code.co_freevars}
    inner = scope.inner(code, Names(), cells, scope.module)
    run(node.body, inner)
    made = kind(node.name, tuple(bases), {_mangled(name, node.name): value for name, value in inner.names.items()})
    if "__class__" in code.co_cellvars:
        inner.cell("__class__").cell_contents = made
    scope.bind(node.name, _decorated(node, made, scope))


def _mangled(name: str, owner: str) -> str:
    private = name.startswith("__") and not name.endswith("__") and owner.strip("_")
    return f"_{owner.lstrip('_')}{name}" if private else name


def _decorated(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, made: Any, scope: Scope) -> Any:
    from course_lib.grading.judging.submitted.calls import outcome  # late: a call reads statements

    for decorator in reversed(node.decorator_list):
        made = outcome(value_of(decorator, scope), [made], {}, scope)
    return made


def _return(node: ast.Return, scope: Scope) -> bool:
    scope.returned.append(value_of(node.value, scope) if node.value else None)
    return True


def _assign(node: ast.Assign, scope: Scope) -> None:
    value = value_of(node.value, scope)
    for target in node.targets:
        bind(target, value, scope)


def _annotated(node: ast.AnnAssign, scope: Scope) -> None:
    if node.value:
        bind(node.target, value_of(node.value, scope), scope)


def _augmented(node: ast.AugAssign, scope: Scope) -> None:
    bind(node.target, UNKNOWN, scope)


def _delete(node: ast.Delete, scope: Scope) -> None:
    for target in node.targets:
        if isinstance(target, ast.Name):
            scope.effort.changed = True
            scope.names.pop(target.id, None)


def _import(node: ast.Import, scope: Scope) -> None:
    for alias in node.names:
        found = libraries.module(alias.name)
        root = alias.name.split(".")[0]
        scope.bind(alias.asname or root, found if alias.asname else libraries.module(root))


def _import_from(node: ast.ImportFrom, scope: Scope) -> None:
    owner = libraries.module(node.module) if node.module and not node.level else UNKNOWN
    for alias in node.names:
        if alias.name == "*":
            for name, value in (libraries.public_names(owner) if owner is not UNKNOWN else {}).items():
                scope.bind(name, value)
        else:
            found = libraries.attribute(owner, alias.name) if owner is not UNKNOWN else UNKNOWN
            scope.bind(alias.asname or alias.name, found)


def _declared(node: ast.Global | ast.Nonlocal, scope: Scope) -> None:
    if scope.names is not scope.module:
        scope.elsewhere.update(dict.fromkeys(node.names, type(node).__name__.lower()))


def _expression(node: ast.Expr, scope: Scope) -> None:
    value_of(node.value, scope)


def _if(node: ast.If, scope: Scope) -> bool:
    chosen = truth(value_of(node.test, scope))
    if chosen is not None:
        return run(node.body if chosen else node.orelse, scope)
    return _parted([node.body, node.orelse], scope)


def _parted(ways: Sequence[Sequence[ast.stmt]], scope: Scope) -> bool:
    """Read each way from where they part; a name that they bind differently is either."""
    before, after = dict(scope.names), []
    try:
        for way in ways:
            scope.restore(before)
            if not run(way, scope):
                after.append(dict(scope.names))
    except Exception:
        scope.restore(before)
        raise
    names = dict.fromkeys(name for bound in after for name in bound) or before
    merged = {name: _same_or_either([bound[name] for bound in after if name in bound]) for name in names}
    scope.restore(merged if after else before)
    return not after


def _same_or_either(values: list) -> Any:
    return values[0] if all(value is values[0] for value in values) else either(*values)


def _loop(node: ast.For | ast.AsyncFor | ast.While, scope: Scope) -> bool:
    """The body is read once, as if it ran; what it goes over is anything that is known of it."""
    if isinstance(node, ast.While):
        value_of(node.test, scope)
    else:
        over = value_of(node.iter, scope)
        bind(node.target, _one_of(over) if type(over) is list else UNKNOWN, scope)
    run([*node.body, *node.orelse], scope)
    return False


def _one_of(values: list) -> Any:
    rows = values and all(type(value) is list and len(value) == len(values[0]) for value in values)
    return [either(*column) for column in zip(*values)] if rows else either(*values)


def _with(node: ast.With | ast.AsyncWith, scope: Scope) -> bool:
    for item in node.items:
        entered = value_of(item.context_expr, scope)
        if item.optional_vars:
            bind(item.optional_vars, entered if isinstance(entered, (Instance, CallableInstance)) else UNKNOWN, scope)
    return run(node.body, scope)


def _try(node: ast.Try | ast.TryStar, scope: Scope) -> bool:
    """Imports that are known to work leave nothing to the handlers; else, each of them may have run."""
    ended = run(node.body, scope)
    imports = all(isinstance(statement, (ast.Import, ast.ImportFrom)) for statement in node.body)
    bound = [scope.value(alias.asname or alias.name.split(".")[0]) for statement in node.body if imports
             for alias in statement.names]
    if not imports or any(value is UNKNOWN for value in bound):
        ways = [handler.body for handler in node.handlers]
        ended = _parted([[ast.Pass()] if not ended else [ast.Raise()], *ways], scope) if ways else ended
    if not ended:
        ended = run(node.orelse, scope)
    return run(node.finalbody, scope) or ended


def _match(node: ast.Match, scope: Scope) -> bool:
    value_of(node.subject, scope)
    return _parted([*(case.body for case in node.cases), []], scope)


_FORMS: dict[type, Callable[[Any, Scope], bool | None]] = {
    ast.FunctionDef: _function, ast.AsyncFunctionDef: _function, ast.ClassDef: _class, ast.Return: _return,
    ast.Assign: _assign, ast.AnnAssign: _annotated, ast.AugAssign: _augmented, ast.Delete: _delete, ast.Import: _import,
    ast.ImportFrom: _import_from, ast.Global: _declared, ast.Nonlocal: _declared, ast.Expr: _expression, ast.If: _if,
    ast.For: _loop, ast.AsyncFor: _loop, ast.While: _loop, ast.With: _with, ast.AsyncWith: _with, ast.Try: _try,
    ast.TryStar: _try, ast.Match: _match, ast.Raise: lambda node, scope: True,
}
