"""A small class that is graded for real, for tests of what comes afterwards."""

import io
import json
import sqlite3
from pathlib import Path

import pytest
import small_course
from small_course import SETUP, submit, write_source

from course_lib import exercises
from course_lib.grading.autograde import grade
from course_lib.grading.cell_text import cell_text, imports_in
from course_lib.grading.nbgrader_course import nbgrader_course

ASSIGNMENT = "01_images"
INVERT, COLOR = exercises.find("q01_invert"), exercises.find("q01_solid_color")
MISTAKE = next(one for one in INVERT.misconceptions if one.points == 0)
KINDER = 1.5
STUDENTS = {  # by student: the answer to INVERT; everybody has COLOR right
    "ada": INVERT.reference, "blaise": MISTAKE.wrong[0], "emmy": MISTAKE.wrong[0], "kurt": None,
    "zoe": MISTAKE.wrong[0],  # handed in damaged: her graded notebook begins with what intake noticed
}


def grade_class(course: Path) -> None:
    """The class hands in and is graded; one grade is then changed by hand."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(small_course, "ASSIGNMENT", ASSIGNMENT)
        write_source(course, [(exercise.id, exercise) for exercise in (INVERT, COLOR)])
        with nbgrader_course(course) as api:
            assert api.generate_assignment(ASSIGNMENT)["success"]
        for student, answer in STUDENTS.items():
            answers = {INVERT.id: text_of(INVERT, answer)} if answer else {}
            path = submit(course, student, {**answers, COLOR.id: text_of(COLOR, COLOR.reference), "q02_written": "So."})
    path.write_text(path.read_text().rstrip().removesuffix("}"))  # the last one's: cut off
    results = grade(course, ASSIGNMENT, tell=None, jobs=2)
    assert not any(student.failure for student in results.students)
    mark_by_hand(course, "emmy", 0.25, "Nearly.")


def text_of(exercise, implementation) -> str:
    return cell_text(implementation, exercise.name, imports_in(SETUP))


def sql(course: Path, statement: str) -> list[tuple]:
    with sqlite3.connect(course / "gradebook.db") as gradebook:
        return gradebook.execute(statement).fetchall()


def mark_by_hand(course: Path, student: str, points: float, comment: str) -> None:
    with nbgrader_course(course) as api, api.gradebook as gradebook:
        grade = gradebook.find_grade("q01_invert_check", ASSIGNMENT, ASSIGNMENT, student)
        grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.find_comment("q01_invert", ASSIGNMENT, ASSIGNMENT, student).manual_comment = comment
        written = gradebook.find_grade("q02_written", ASSIGNMENT, ASSIGNMENT, student)
        written.manual_score, written.needs_manual_grade = 1, False
        gradebook.db.commit()


def all_files(course: Path) -> dict[str, bytes]:
    return {str(path.relative_to(course)): path.read_bytes() for path in course.rglob("*")
            if path.is_file() and "digits" not in path.parts}


def dump(course: Path) -> list[str]:
    with sqlite3.connect(course / "gradebook.db") as gradebook:
        return list(gradebook.iterdump())


def grades(course: Path, columns: str = "auto_score") -> dict[tuple[str, str], tuple]:
    """Columns of the gradebook by student and graded cell."""
    rows = sql(course, f"""
        select submitted_assignment.student_id, base_cell.name, {columns} from grade
        join base_cell on base_cell.id = grade.cell_id
        join submitted_notebook on submitted_notebook.id = grade.notebook_id
        join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id""")
    return {(student, cell): tuple(values) for student, cell, *values in rows}


def cells(course: Path, student: str) -> list[str]:
    """The graded notebook's cells, each as its own text."""
    path = course / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    return [json.dumps(cell) for cell in json.loads(path.read_text("utf-8"))["cells"]]


def counts_of(cell: str) -> list[int]:
    """The numbers in brackets beside a cell and its outputs."""
    told = json.loads(cell)
    return [told["execution_count"], *(one["execution_count"] for one in told["outputs"] if "execution_count" in one)]


def page(course: Path, student: str) -> str:
    return (course / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text("utf-8")


def answering(line: str) -> io.StringIO:
    terminal = io.StringIO(line)
    terminal.isatty = lambda: True
    return terminal
