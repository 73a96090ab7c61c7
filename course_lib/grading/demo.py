"""`course-lib demo`: the first thing to run. From the text of a notebook to a table of grades, with nothing faked."""

import os
import shlex
import shutil
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from course_lib.grading.autograde import grade
from course_lib.grading.failure import GradingError
from course_lib.grading.nbgrader_course import CONFIG
from course_lib.grading.sample_class import make_sample_class
from course_lib.grading.table import results_text

_MARK = ".course-lib-demo"  # by this file a folder is known that the demo may delete
_INGREDIENTS = (CONFIG, "pyproject.toml", "notebooks")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--assignment", default="01_images", help="which one (01_images)")
    parser.add_argument("--students", type=int, default=8, metavar="N", help="how many sit in the class (8)")
    parser.add_argument("--folder", type=Path, default=Path("demo"), help="where it goes, new each time (demo)")
    parser.add_argument("--course-dir", type=Path, default=Path("."), metavar="DIR", help="the course's folder (.)")


def run(arguments: Namespace) -> int:
    """Run the demo, telling each step; 1 where it could not be finished."""
    from course_lib.authoring.fault import CourseError

    assignment, folder = arguments.assignment, arguments.folder
    try:
        _start_anew(arguments.course_dir, folder)
        _build(folder, assignment)
    except CourseError as error:
        raise GradingError(str(error)) from error
    _tell(f"A class of {arguments.students} hands in: right answers, and mistakes that people really make")
    make_sample_class(folder, assignment, arguments.students)
    _tell("Each notebook runs in a sandbox and is judged outside of it; nbgrader keeps the grades and writes the feedback pages")
    results = grade(folder, assignment, jobs=min(4, os.cpu_count() or 1))
    print("\n" + results_text(results, shutil.get_terminal_size().columns), flush=True)
    print("\n" + _where_it_lies(folder, assignment, results.students[0].student))
    return 0


def _tell(step: str) -> None:
    print(f"\n{step} ...", flush=True)


def _start_anew(course: Path, folder: Path) -> None:
    """An empty folder with all that makes a course of its own."""
    if missing := [name for name in _INGREDIENTS if not (course / name).exists()]:
        raise GradingError(f"{course.resolve()} has no {missing[0]}; run the demo in the folder of the course")
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARK).exists():
        raise GradingError(f"{folder} was not made by the demo and would be lost; name another one with --folder")
    _tell(f"A fresh course in {folder}/")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / _MARK).write_text("course-lib demo deletes this folder when it starts anew.\n")
    for name in _INGREDIENTS:
        copy = shutil.copytree if (course / name).is_dir() else shutil.copy
        copy(course / name, folder / name)


def _build(folder: Path, assignment: str) -> None:
    from course_lib.authoring.build import build
    from course_lib.authoring.course import Course

    _tell(f"The text notebooks/{assignment}.py becomes the instructor's notebook and the students' release")
    for path in build(Course.at(folder), [assignment]):
        print(f"  {folder / path}")


def _where_it_lies(folder: Path, assignment: str, student: str) -> str:
    jupyter = Path(os.path.relpath(Path(sys.executable).parent / "jupyter", folder))
    return f"""\
The feedback pages, for a browser   {folder}/feedback/{student}/{assignment}/{assignment}.html, and so for each student
The students' notebook              {folder}/release/{assignment}/{assignment}.ipynb
The instructor's notebook           {folder}/source/{assignment}/{assignment}.ipynb
The gradebook                       {folder}/gradebook.db

To open them in JupyterLab, with nbgrader's formgrader in its Nbgrader menu:

  cd {shlex.quote(str(folder))} && {jupyter} lab release/{assignment}/{assignment}.ipynb

Another assignment is graded like this one by: course-lib demo --assignment 02_tensors"""
