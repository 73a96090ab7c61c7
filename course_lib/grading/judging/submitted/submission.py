"""A notebook's code cells, read once; what a name means after any number of them."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from course_lib.checking.written import Written, as_written, written
from course_lib.grading.judging.submitted.cell import NOTHING, Cell, read_cell
from course_lib.grading.judging.submitted.expressions import value_of
from course_lib.grading.judging.submitted.scope import Effort, Scope
from course_lib.grading.judging.submitted.shadows import UNKNOWN, Names, is_own
from course_lib.grading.judging.submitted.statements import run

MAX_CHARACTERS = 300_000  # of all cells that are read
_NAME_CHARACTERS = 500


@dataclass(frozen=True)
class _Found:
    """What a statement binds, where that is the same in every reading; whether its cell ends with it."""

    names: dict[str, Any]
    ended: bool


class Submitted:
    """The sources of a notebook's code cells, in the order in which they run; nothing in them ever does.

    Never raises and always ends, whatever the text is. `unread` are the positions of cells that are too long, or that
    led to more than is followed when an answer was asked for: what they bind may be missing.
    """

    def __init__(self, cells: Sequence[str]):
        self.unread: set[int] = set()
        self._cells = [*self._read(cells)]
        self._found: list[list[_Found | None]] = [[None] * len(cell.statements) for cell in self._cells]

    def answer(self, name: str, upto: int | None = None) -> Any:
        """What the name, or dotted name, means after the first `upto` cells (all of them).

        A library's function or class is the real one, the student's a stand-in that can be looked at; None for what
        is bound nowhere or is not known.
        """
        scope = self._scope(NOTHING, Names(__name__="__main__"))
        for index in range(len(self._cells[:upto])):
            self._read_cell(index, scope.names)
        cell = read_cell(name) if len(name) <= _NAME_CHARACTERS else None
        try:
            scope.code = cell.code
            found = value_of(cell.statements[0].value, scope)
        except Exception:  # no expression, or one that leads to too much
            return None
        return None if found is UNKNOWN else found

    def written(self, name: str, upto: int | None = None) -> Written | None:
        """The answer of that name as rules see it; None for what is no function of the student's own."""
        answer = self.answer(name, upto)
        try:
            found = written(answer)
            around = [one for one in _around(answer) if found and one is not found.function]
        except Exception:  # wrapped in a circle
            return None
        return _Wrapped(found.function, found.names, tuple(around)) if around else found

    def _read(self, cells: Sequence[str]) -> Iterator[Cell]:
        left = MAX_CHARACTERS
        for index, source in enumerate(cells):
            cell = read_cell(source) if len(source) <= left else None
            if cell is None:
                self.unread.add(index)
            else:
                left -= len(source)
            yield cell or NOTHING

    def _read_cell(self, index: int, names: Names) -> None:
        cell, found = self._cells[index], self._found[index]
        scope = self._scope(cell, names)
        for place, statement in enumerate(cell.statements):
            known = found[place]
            if known:
                names.update(known.names)
                ended = known.ended
            else:
                before, scope.effort = dict(names), Effort()
                try:
                    ended = run([statement], scope)
                except Exception:  # too much, or nested too deeply
                    ended, scope.effort.changed = False, True
                    self.unread.add(index)
                found[place] = _foreign(before, scope, ended)
            if ended:
                return

    def _scope(self, cell: Cell, names: Names) -> Scope:
        return Scope(cell.code, names, names, Effort())


def _foreign(before: dict[str, Any], scope: Scope, ended: bool) -> _Found | None:
    """What was bound, if no function and no class of the student's was: those belong to one reading."""
    new = {name: value for name, value in scope.names.items() if name not in before or before[name] is not value}
    fixed = not scope.effort.changed and not any(map(is_own, new.values()))
    return _Found(new, ended) if fixed else None


def _around(answer: Any) -> list[FunctionType]:
    """The functions that are called in an answer's stead, by the decorators that say so."""
    found = []
    while isinstance(answer, functools.partial):
        answer = answer.func
    while isinstance(answer, FunctionType) and len(found) < 20:
        found.append(answer)
        answer = vars(answer).get("__wrapped__")
    return found


@dataclass(frozen=True, eq=False)
class _Wrapped(Written):
    """An answer with what its decorators call in its stead."""

    around: tuple[FunctionType, ...] = ()

    def reached(self) -> Iterator[Any]:
        yield from super().reached()
        for function in self.around:
            yield from as_written(function).reached()
