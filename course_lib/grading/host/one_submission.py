"""nbgrader's Autograde for one student by name, whatever lies in the folder that was handed in."""

import os
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.utils import capture_log
from traitlets import Unicode

from course_lib.grading.host.master import masters


def autograde(api, assignment: str, student: str) -> dict:
    """As `NbGraderAPI.autograde`: whether it succeeded, what it logged, its traceback.

    That one takes the student for a pattern of names, and a folder without a notebook for one that is not there.
    """
    converter = OneSubmission(coursedir=api.coursedir, parent=api, assignment=assignment, student=student)
    converter.force = True
    return capture_log(converter)


class OneSubmission(Autograde):
    """Intake finds the notebook, or has a reason why there is none: nothing is put into the student's folder."""

    assignment = Unicode()
    student = Unicode()

    def init_notebooks(self) -> None:
        folder = self._format_source(self.assignment, self.student)
        names = masters(Path(self.coursedir.root), self.assignment)
        self.assignments = {folder: [os.path.join(folder, f"{name}.ipynb") for name in names]}
