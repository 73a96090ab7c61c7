"""What is wrong with the course, told to its author."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing to mend: the file, what in it (an exercise, a cell, a line), the fact, and the way out.

    `subject` is empty where the whole file is meant, `way_out` where the fact already tells it.
    """

    file: str
    subject: str
    fact: str
    way_out: str

    def __str__(self) -> str:
        place = f"{self.file}: {self.subject}" if self.subject else self.file
        return f"{place}: {self.fact}" + (f"; {self.way_out}" if self.way_out else "")


class CourseError(Exception):
    """The course cannot be built or read as it stands; `fault` says where and why."""

    def __init__(self, fault: Fault):
        super().__init__(str(fault))
        self.fault = fault


def refuse(file: str, subject: str, fact: str, way_out: str) -> CourseError:
    """The error to raise for one fault: `raise refuse(...)`."""
    return CourseError(Fault(file, subject, fact, way_out))
