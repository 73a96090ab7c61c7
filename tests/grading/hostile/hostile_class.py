"""A class in which nearly everybody tries to cheat, break, hang, spy or escape, and three students who only work."""

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import nbformat

from course_lib import exercises
from course_lib.grading.cell_text import cell_text, imports_in
from tests.grading.hostile.attack import ASSIGNMENT, NEIGHBOURS, NOTEBOOK, Attack, graded_cell
from tests.grading.hostile.canaries import REPOSITORY, Canaries
from tests.grading.hostile.every_day import EVERY_DAY
from tests.grading.hostile.format import odd_folders, odd_notebooks, scripts
from tests.grading.hostile.isolation import breaking_out, reaching_out, reading_the_host
from tests.grading.hostile.marks import (
    edited_notebooks,
    files_beside,
    forged_frames,
    forged_reports,
    lying_answers,
    patched_checks,
    patched_python,
    remembered_answers,
    spying_on_answers,
)
from tests.grading.hostile.resources import dying, loud_output, never_ending, using_up

MODULES = (
    lying_answers, remembered_answers, patched_python, patched_checks, forged_reports, forged_frames, spying_on_answers,
    edited_notebooks, files_beside, reading_the_host, reaching_out, breaking_out, never_ending, using_up, dying, loud_output,
    scripts, odd_folders, odd_notebooks,
)  # fmt: skip
ATTACKS = tuple(attack for module in MODULES for attack in module.ATTACKS)
ORDINARY = ("a_neighbour", "m_neighbour", "z_neighbour")  # graded before, between and after the others

# Nobody waits for a quarter of an hour until a loop is found to be endless.
SETTINGS = """
c.JudgeInSandbox.cell_seconds = 6
c.JudgeInSandbox.submission_seconds = 120
c.JudgeInSandbox.memory = 1024
"""


def class_of(attack: Attack) -> str:
    """The class in which the attack is graded: that of every day, of those that take their time, or of the many others."""
    return "every day" if attack.name in EVERY_DAY else "patient" if attack.slow else "others"


def write(canaries: Canaries, attacks: Iterable[Attack] = ATTACKS, settings: str = "") -> None:
    """Lay out a course with its release, and one submission for each attack; canaries lie around it.

    `settings` are further lines of nbgrader_config.py.
    """
    course = canaries.course
    for name in ("source", "release"):
        shutil.copytree(REPOSITORY / name / ASSIGNMENT, course / name / ASSIGNMENT)
    config = (REPOSITORY / "nbgrader_config.py").read_text()
    (course / "nbgrader_config.py").write_text(config + SETTINGS + settings)
    release = nbformat.read(course / "release" / ASSIGNMENT / NOTEBOOK, as_version=4)
    for name in ORDINARY:
        _write_ordinary(_folder(course, name), release)
    canaries.lay_out()
    for attack in attacks:
        _write_attack(canaries, attack, release)


def _write_ordinary(folder: Path, release: nbformat.NotebookNode) -> None:
    """The whole release, answered rightly."""
    notebook = nbformat.from_dict(release)
    imported = {text for cell in notebook.cells if cell.cell_type == "code" for text in imports_in(cell.source)}
    for exercise in exercises.of_assignment(ASSIGNMENT):
        text = NEIGHBOURS.get(exercise.id) or cell_text(exercise.reference, exercise.name, imported)
        graded_cell(notebook, exercise.id).source = text
    nbformat.write(notebook, folder / NOTEBOOK)


def _write_attack(canaries: Canaries, attack: Attack, release: nbformat.NotebookNode) -> None:
    folder = _folder(canaries.course, attack.name)
    text = json.dumps(attack.notebook(release), indent=1)  # nbformat would mend what is meant to be broken
    (folder / NOTEBOOK).write_text(canaries.fill(text))
    if attack.beside:
        attack.beside(folder)
    if folder.is_dir() and not folder.is_symlink():
        os.chmod(folder, 0o755)


def _folder(course: Path, student: str) -> Path:
    folder = course / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True)
    return folder
