"""What an attack gains where nothing but the notebook's own `check` stands against it: in one process, with all of the course."""

import multiprocessing
import os
import re
import signal
from contextlib import redirect_stderr

from nbformat import NotebookNode

from tests.grading.hostile.attack import Attack

_SECONDS = 60
_RESULT = re.compile(r"^Out\[\d+\]: (.*)$", re.MULTILINE)


def points_without_protection(attack: Attack, notebook: NotebookNode) -> float:
    """The number that nbgrader would read from the graded cell; 0.0 where there is none.

    Only for attacks on the marks: the code runs as it is, in a fork of this process.
    """
    assert attack.kind == "marks"
    receiver, sender = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=_run, args=(notebook, f"{attack.exercise}_check", sender))
    child.start()
    sender.close()
    try:
        return receiver.recv() if receiver.poll(_SECONDS) else 0.0
    except EOFError:  # it died
        return 0.0
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.join()


def _run(notebook: NotebookNode, grade_id: str, sender) -> None:
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell = InteractiveShell.instance()
    shell.colors = "nocolor"
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        with open(os.devnull, "w") as nothing, redirect_stderr(nothing), capture_output() as shown:
            shell.run_cell(cell.source, store_history=True)
        if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id:
            return sender.send(_first_number(shown.stdout))


def _first_number(shown: str) -> float:
    """nbgrader counts the first result of a cell."""
    results = _RESULT.findall(shown)
    try:
        return float(results[0])
    except (IndexError, ValueError):
        return 0.0
