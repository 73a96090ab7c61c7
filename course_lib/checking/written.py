"""What a student wrote, as rules see it: the code object, the syntax tree where the source is at hand, the names."""

import ast
import builtins
import dis
import functools
import inspect
import sys
import textwrap
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import CodeType, FunctionType, ModuleType
from typing import Any

from course_lib.checking.observe import students_frame

_UNKNOWN = object()
_TREES: weakref.WeakKeyDictionary[FunctionType, ast.FunctionDef | ast.Lambda] = weakref.WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Written:
    """The functions of one answer; the first is the answer itself."""

    function: FunctionType
    names: dict[str, Any] = field(repr=False, default_factory=dict)

    @property
    def code(self) -> CodeType:
        return self.function.__code__

    @functools.cached_property
    def tree(self) -> ast.FunctionDef | ast.Lambda | None:
        """The syntax tree; None where no source is at hand, as after `exec`."""
        if self.function in _TREES:
            return _TREES[self.function]
        try:
            parsed = ast.parse(textwrap.dedent(inspect.getsource(self.function)))
        except (OSError, TypeError, SyntaxError, IndentationError, ValueError):
            return None
        found = [node for node in ast.walk(parsed) if self._is_own(node)]
        return found[0] if len(found) == 1 else None

    def _is_own(self, node: ast.AST) -> bool:
        if self.code.co_name == "<lambda>":
            return isinstance(node, ast.Lambda)
        return isinstance(node, ast.FunctionDef) and node.name == self.code.co_name

    def helper(self, name: str) -> "Written | None":
        """The student's own function of that name, or method of a class of theirs, which this one may call."""
        classes = [thing for thing in self.names.values() if isinstance(thing, type) and name in vars(thing)]
        found = (written(thing) for thing in (self.names.get(name), *(vars(kind)[name] for kind in classes)))
        return next((one for one in found if one), None)

    def reached(self) -> Iterator[Any]:
        """Every object that a name or a dotted name in the code leads to, also under another name."""
        yield from _reached(self.code, self.names, set())


def written(answer: Any) -> Written | None:
    """What a student wrote as this function; None for anything that is no Python function of their own."""
    while isinstance(answer, functools.partial):
        answer = answer.func
    try:
        function = inspect.unwrap(answer)
    except Exception:
        return None
    if not isinstance(function, FunctionType):
        function = getattr(function, "__func__", None) or getattr(type(function), "__call__", None)
    if not isinstance(function, FunctionType) or not students_frame(function.__code__.co_filename):
        return None
    return as_written(function)


def as_written(function: FunctionType) -> Written:
    """This very function, whoever wrote it."""
    return Written(function, {**vars(builtins), **function.__globals__, **_closure(function)})


def remember_tree(function: FunctionType, tree: ast.FunctionDef | ast.Lambda) -> FunctionType:
    """Let that be the syntax tree of a function that comes from no file, for as long as it lives."""
    _TREES[function] = tree
    return function


def remembered_tree(function: FunctionType) -> ast.FunctionDef | ast.Lambda | None:
    return _TREES.get(function)


def forget_tree(function: FunctionType) -> None:
    _TREES.pop(function, None)


def students_own(thing: Any) -> bool:
    """Whether a thing that the code reaches is the student's own function or class, whatever it is called."""
    return bool(own_functions(thing))


def own_functions(thing: Any) -> list[Written]:
    """The function itself, or the methods of a class; only what the student wrote."""
    members = vars(thing).values() if isinstance(thing, type) else (thing,)
    functions = (getattr(member, "__func__", member) for member in members)  # staticmethod and classmethod wrap one
    return [own for f in functions if isinstance(f, FunctionType) and (own := written(f))]


def _closure(function: FunctionType) -> dict[str, Any]:
    cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    return {name: cell.cell_contents for name, cell in cells if cell != type(cell)()}


def _reached(code: CodeType, names: dict[str, Any], seen: set[CodeType]) -> Iterator[Any]:
    if code in seen:
        return
    seen.add(code)
    aliases: dict[str, Any] = {}
    thing: Any = _UNKNOWN
    for step in dis.get_instructions(code):
        thing = _step(step, thing, names, aliases)
        if thing is not _UNKNOWN:
            yield thing
        inner_ones = own_functions(thing)
        if inner_ones and isinstance(thing, type):
            yield from thing.__mro__[1:]
        for inner in inner_ones:
            yield from _reached(inner.code, inner.names, seen)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _reached(constant, {**names, **aliases}, seen)


def _step(step: dis.Instruction, thing: Any, names: dict[str, Any], aliases: dict[str, Any]) -> Any:
    """The object on top of the stack after an instruction, where it can be told."""
    name = step.argval
    if step.opname.startswith("STORE_") and isinstance(name, str):
        aliases[name] = thing
        return _UNKNOWN
    if step.opname == "IMPORT_NAME":
        return sys.modules.get(name, _UNKNOWN)
    if step.opname in ("LOAD_ATTR", "LOAD_METHOD", "IMPORT_FROM"):
        return getattr(thing, name, _UNKNOWN) if isinstance(thing, (ModuleType, type)) else _UNKNOWN
    if step.opname.startswith(("LOAD_GLOBAL", "LOAD_NAME", "LOAD_FAST", "LOAD_DEREF", "LOAD_CLASSDEREF")):
        return aliases.get(name, names.get(name, _UNKNOWN)) if isinstance(name, str) else _UNKNOWN
    return thing if step.opname in ("CACHE", "PRECALL", "NOP", "RESUME") else _UNKNOWN
