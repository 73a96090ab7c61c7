"""One submission run in the sandbox and judged: every cell's outputs, every exercise's report."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from nbformat import NotebookNode

from course_lib import exercises
from course_lib.checking import Report
from course_lib.checking.time_limit import PATIENCE
from course_lib.grading.inside.messages import DONE, FILE, OUTPUT, RUN
from course_lib.grading.judging.outputs import Outputs, report_outputs
from course_lib.grading.judging.plan import Check, Run, plan
from course_lib.grading.judging.submitted import Submitted
from course_lib.grading.judging.verdict import Text, Watched, verdict
from course_lib.grading.judging.watching import watch
from course_lib.grading.sandbox.room import Ended, Patience, Room


@dataclass(frozen=True)
class Limits:
    """Seconds on the processor for one cell, and by the clock for all that one student handed in."""

    cell: float = 120.0
    submission: float = 1800.0


@dataclass(frozen=True)
class Judged:
    """What came out of one exercise, and in how many seconds."""

    report: Report
    seconds: float


@dataclass
class Graded:
    """Outputs by the cell's index, judgements by the task's id, and what a reader should know about the run."""

    outputs: dict[int, list[NotebookNode]] = field(default_factory=dict)
    judged: dict[str, Judged] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    cell_seconds: dict[str, float] = field(default_factory=dict)


def grade_notebook(
    notebook: NotebookNode, files: Mapping[str, bytes], new_room: Callable[[], Room], seed: str, limits: Limits = Limits(),
    only: str | None = None,
) -> Graded:
    """Run the notebook's cells in order and judge its checks, or `only` that of one exercise.

    A cell that ends its sandbox costs what it was to do, and no more: what follows runs in a fresh one, after the
    cells before it have run there again without it.
    """
    run = _Run(plan(notebook, only), files, new_room, seed, limits)
    run.through()
    return run.graded


class _Run:
    def __init__(self, steps, files, new_room, seed, limits):
        self.files, self.new_room, self.seed, self.limits = files, new_room, seed, limits
        self.steps = steps
        self.submitted = Submitted([step.source for step in self.steps if isinstance(step, Run)])
        self.graded, self.displayed = Graded(), {}
        self.fatal: set[int] = set()  # steps that ended a sandbox
        self.deadline = time.monotonic() + limits.submission

    def through(self) -> None:
        position = 0
        while position < len(self.steps):
            if time.monotonic() > self.deadline:
                return self._give_up(self.steps[position:])
            with self.new_room() as room:
                position = self._go_on(position, room)

    def _go_on(self, position: int, room: Room) -> int:
        """From a position to the end, or to a step that ends the room; where to go on after that."""
        try:
            self._catch_up(position, room)
        except Ended:
            return position  # in the next room, without the cell that ended this one
        for index in range(position, len(self.steps)):
            try:
                self._take(index, room)
            except Ended:
                return index + 1
        return len(self.steps)

    def _catch_up(self, position: int, room: Room) -> None:
        self._lay_files(room)
        for index, step in enumerate(self.steps[:position]):
            if isinstance(step, Run) and index not in self.fatal:
                self._run(index, room, Outputs())

    def _lay_files(self, room: Room) -> None:
        try:
            for name, contents in self.files.items():
                room.tell(FILE, name.encode("utf-8", "replace") + b"\0" + contents, self._patience(self.limits.cell))
        except Ended as why:
            self.files = {}  # or the next sandbox would end in the same way
            self.graded.notes.append(f"The files beside the notebook were left out: {why}.")
            raise

    def _take(self, index: int, room: Room) -> None:
        began, step, outputs = time.perf_counter(), self.steps[index], Outputs(self.displayed)
        try:
            if isinstance(step, Check):
                return self._check(index, room)
            self._run(index, room, outputs)
        finally:
            self.graded.outputs.setdefault(step.index, outputs.finished())
            name = step.id if isinstance(step, Check) else f"cell {step.index + 1}"
            self.graded.cell_seconds[name] = time.perf_counter() - began

    def _run(self, index: int, room: Room, outputs: Outputs) -> None:
        source = self.steps[index].source.encode("utf-8", "replace")
        try:
            for kind, payload in room.ask(RUN, source, self._patience(self.limits.cell), DONE):
                if kind == OUTPUT:
                    outputs.add(payload)
        except Ended as why:
            self.fatal.add(index)
            outputs.stopped(str(why))
            raise

    def _check(self, index: int, room: Room) -> None:
        began, step = time.perf_counter(), self.steps[index]
        exercise = exercises.find(step.exercise)
        watched = watch(exercise, step.expression, self.seed, room, self._left)
        report = verdict(exercise, watched, self._text(step.expression, index), self.seed)
        self._keep(step, report, time.perf_counter() - began)
        if watched.ended:
            raise Ended(watched.ended)

    def _text(self, expression: str, index: int) -> Text:
        """What the cells before say about the answer."""
        cells = sum(isinstance(one, Run) for one in self.steps[:index])
        answer = self.submitted.answer(expression, cells)
        known = answer is not None and not self.submitted.unread
        return Text(answer, self.submitted.written(expression, cells), known)

    def _keep(self, step: Check, report: Report, seconds: float) -> None:
        self.graded.outputs[step.index] = report_outputs(report)
        self.graded.judged[step.id] = Judged(report, seconds)

    def _patience(self, processor: float) -> Patience:
        return Patience(min(processor, self._left), min(PATIENCE * processor, self._left))

    @property
    def _left(self) -> float:
        """Seconds by the clock for what comes next."""
        return max(1.0, self.deadline - time.monotonic())

    def _give_up(self, steps: Sequence[Run | Check]) -> None:
        why = f"the {self.limits.submission:g} seconds for the whole notebook were used up before it was reached"
        self.graded.notes.append(f"Not everything was run: the {self.limits.submission:g} seconds for a notebook were used up.")
        for step in steps:
            if isinstance(step, Check):
                exercise = exercises.find(step.exercise)
                self._keep(step, verdict(exercise, Watched(ended=why), Text(), self.seed), 0.0)
