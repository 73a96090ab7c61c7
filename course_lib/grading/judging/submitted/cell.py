"""The text of one cell as statements and code, compiled and never run."""

import ast
import functools
import warnings
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from types import CodeType

FILE = "<submitted cell>"  # in no library's folder, so that a student's frame is told by it
MAX_CHARACTERS = 100_000  # the parser and the compiler count their own depth; this bounds their time
_KEPT_CHARACTERS = 2_000  # a class shares the cells that are given; short ones are kept, for all of it
_MAX_TRANSFORMED = 200_000  # IPython reads a cell once for each magic in it


@dataclass(frozen=True)
class Cell:
    """The statements of a cell, and the code that holds the code of its functions."""

    statements: tuple[ast.stmt, ...]
    code: CodeType


NOTHING = Cell((), compile("", FILE, "exec"))


def read_cell(source: str) -> Cell | None:
    """The cell, `NOTHING` where it is no Python and so binds nothing; None where it is too much to be read."""
    return _kept(source) if len(source) <= _KEPT_CHARACTERS else _read(source)


def code_of(node: ast.AST, around: CodeType) -> CodeType | None:
    """The code of a function or class that is defined in this code; None where the compiler has left it out."""
    name = "<lambda>" if isinstance(node, ast.Lambda) else node.name
    line = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", ()))])
    found = _defined_in(around).get((name, line), [])
    if len(found) < 2:
        return found[0][1] if found else None
    start, end = (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)
    for place, code in islice(found, bisect_left(found, start, key=lambda one: one[0][:2]), None):
        if place[:2] > end:
            return None
        if place[2:] <= end:
            return code
    return None


def _read(source: str) -> Cell | None:
    if len(source) > MAX_CHARACTERS:
        return None
    try:
        return _compiled(source)
    except SyntaxError:
        return _without_magics(source)
    except (ValueError, MemoryError, RecursionError):  # a null byte, a lone surrogate, deep nesting: no shell runs them
        return NOTHING


_kept = functools.lru_cache(maxsize=256)(_read)


def _compiled(source: str) -> Cell:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "invalid escape sequence" is the student's affair
        tree = ast.parse(source)
        code = compile(tree, FILE, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    return Cell(tuple(tree.body), code)


def _without_magics(source: str) -> Cell | None:
    lines = [line.strip() for line in source.split("\n")]
    magics = sum(line.startswith(("%", "!", "?")) or line.endswith("?") or "= %" in line or "= !" in line
                 for line in lines)
    if len(source) * (1 + magics) > _MAX_TRANSFORMED:
        return None
    from IPython.core.inputtransformer2 import TransformerManager  # late: few notebooks need it

    try:
        return _compiled(TransformerManager().transform_cell(source))
    except Exception:  # no Python either way; IPython's own code is not proof against every text
        return NOTHING


_Defined = dict[tuple[str, int], list[tuple[tuple[int, ...], CodeType]]]
_defined: dict[int, tuple[CodeType, _Defined]] = {}  # by identity: to compare code takes as long as to search it


def _defined_in(code: CodeType) -> _Defined:
    """By name and first line the code defined in this one, each with its place, in their order.

    Kept, or a cell of thousands of functions would be searched thousands of times.
    """
    if id(code) not in _defined:
        if len(_defined) >= 64:
            _defined.clear()
        found: _Defined = {}
        for inner in _inside(code):
            found.setdefault((inner.co_name, inner.co_firstlineno), []).append((_place(inner), inner))
        for alike in found.values():
            alike.sort(key=lambda one: one[0])
        _defined[id(code)] = code, found  # with the code itself, so that its identity stays its own
    return _defined[id(code)][1]


def _inside(code: CodeType) -> Iterator[CodeType]:
    """The code defined in this one, also in a comprehension, or under the type parameters of a function."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            if constant.co_name.startswith("<") and constant.co_name != "<lambda>":
                yield from _inside(constant)


def _place(code: CodeType) -> tuple[int, ...]:
    """Line and column of its first step, and of that step's end."""
    places = (place for place in code.co_positions() if None not in place and place[2] != place[3])
    line, end_line, column, end_column = next(places, (0, 0, 0, 0))
    return line, column, end_line, end_column
