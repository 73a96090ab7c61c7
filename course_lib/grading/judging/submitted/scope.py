"""Where names are bound while a text is read: a notebook, a class or a function, without a run."""

import ast
import builtins
from dataclasses import dataclass, field
from types import CellType, CodeType, FunctionType
from typing import Any

from course_lib.checking.written import remember_tree
from course_lib.grading.judging.submitted.cell import code_of
from course_lib.grading.judging.submitted.shadows import UNKNOWN, Names

MAX_STEPS = 3_000  # of one statement of a cell, with all calls that it leads to
MAX_CALLS = 12  # within one another


class TooMuch(Exception):
    """A statement that leads to more than is read."""


@dataclass(frozen=True)
class Shell:
    """IPython's shell, or a method of it, as far as it runs text and holds the names."""

    method: str = ""


SHELL = Shell()


@dataclass
class Effort:
    """What was read for one statement, and whether it changed something beside the names that it binds."""

    steps: int = 0
    changed: bool = False

    def step(self) -> None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise TooMuch


@dataclass
class Scope:
    """The names of a piece of code, those around it, and what it has returned so far."""

    code: CodeType
    names: Names
    module: Names
    effort: Effort
    cells: dict[str, CellType] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)  # names declared global or nonlocal
    returned: list[Any] = field(default_factory=list)
    inside: tuple[CodeType, ...] = ()  # the code that is being read around this one

    def value(self, name: str) -> Any:
        """What the name means here."""
        if name in self.names and name not in self.elsewhere:
            return self.names[name]
        if name in self.cells and name not in self.code.co_cellvars:
            return contents(self.cells[name])
        if name in self.module:
            return self.module[name]
        return SHELL if name == "get_ipython" else vars(builtins).get(name, UNKNOWN)

    def bind(self, name: str, value: Any) -> None:
        """Let the name mean that, here or where it was declared to be."""
        if self.elsewhere.get(name) == "global":
            self.module[name] = value
        elif name in self.elsewhere:
            self.cell(name).cell_contents = value
        else:
            self.names[name] = value
            if name in self.code.co_cellvars:
                self.cell(name).cell_contents = value

    def cell(self, name: str) -> CellType:
        """The cell by which functions inside see a name of this scope or of one around it."""
        return self.cells.setdefault(name, CellType())

    def may_read(self, code: CodeType) -> bool:
        """Whether reading this code on the way comes to an end."""
        return len(self.inside) < MAX_CALLS and not any(code is open_one for open_one in (self.code, *self.inside))

    def restore(self, names: dict[str, Any]) -> None:
        """Bind exactly these names."""
        self.names.clear()
        for name, value in names.items():
            self.bind(name, value)

    def function(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, defaults: tuple, keywords: dict[str, Any]
    ) -> Any:
        """The function that is defined here; `UNKNOWN` where the compiler has left it out."""
        code = code_of(node, self.code)
        if code is None:
            return UNKNOWN
        closure = tuple(self.cell(name) for name in code.co_freevars)
        made = FunctionType(code, self.module, code.co_name, defaults or None, closure)
        made.__kwdefaults__ = keywords or None
        return made if isinstance(node, ast.AsyncFunctionDef) else remember_tree(made, node)

    def inner(
        self, code: CodeType, names: Names, cells: dict[str, CellType], module: Names | None = None
    ) -> "Scope":
        """The scope of code that is read on the way."""
        module = self.module if module is None else module
        return Scope(code, names, module, self.effort, cells, inside=(*self.inside, self.code))


def contents(cell: CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # not bound yet
        return UNKNOWN
