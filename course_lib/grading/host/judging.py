"""In place of nbgrader's own execution: the submission runs in a sandbox, and is judged outside of it."""

import atexit
from collections.abc import Callable, Sequence
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Enum, Float, Integer

from course_lib.grading.host.master import given_cells, inside_of
from course_lib.grading.host.reading import NOTES
from course_lib.grading.inside.walls import Bounds
from course_lib.grading.intake import LIMITS, read_regular
from course_lib.grading.intake.folder import companions, look_around
from course_lib.grading.intake.notes import Notes
from course_lib.grading.judging.chance import secret
from course_lib.grading.judging.task import Worked, key_of, show, task_for, work
from course_lib.grading.sandbox.digits import WITHOUT_VALIDATION_DIGITS
from course_lib.grading.sandbox.engine import Engine
from course_lib.grading.sandbox.preloaded import BUBBLEWRAP, NONE
from course_lib.grading.sandbox.settings import Settings

HEAD = "**What you should know about this grading**"  # a graded notebook's first cell, where there is anything to say
_STAND_IN = ("While this was graded, training digits stood in for the validation digits in the cells that you were given: accuracies in them "
             "may differ from yours. The points were decided on the real ones.")
_engines: dict[tuple, Engine] = {}


class JudgeInSandbox(NbGraderPreprocessor):
    """Runs the code cells of a submission in a sandbox and writes reports and points into the graded ones."""

    level = Enum([BUBBLEWRAP, NONE], default_value=BUBBLEWRAP, help=(
        "How submissions are shut in. 'none' lets a student's code read and change all that you can, and gain any mark; it is for "
        "machines that are thrown away afterwards.")).tag(config=True)
    cell_seconds = Float(120.0, help="Processor time for one cell; then it is interrupted.").tag(config=True)
    submission_seconds = Float(1800.0, help="Time by the clock for a whole notebook.").tag(config=True)
    memory = Integer(Bounds.memory, help="Mebibytes of memory for one submission.").tag(config=True)
    disk = Integer(Bounds.disk, help="Mebibytes of files for one submission.").tag(config=True)
    processes = Integer(Bounds.processes, help="Processes and threads for one submission.").tag(config=True)

    def settings(self, assignment: str) -> Settings:
        """Those of this course for an assignment."""
        bounds = Bounds(memory=self.memory, disk=self.disk, processes=self.processes)
        return Settings(self.level, self.cell_seconds, self.submission_seconds, bounds, given_cells(Path.cwd(), assignment))

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        assignment, student, name = (resources["nbgrader"][part] for part in ("assignment", "student", "notebook"))
        files = files_beside(Path(resources["metadata"]["path"]))
        worked = _ready.pop((assignment, student, name), None)
        if worked is None or worked.key != key_of(nb, files):
            task = task_for(assignment, student, name, nb, files, secret())
            worked = work(engine(Path.cwd(), inside_of(Path.cwd(), assignment), self.settings(assignment)), task)
        show(nb, worked)
        notes = (*nb.metadata.pop(NOTES, ()), *worked.notes)
        _make_harmless(nb)
        told = [*notes, *([_STAND_IN] if assignment == WITHOUT_VALIDATION_DIGITS else [])]
        if told:
            nb.cells.insert(0, new_markdown_cell(_told(told)))
        for listener in listeners:
            listener(student, worked, notes)
        return nb, resources


# What a pool has worked out already, until nbgrader comes to the student; by assignment, student and notebook.
_ready: dict[tuple[str, str, str], Worked] = {}


def make_ready(assignment: str, student: str, notebook: str, worked: Worked) -> None:
    """Spare nbgrader the work on a notebook; where its cells turn out to be others, it is done again."""
    _ready[assignment, student, notebook] = worked


# Called for every notebook that was graded: the student, what came of it, notes for whoever reads it.
listeners: list[Callable[[str, Worked, tuple[str, ...]], None]] = []


def engine(course: Path, assignment: str, settings: Settings) -> Engine:
    """This process's engine for an assignment; the last one is closed where another is asked for."""
    wanted = (course.resolve(), assignment, settings)
    if wanted not in _engines:
        close_engines()
        _engines[wanted] = Engine(*wanted)
    return _engines[wanted]


@atexit.register
def close_engines() -> None:
    while _engines:
        _engines.popitem()[1].close()


def files_beside(folder: Path) -> dict[str, bytes]:
    """What lies beside the notebook and goes with it into the sandbox; never a notebook, which holds hidden text."""
    found = companions(folder, look_around(folder, LIMITS, Notes()), None, LIMITS, Notes())
    return {name: read_regular(folder, name, LIMITS.file_bytes) for name in sorted(found)}


def _make_harmless(notebook: NotebookNode) -> None:
    """A raw cell may say that it is a page, and pages would show it as one."""
    for cell in notebook.cells:
        if cell.cell_type == "raw":
            cell.metadata = NotebookNode({name: value for name, value in cell.metadata.items() if name == "nbgrader"})


def _told(notes: Sequence[str]) -> str:
    return f"{HEAD}\n\n" + "\n".join(f"- {note}" for note in notes)
