"""Is everything there, once and in its place? What the texts say, held against the exercises and the outline."""

import ast
import re
from collections.abc import Iterator

from course_lib.authoring.course import Course, source_path, text_path
from course_lib.authoring.fault import Fault
from course_lib.authoring.outline import question_of
from course_lib.authoring.text import PROSE, Cell, Text

_HEADING = re.compile(r"^## (\d+) · \S", re.MULTILINE)
_EXERCISES = "course_lib/exercises"


def exercise_faults(course: Course) -> list[Fault]:
    """Ids that come twice, belong to no question, or stand before an earlier question's."""
    ids = [exercise.id for exercise in course.exercises]
    order = [question for asked in course.questions.values() for question in asked]
    faults = [
        Fault(_EXERCISES, id, "two exercises have this id", "give one of them another")
        for id in sorted({id for id in ids if ids.count(id) > 1})
    ]
    strangers = [id for id in ids if question_of(id) not in order]
    faults += [Fault(_EXERCISES, id, "its question is in no assignment", "begin the id with qNN_") for id in strangers]
    places = [(order.index(question_of(id)), id) for id in ids if id not in strangers]
    for (before, first), (after, second) in zip(places, places[1:]):
        if after < before:
            way_out = "list the exercises in the questions' order"
            faults.append(Fault(_EXERCISES, second, f"it stands after {first}", way_out))
    return faults


def structure_faults(course: Course, assignment: str, text: Text) -> list[Fault]:
    """Missing or misplaced sections, answer cells, written answers and setup cell; code that is not Python."""
    file = text_path(assignment).as_posix()
    found = [
        *_setup_faults(text), *_heading_faults(course, assignment, text), *_answer_faults(course, assignment, text),
        *_written_faults(course, assignment, text), *_code_faults(course, text),
    ]
    return [Fault(file, *fault) for fault in found] + _foreign_file_faults(course, assignment)


def _setup_faults(text: Text) -> Iterator[tuple[str, str, str]]:
    code = [cell.role for cell in text.cells if cell.role not in PROSE]
    if code[:1] != ["setup"] or code.count("setup") != 1:
        yield "setup", "the first code cell, and only it, must be the setup cell", "open it with '# %% setup'"


def _heading_faults(course: Course, assignment: str, text: Text) -> Iterator[tuple[str, str, str]]:
    asked = [int(question[1:]) for question in course.questions.get(assignment, ()) if question.startswith("q")]
    present = [number for cell in text.cells for number in _headings(cell)]
    for number in asked:
        if number not in present:
            way_out = f"add a text cell that begins '## {number} · QUESTION'"
            yield f"q{number:02}", "the question has no section", way_out
    if set(asked) <= set(present) and present != asked:
        fact = f"the headings number {present}, the assignment asks {asked}"
        yield "sections", fact, "have one section a question, in this order"


def _answer_faults(course: Course, assignment: str, text: Text) -> Iterator[tuple[str, str, str]]:
    wanted = [exercise.id for exercise in course.exercises_of(assignment)]
    present = [cell.name for cell in text.cells if cell.role == "answer"]
    for id in wanted:
        if id not in present:
            yield id, "the exercise has no answer cell", f"add a cell '# %% answer {id}'"
    for id in sorted(set(present)):
        if id not in wanted:
            way_out = f"correct the id, or write the exercise in {_EXERCISES}"
            yield id, "the answer cell belongs to no exercise of this assignment", way_out
        if present.count(id) > 1:
            yield id, "it has two answer cells", "keep one"
    if sorted(wanted) == sorted(present) and wanted != present:
        yield "answers", f"their order is {', '.join(present)}", f"the exercises' order is {', '.join(wanted)}"
    yield from _misplaced(text)


def _written_faults(course: Course, assignment: str, text: Text) -> Iterator[tuple[str, str, str]]:
    wanted = [question for question in course.questions.get(assignment, ()) if question in course.written]
    present = [cell.name for cell in text.cells if cell.role == "written"]
    for question in wanted:
        if present.count(question) != 1:
            fact = f"the contract asks for one written answer, and there are {present.count(question)}"
            yield question, fact, f"have one cell '# %% [markdown] written {question}'"
    for question in sorted(set(present) - set(wanted)):
        yield question, "the contract asks for no written answer here", "take the cell out"


def _misplaced(text: Text) -> Iterator[tuple[str, str, str]]:
    section = None
    for cell in text.cells:
        section = [section, *_headings(cell)][-1]
        if cell.role in ("answer", "written") and section is not None and f"q{section:02}" != question_of(cell.name):
            way_out = "move it under the heading of its own question"
            yield cell.name, f"it stands in the section of question {section}", way_out


def _code_faults(course: Course, text: Text) -> Iterator[tuple[str, str, str]]:
    for cell in text.cells:
        if cell.role in PROSE:
            continue
        try:
            tree = ast.parse(cell.source)
        except SyntaxError as error:
            way_out = "mend it; magics (%, !) can't stand in a text"
            yield cell.label, f"not Python, line {cell.line + (error.lineno or 0)}: {error.msg}", way_out
            continue
        if cell.role == "answer":
            yield from _solution_faults(cell, tree, course)


def _solution_faults(cell: Cell, tree: ast.Module, course: Course) -> Iterator[tuple[str, str, str]]:
    exercise = course.exercise(cell.name)
    defined = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    if exercise and exercise.name not in defined:
        way_out = f"define {exercise.name} at the cell's top level"
        yield cell.name, f"the cell defines {', '.join(sorted(defined)) or 'nothing'}, not {exercise.name}", way_out
    begins, ends = (cell.source.count(f"### {word} SOLUTION") for word in ("BEGIN", "END"))
    if begins == 0 or begins != ends:
        fact = f"{begins} lines '### BEGIN SOLUTION' and {ends} '### END SOLUTION'"
        yield cell.name, fact, "put the body, and only it, between one of each"


def _foreign_file_faults(course: Course, assignment: str) -> list[Fault]:
    notebook = course.root / source_path(assignment)
    own = {notebook.name, ".ipynb_checkpoints"}
    strangers = [path.relative_to(course.root) for path in sorted(notebook.parent.glob("*")) if path.name not in own]
    fact, way_out = "a file beside the instructor's notebook", "move it: nbgrader would publish it with the release"
    return [Fault(path.as_posix(), "", fact, way_out) for path in strangers]


def _headings(cell: Cell) -> list[int]:
    return [int(number) for number in _HEADING.findall(cell.source)] if cell.role == "markdown" else []
