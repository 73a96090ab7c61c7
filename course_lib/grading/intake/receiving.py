"""A submission taken in: whatever lies in its folder, a whole notebook comes out."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from course_lib.grading.intake.folder import companions, look_around
from course_lib.grading.intake.limits import LIMITS, Limits
from course_lib.grading.intake.master import Master
from course_lib.grading.intake.notes import Notes
from course_lib.grading.intake.reading import choose
from course_lib.grading.intake.rebuild import rebuild


@dataclass(frozen=True)
class Received:
    """What is graded of a submission."""

    notebook: NotebookNode  # valid; every graded cell of the release once, in its order and with its metadata
    files: Mapping[str, Path]  # what may go along, by its name below the folder; read it with `read_regular`
    notes: tuple[str, ...]  # what was repaired, what could not be, what was left out; none for a sound submission


def receive(folder: Path, name: str, master: NotebookNode, limits: Limits = LIMITS) -> Received:
    """The submission in a folder as a whole notebook; never raises for anything that a student can hand in.

    `name` is the notebook's, without its ending, `master` the release notebook.
    """
    try:
        return take_in(folder, name, master, limits)
    except Exception as error:  # an error of ours must cost nobody else's grade; that of this one has its reason
        note = f"The submission could not be read ({type(error).__name__}); everything counts as not answered."
        return Received(copy.deepcopy(master), {}, (note, "Please report this to the authors of the course."))


def take_in(folder: Path, name: str, master: NotebookNode, limits: Limits = LIMITS) -> Received:
    """As `receive`, without its safety net."""
    notes = Notes()
    release = Master(master)
    entries = look_around(folder, limits, notes)
    reading = choose(folder, name, entries, release, limits, notes)
    files = companions(folder, entries, reading.name if reading else None, limits, notes)
    if reading is None:
        return Received(copy.deepcopy(master), files, notes.sentences())
    pieces, about_cells = reading.whole()
    notebook = rebuild(pieces, release, about_cells)
    notes.add(about_cells)
    return Received(notebook, files, notes.sentences())
