"""A course on disk: where its texts and notebooks lie, and which exercises they hold."""

import tomllib
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from course_lib.authoring import outline
from course_lib.authoring.fault import refuse
from course_lib.authoring.text import Text, read_text


@dataclass(frozen=True)
class Course:
    """The folder of a course, its exercises in the contract's order, and its outline."""

    root: Path
    exercises: Sequence  # of course_lib.checking's Exercise; only id, name, points and the answers are used
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: outline.QUESTIONS)
    written: frozenset[str] = outline.WRITTEN

    @classmethod
    def at(cls, root: Path) -> "Course":
        """The course in this folder, with the exercises of `course_lib.exercises`."""
        from course_lib import exercises  # here, so that reading a text doesn't load torch

        return cls(Path(root).resolve(), exercises.all())

    def assignments(self, chosen: Sequence[str] = ()) -> list[str]:
        """The assignments that have a text, or the chosen ones of them."""
        found = sorted(path.stem for path in (self.root / "notebooks").glob("*.py"))
        if not found:
            raise refuse("notebooks/", "", "no text of a notebook lies there", "give the course's folder with --course-dir")
        for name in chosen:
            if name not in found:
                raise refuse(f"notebooks/{name}.py", "", "there is no such text", f"choose among {', '.join(found)}")
        return [name for name in found if not chosen or name in chosen]

    def exercises_of(self, assignment: str) -> list:
        """The exercises that this assignment asks."""
        asked = self.questions.get(assignment, ())
        return [exercise for exercise in self.exercises if outline.question_of(exercise.id) in asked]

    def exercise(self, exercise_id: str):
        """The exercise of this id, or None."""
        return next((exercise for exercise in self.exercises if exercise.id == exercise_id), None)

    def text(self, assignment: str) -> Text:
        """What the author wrote for this assignment."""
        path = self.root / text_path(assignment)
        return read_text(path.read_bytes().decode("utf-8"), text_path(assignment).as_posix())

    def install_address(self) -> str:
        """What `pip install` is given on a machine that lacks the course; set in pyproject.toml, and only there."""
        settings = tomllib.loads((self.root / "pyproject.toml").read_text("utf-8"))
        address = settings.get("tool", {}).get("course-lib", {}).get("install")
        if not address:
            way_out = "give it what 'pip install' takes"
            raise refuse("pyproject.toml", "[tool.course-lib]", "install is not set", way_out)
        return address


def add_course_arguments(parser: ArgumentParser) -> None:
    """Which course, and which of its assignments: the same for every command."""
    told = "such as 01_images; all that have a text if left out"
    parser.add_argument("assignments", nargs="*", metavar="ASSIGNMENT", help=told)
    parser.add_argument("--course-dir", type=Path, default=Path("."), metavar="DIR", help="the course's folder (.)")


def text_path(assignment: str) -> Path:
    return Path("notebooks") / f"{assignment}.py"


def source_path(assignment: str) -> Path:
    return Path("source") / assignment / f"{assignment}.ipynb"


def release_path(assignment: str) -> Path:
    return Path("release") / assignment / f"{assignment}.ipynb"
