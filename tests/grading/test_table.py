"""The table of a class."""

from dataclasses import replace

import pytest

from course_lib.grading.results import ClassResults, Mark, StudentResult, Task
from course_lib.grading.table import results_text

TASKS = (
    Task("q01_invert", 2, False, "q01_invert_check"),
    Task("q01_solid_color", 2, False, "q01_solid_color_check"),
    Task("q02_count_images", 2, False, "q02_count_images_check"),
    Task("q02", 1, True, "q02_written"),
)


def student(name: str, *marks: Mark) -> StudentResult:
    return StudentResult(name, {task.id: mark for task, mark in zip(TASKS, marks, strict=True)})


NEGATED = Mark(0, "known mistake", "`-image`")
CLASS = ClassResults("01_images", TASKS, (
    student("ada", Mark(2, "right"), Mark(2, "right"), Mark(2, "right"), Mark(None)),
    student("blaise", NEGATED, Mark(1, "known mistake", "channels last"), Mark(2, "right"), Mark(0.5)),
    student("emmy", NEGATED, Mark(2, "right"), Mark(0, "unanswered"), Mark(0, "unanswered")),
    StudentResult("zoe", {}, "DeadKernelError: Kernel died"),
))


def test_the_table_shows_points_open_questions_and_who_met_what():
    assert results_text(CLASS, width=80) == """\
01_images: points by exercise

          q01     q02
          a  b    a    W   total
ada       2  2    2    ?       6 +?
blaise    0  1    2  0.5     3.5
emmy      0  2    ·    ·       2
zoe       –  –    –    –       –
worth     2  2    2    1       7

q01  a invert  b solid_color    q02  a count_images  W written
· not answered   ? to be marked by hand

Not graded
  zoe: DeadKernelError: Kernel died

What they met, the hardest first
  q01_invert: 1 of 3 right
      2  `-image`
  q01_solid_color: 2 of 3 right
      1  channels last
  q02_count_images: 2 of 3 right
      1  (not answered)"""


@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_table_keeps_within_the_terminal(width: int):
    tasks = tuple(Task(f"q{n:02}_{name}", 2, False, "") for n in range(4, 13) for name in ("first", "second"))
    marks = {task.id: Mark(2, "right") for task in tasks}
    text = results_text(ClassResults("02_tensors", tasks, (StudentResult("katherine", marks),)), width)
    assert max(map(len, text.splitlines())) <= width
    assert sum(line.startswith("katherine") for line in text.splitlines()) == text.count("\nworth")
    assert text.count("total") == 1


def test_a_class_in_which_nobody_could_be_graded_is_told():
    text = results_text(ClassResults("01_images", TASKS, CLASS.students[-1:]))
    assert "Not graded\n  zoe: DeadKernelError" in text
    assert "hardest" not in text


def noted(student: StudentResult, level: str, *notes: str) -> StudentResult:
    return replace(student, level=level, notes=notes)


def test_what_intake_repaired_stands_under_the_table_by_student():
    ada, blaise, *others = CLASS.students
    students = (ada, noted(blaise, "", "cells were in another order", "a note\nof\x1b[2J two lines"), *others)
    text = results_text(replace(CLASS, students=students))
    noted_lines = "Noted at intake\n  blaise: cells were in another order\n  blaise: a note of\\x1b[2J two lines\n\n"
    assert noted_lines in text
    assert text.index("? to be marked by hand") < text.index(noted_lines) < text.index("What they met")


def test_one_sandbox_for_all_is_told_once():
    students = tuple(noted(student, "bubble\x1bwrap") for student in CLASS.students)
    assert results_text(replace(CLASS, students=students)).count("\nSandbox: bubble\\x1bwrap\n") == 1


def test_sandboxes_that_differ_are_told_by_student():
    levels = ("bubblewrap", "plain\x1b process", "bubblewrap", "")
    students = tuple(noted(student, level) for student, level in zip(CLASS.students, levels, strict=True))
    told = "Sandbox, not the same for all\n  plain\\x1b process: blaise\n  bubblewrap: all others\n"
    assert told in results_text(replace(CLASS, students=students))


def test_nothing_is_said_of_notes_and_sandboxes_where_there_are_none():
    text = results_text(CLASS)
    assert "Sandbox" not in text and "intake" not in text
