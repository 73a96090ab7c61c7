"""`course-lib pull`: an edit made in Jupyter, in source/, goes back into the text in notebooks/.

Texts, given code, solutions, model answers and mark schemes come back; outputs are left behind. A cell that was added
becomes a plain cell. What is generated must be as it was: the setup cell, the graded cells, the invitation to a written
answer.
"""

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import nbformat

from course_lib.authoring.course import Course, add_course_arguments, source_path, text_path
from course_lib.authoring.fault import CourseError, refuse
from course_lib.authoring.notebook import dumps, marked
from course_lib.authoring.reading import cells_of
from course_lib.authoring.text import Cell, Text


def add_arguments(parser: ArgumentParser) -> None:
    add_course_arguments(parser)


def run(arguments: Namespace) -> int:
    """Pull and say which texts changed; 1 where an edit can't be carried."""
    try:
        course = Course.at(arguments.course_dir)
        for assignment in course.assignments(arguments.assignments):
            changed = pull(course, assignment)
            print(f"{text_path(assignment).as_posix()}  {'written' if changed else 'unchanged'}")
    except CourseError as error:
        print(f"course-lib pull: {error}", file=sys.stderr)
        return 1
    return 0


def pull(course: Course, assignment: str) -> bool:
    """Write the instructor's notebook back into its text; whether the text changed.

    Raises CourseError for an edit that a text can't hold, and then writes nothing.
    """
    path, file = course.root / source_path(assignment), source_path(assignment).as_posix()
    if not path.is_file():
        raise refuse(file, "", "there is no such notebook", f"run 'course-lib build {assignment}'")
    notebook = nbformat.read(path, as_version=4)
    cells = cells_of(notebook, course, file)
    before = course.text(assignment)
    after = str(merged(before, cells))
    if after == str(before):
        return False
    (course.root / text_path(assignment)).write_bytes(after.encode("utf-8"))
    path.write_bytes(dumps(marked(notebook)))  # so that the next build knows that nothing is lost
    return True


def merged(before: Text, cells: list[Cell]) -> Text:
    """The text with these cells; a cell that says the same as before keeps its very characters."""
    matcher = SequenceMatcher(a=before.cells, b=cells, autojunk=False)
    after: list[Cell] = []
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        after += before.cells[start:end] if kind == "equal" else cells[new_start:new_end]
    if tuple(after) == before.cells:
        return before
    last = before.cells[-1:]  # it has no blank line after it, and needs one where it is the last no more
    spaced = [_ending(cell, "\n\n") if (cell,) == last else cell for cell in after[:-1]]
    return Text(before.header, (*spaced, *(_ending(cell, "\n") for cell in after[-1:])))


def _ending(cell: Cell, end: str) -> Cell:
    return replace(cell, written_as=cell.written_as.rstrip("\n") + end)
