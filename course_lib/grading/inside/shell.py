"""Runs a student's cells as a kernel would, in this process."""

from __future__ import annotations

import asyncio
import builtins
import getpass
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from course_lib.grading.inside.descriptors import Descriptors
from course_lib.grading.inside.interrupts import ignore_interrupts, interrupts_allowed, interrupts_cancel
from course_lib.grading.inside.notebook_shell import NotebookShell
from course_lib.grading.inside.outputs import text_of
from course_lib.grading.inside.streams import OutStream
from course_lib.grading.inside.transcript import Transcript

if TYPE_CHECKING:
    from course_lib.grading.inside.rehearsal import Remembered

_WORD = "was called, but this frontend does not support input requests."


class Shell:
    """One notebook's namespace, and the cells that run in it; the only one in its process, whose streams it takes over.

    It may be made, and cells be rehearsed, before the fork into the process where it is to `open`; until then it starts no thread.
    """

    def __init__(self) -> None:
        ignore_interrupts()
        self._transcript, self._loop, self._rehearsal = Transcript(), None, None
        os.register_at_fork(after_in_child=self._transcript.forget_parent)
        sys.stdout, sys.stderr = OutStream("stdout", 1, self._transcript), OutStream("stderr", 2, self._transcript)
        self._shell = NotebookShell.instance(transcript=self._transcript)
        _behave_as_kernels_do(self._shell)

    def rehearse(self, notebooks: Sequence[Sequence[str]]) -> set[str]:
        """Run given cells, so that those which do the same for everybody need not run again.

        Returns the cells that left something behind in this process; where there are any, it is of no more use.
        """
        from course_lib.grading.inside.rehearsal import Rehearsal, Stage

        rehearsal, stage, names = Rehearsal(), Stage(self._shell, self.run), dict(self.namespace)
        self._transcript.open(stage.outputs.append)
        for cells in notebooks:
            rehearsal.perform(cells, stage)
            self._shell.reset()
            self.namespace.clear()  # it has left out some
            self.namespace.update(names)
        self._transcript.close()
        if self._loop is not None:
            self._loop.close()
        self._rehearsal = rehearsal
        return rehearsal.spoiling

    def open(self, emit: Callable[[dict], None]) -> None:
        """From here on `emit` gets nbformat's output dicts while a cell runs, and `clear_output` and `update_display_data`.

        Those with a `display_id` have it under `transient`, as messages do. Long texts come in pieces.
        """
        ignore_interrupts()
        self._transcript.open(emit)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        Descriptors(self._transcript)

    @property
    def namespace(self) -> dict:
        """What the cells share."""
        return self._shell.user_ns

    def run(self, source: str) -> bool:
        """Run a cell; True where it ended without an error. It never raises: an interrupt is the cell's affair."""
        well = False
        try:
            self._shell.known = self._recall(source)
            with self._transcript.cell(), _without_input():
                well = self._finish(source)
        except KeyboardInterrupt:  # came when the cell had ended
            well = False
        if os.getpid() != self._transcript.home:
            os._exit(0)  # a child that the cell forked and let run on to here
        return well

    def answer(self, expression: str) -> object:
        """The value of an expression in the student's namespace; raises what it raises. What it prints is dropped."""
        with self._shell.builtin_trap, _without_input(), interrupts_allowed():
            return eval(expression, self._shell.user_global_ns, self._shell.user_ns)

    def _recall(self, source: str) -> Remembered | None:
        """What the cell would bring, where a rehearsal has told. Looking at a student's values may run a student's code."""
        try:
            with interrupts_allowed():
                return self._rehearsal and self._rehearsal.recall(source, self.namespace)
        except BaseException:
            return None

    def _finish(self, source: str) -> bool:
        """Run the cell in the loop, as a kernel does: `asyncio.run` is refused, tasks live on from cell to cell."""
        if self._loop is None or self._loop.is_closed():
            self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        task = self._loop.create_task(self._execute(source))
        with interrupts_allowed():
            while not (task.done() or self._loop.is_closed()):
                try:
                    self._loop.run_until_complete(task)
                except (KeyboardInterrupt, SystemExit):  # in a task beside the cell
                    task.cancel()
                except BaseException:  # the loop was stopped: go on
                    continue
        if not task.done() or task.cancelled():
            return False
        if failure := task.exception():  # the student's doing: a kernel would say nothing at all
            self._tell(failure)
        return failure is None and task.result()

    def _tell(self, failure: BaseException) -> None:
        self._transcript.show({"output_type": "error", "ename": type(failure).__name__, "evalue": text_of(failure),
                               "traceback": [f"{type(failure).__name__}: {text_of(failure)}"]})

    async def _execute(self, source: str) -> bool:
        shell, failure = self._shell, None
        shell.failed_to_display = False
        try:
            transformed = shell.transform_cell(source)
        except Exception:
            transformed, failure = source, sys.exc_info()
        if shell.should_run_async(source, transformed_cell=transformed, preprocessing_exc_tuple=failure):
            result = None
            try:
                with interrupts_cancel(self._loop, asyncio.current_task()):
                    result = await shell.run_cell_async(source, True, transformed_cell=transformed)
            finally:
                shell.events.trigger("post_execute")
                shell.events.trigger("post_run_cell", result)
        else:
            shell.transformed = (source, transformed) if failure is None else None
            result = shell.run_cell(source, store_history=True)
        return bool(result.success) and not shell.failed_to_display


def _behave_as_kernels_do(shell) -> None:
    import pdb

    from IPython.core import debugger

    from course_lib.grading.inside.figures import show_inline
    from course_lib.grading.inside.widgets import speak_to_nobody

    if "" not in sys.path:
        sys.path.insert(0, "")
    debugger.Pdb = pdb.Pdb = debugger.InterruptiblePdb
    pdb.set_trace = debugger.set_trace
    sys.breakpointhook = lambda *_, **__: None  # a kernel waits for a front end's debugger, if there is one
    speak_to_nobody(shell.display_pub)
    show_inline(shell)


@contextmanager
def _without_input() -> Iterator[None]:
    """Inside, nobody is there to be asked."""
    kept = builtins.input, getpass.getpass
    builtins.input, getpass.getpass = _raw_input, _getpass
    try:
        yield
    finally:
        builtins.input, getpass.getpass = kept


def _raw_input(prompt: object = "") -> str:
    raise _no_input(f"raw_input {_WORD}")


def _getpass(prompt: str = "Password: ", stream: object = None) -> str:
    raise _no_input(f"getpass {_WORD}")


def _no_input(sentence: str) -> Exception:
    from IPython.core.error import StdinNotImplementedError

    return StdinNotImplementedError(sentence)
