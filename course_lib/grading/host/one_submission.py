"""nbgrader's Autograde and GenerateFeedback for one student by name, whatever lies in the folder that was handed in."""

import os
from pathlib import Path

from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.utils import capture_log
from traitlets import HasTraits, Unicode
from traitlets.config import Config

from course_lib.grading.database import one_transaction
from course_lib.grading.host.master import masters


def autograde(api, assignment: str, student: str) -> dict:
    """As `NbGraderAPI.autograde`: whether it succeeded, what it logged, its traceback.

    That one takes the student for a pattern of names, and a folder without a notebook for one that is not there. Where it
    fails, the gradebook is as it was before.
    """
    with one_transaction(api) as take_back:
        outcome = _run(OneSubmission(coursedir=api.coursedir, parent=api, assignment=assignment, student=student))
        if not outcome["success"]:
            take_back()
        return outcome


def generate_feedback(api, assignment: str, student: str) -> dict:
    """As `NbGraderAPI.generate_feedback`."""
    converter = OneFeedback(coursedir=api.coursedir, parent=api, assignment=assignment, student=student)
    converter.update_config(Config({"HTMLExporter": {"template_name": "feedback"}}))
    return _run(converter)


class _ByName(HasTraits):
    """Nothing is searched for: the release tells which notebooks there are."""

    assignment = Unicode()
    student = Unicode()

    def init_notebooks(self) -> None:
        folder = self._format_source(self.assignment, self.student)
        names = masters(Path(self.coursedir.root), self.assignment)
        self.assignments = {folder: [os.path.join(folder, f"{name}.ipynb") for name in names]}


class OneSubmission(_ByName, Autograde):
    """Intake finds the notebook, or has a reason why there is none: nothing is put into the student's folder."""


class OneFeedback(_ByName, GenerateFeedback):
    """The pages of one student."""


def _run(converter: Autograde | GenerateFeedback) -> dict:
    converter.force = True
    return capture_log(converter)
