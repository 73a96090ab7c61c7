"""The names that a cell reads without having bound them itself before."""

import ast
import dis
from collections.abc import Iterator, Sequence
from types import CodeType

_BODIES = ("body", "orelse", "finalbody")
_WITH_BODIES = (ast.With, ast.AsyncWith, ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.TryStar)


def names_read_by_cell(source: str) -> set[str]:
    """None of them where the text is no Python."""
    try:
        return set(_read(ast.parse(source).body, set()))
    except (SyntaxError, ValueError):
        return set()


def names_read_by(code: CodeType) -> Iterator[str]:
    """The names that code, or a function within it, looks up outside of itself."""
    for step in dis.get_instructions(code):
        if step.opname in ("LOAD_NAME", "LOAD_GLOBAL"):
            yield step.argval
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from names_read_by(constant)


def _read(statements: Sequence[ast.stmt], bound: set[str]) -> Iterator[str]:
    """`bound` are names that have been bound for certain; those of these statements are added."""
    for statement in statements:
        bodies = [getattr(statement, name, []) for name in _BODIES] if isinstance(statement, _WITH_BODIES) else []
        bodies += [handler.body for handler in getattr(statement, "handlers", [])]
        if not bodies:
            yield from _read_at_once(statement, bound)
            continue
        within = set(bound)
        yield from _read_at_once(_without_bodies(statement), within)
        for body in bodies:
            yield from _read(body, set(within))


def _read_at_once(statement: ast.stmt, bound: set[str]) -> Iterator[str]:
    code = compile(ast.Module([statement], []), "cell", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    yield from set(names_read_by(code)) - bound
    bound |= {step.argval for step in dis.get_instructions(code) if step.opname == "STORE_NAME"}


def _without_bodies(statement: ast.stmt) -> ast.stmt:
    """Only what decides whether and how often they run."""
    parts = dict(ast.iter_fields(statement))
    parts |= {name: [ast.Pass()] if parts[name] else [] for name in _BODIES if name in parts}
    if "handlers" in parts:
        parts["handlers"] = [ast.ExceptHandler(one.type, one.name, [ast.Pass()]) for one in parts["handlers"]]
    return ast.fix_missing_locations(ast.copy_location(type(statement)(**parts), statement))
