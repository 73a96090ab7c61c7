"""The given cells of a notebook, run once before anybody's: where a student's cell would do just the same, it is not run again.

A cell does the same where its text is the same, all that it reads is the very object that it read in the rehearsal, not changed
since, and so are the settings of libraries. Then its outputs are shown and its names bound from what is remembered. Never
remembered is a cell that draws random numbers without a seed, prints past Python, writes files, or changes what others made.
"""

import builtins
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from IPython.core.interactiveshell import InteractiveShell

from course_lib.checking.time_limit import time_limit
from course_lib.grading.inside.marks import Unmarkable, mark
from course_lib.grading.inside.names_read import names_read_by_cell
from course_lib.grading.inside.surroundings import chance, first_seed, surroundings, take_up_chance, traces

SECONDS = 20.0  # for all cells together
_SHELLS_OWN = re.compile(r"_{1,3}|_i{1,3}|_i?\d+|_[iod]h|In|Out|__\w+__")
_SEE_EVERYTHING = {"globals", "locals", "vars", "dir", "eval", "exec"}


@dataclass(frozen=True)
class Remembered:
    """What a cell found, and what it brought."""

    found: Mapping[str, Any]
    around: tuple
    bound: Mapping[str, Any]
    outputs: Sequence[dict]
    result: Any
    chance: bytes | None  # where it left torch's random numbers, if that was another place

    def bring(self, namespace: dict[str, Any]) -> None:
        """What running the cell would have done, but for its outputs."""
        namespace |= self.bound
        if self.chance is not None:
            take_up_chance(self.chance)


@dataclass
class Stage:
    """The shell that cells are performed on, which nobody has used yet, and what the cell shows that ran last."""

    shell: InteractiveShell
    run: Callable[[str], bool]
    outputs: list[dict] = field(default_factory=list)

    @property
    def namespace(self) -> dict[str, Any]:
        return self.shell.user_ns

    def is_plain(self, source: str) -> bool:
        """Whether it is Python, and reaches for nothing in the shell."""
        return self.shell.transform_cell(source).strip() == source.strip() and "get_ipython" not in source


@dataclass
class _Made:
    """A value that a cell bound to a name; None for the mark of one that has none."""

    name: str
    value: Any
    mark: Any


class Rehearsal:
    """Cells that were performed, by their text."""

    def __init__(self) -> None:
        self._cells: dict[str, Remembered] = {}
        self._made: list[_Made] = []  # in this notebook
        self._kept: list[list[_Made]] = []  # so that no other value gets the id of one of theirs
        self.spoiling: set[str] = set()  # cells that left something behind where others may come across it

    def recall(self, source: str, namespace: dict[str, Any]) -> Remembered | None:
        """What running this cell now would bring, where that is known."""
        known = self._cells.get(source)
        if known is not None and known.around == surroundings() and known.found == _found(known.found, namespace):
            return known
        return None

    def perform(self, cells: Sequence[str], stage: Stage) -> None:
        """Run the cells of a notebook in their order, and remember what can be remembered."""
        end = time.process_time() + SECONDS
        self._made = []
        self._kept.append(self._made)
        stage.run("None")  # the first cell of all leaves IPython's own marks
        for source in cells:
            if (left := end - time.process_time()) <= 0:
                return
            if stage.is_plain(source):
                self._perform(source, stage, left)

    def _perform(self, source: str, stage: Stage, seconds: float) -> None:
        names, reads = dict(stage.namespace), names_read_by_cell(source)
        self._forget_makers_of(reads, stage.namespace)
        found, around, lasting, (numbers, others) = _found(reads, stage.namespace), surroundings(), traces(), chance()
        began = time.process_time()
        stage.outputs.clear()
        with _nothing_past_python() as past_python, time_limit(seconds), first_seed() as seeded_at:
            well = stage.run(source)
        is_late, warned = time.process_time() - began > seconds, any(output.get("name") == "stderr" for output in stage.outputs)
        if self._changed(stage.namespace) or surroundings() != around or traces() != lasting or is_late or warned:
            self.spoiling.add(source)
            return
        bound = {name: value for name, value in stage.namespace.items()
                 if not (name in names and names[name] is value) and not _SHELLS_OWN.fullmatch(name)}
        self._made += [_Made(name, value, _mark_or_none(value, stage.namespace)) for name, value in bound.items()]
        numbers_after, others_after = chance()
        draws = others_after != others or (numbers_after != numbers and seeded_at != [numbers])  # before it set a seed, or without one
        shows_again = not past_python and not any("transient" in output for output in stage.outputs)
        deletes = any(name not in stage.namespace for name in names if not _SHELLS_OWN.fullmatch(name))
        if well and shows_again and not (draws or deletes) and found is not None:
            self._cells[source] = Remembered(found, around, bound, tuple(stage.outputs), stage.shell.last_execution_result.result,
                                             numbers_after if numbers_after != numbers else None)

    def _changed(self, namespace: dict[str, Any]) -> bool:
        """Whether a value that an earlier cell made is another now."""
        marks = [one.mark and _mark_or_none(one.value, namespace) for one in self._made]
        changed = marks != [one.mark for one in self._made]
        for one, now in zip(self._made, marks, strict=True):
            one.mark = now
        return changed

    def _forget_makers_of(self, reads: set[str], namespace: dict[str, Any]) -> None:
        """What has no mark may be used up by who reads it: a generator."""
        used = [one.value for one in self._made if one.mark is None and one.name in reads and namespace.get(one.name) is one.value]
        self._cells = {source: cell for source, cell in self._cells.items()
                       if not any(value is one for value in cell.bound.values() for one in used)}


def _found(reads: Iterable[str], namespace: dict[str, Any]) -> dict[str, Any] | None:
    """The marks of what they stand for; None where they may stand for anything."""
    if any(name in _SEE_EVERYTHING or _SHELLS_OWN.fullmatch(name) for name in reads):
        return None
    with suppress(Unmarkable):
        return {name: _mark_of(name, namespace) for name in reads}
    return None


def _mark_of(name: str, namespace: dict[str, Any]) -> Any:
    if name in namespace:
        return mark(namespace[name], namespace)
    return id(getattr(builtins, name, None))


def _mark_or_none(value: Any, namespace: dict[str, Any]) -> Any:
    with suppress(Unmarkable):
        return mark(value, namespace)
    return None


@contextmanager
def _nothing_past_python() -> Iterator[list[int]]:
    """Afterwards the list holds how many bytes went to the descriptors 1 and 2 meanwhile, if any did."""
    past_python, into = [], os.memfd_create("written")
    kept = {number: os.dup(number) for number in (1, 2)}
    try:
        for number in kept:
            os.dup2(into, number)
        yield past_python
        if size := os.fstat(into).st_size:
            past_python.append(size)
    finally:
        for number, before in kept.items():
            os.dup2(before, number)
            os.close(before)
        os.close(into)
