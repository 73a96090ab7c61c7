from dataclasses import replace

import pytest

from course_lib.authoring import outline
from course_lib.authoring.structure import exercise_faults, structure_faults


@pytest.fixture
def told(course):
    """What is said of notebooks/01_images.py after one change to it."""

    def change(old, new):
        path = course.root / "notebooks/01_images.py"
        content = path.read_text("utf-8")
        assert old in content
        path.write_text(content.replace(old, new), "utf-8")
        return "\n".join(map(str, structure_faults(course, "01_images", course.text("01_images"))))

    return change


def test_a_whole_text_has_no_fault(course):
    assert [structure_faults(course, name, course.text(name)) for name in course.assignments()] == [[], []]


@pytest.mark.parametrize("old, new, fact", [
    ("# %% setup", "# %%\nimport math", "setup: the first code cell, and only it, must be the setup cell"),
    ("# %% setup", "# %% setup\n\n# %% setup", "setup: the first code cell, and only it"),
    ("## 2 · How", "## How", "q02: the question has no section"),
    ("## 2 · How", "## 2 - How", "q02: the question has no section"),
    ("# # Images", "# ## 2 · Images", "sections: the headings number [2, 1, 2], the assignment asks [1, 2]"),
    ("# %% answer q01_Stack", "# %%", "q01_Stack: the exercise has no answer cell"),
    ("# %% answer q01_Stack", "# %% answer q04_double", "q04_double: the answer cell belongs to no exercise"),
    ("# %% answer q01_Stack", "# %% answer q01_invert", "q01_invert: it has two answer cells"),
    ("class Stack:", "pass\n\n# %% [markdown]\n# ## 2 · Early\n\n# %% answer q01_Stack\nclass Stack:",
     "q01_Stack: it stands in the section of question 2"),
    ("# %% [markdown] written q02", "# %% [markdown] written q01", "q02: the contract asks for one written answer"),
    ("# %% [markdown] written q02", "# %% [markdown] written q01", "q01: the contract asks for no written answer here"),
    ("def invert(", "def negative(", "q01_invert: the cell defines negative, not invert"),
    ("        ### END SOLUTION", "", "q01_Stack: 1 lines '### BEGIN SOLUTION' and 0 '### END SOLUTION'"),
    ("ink = [0, 128, 255]", "%time ink = 3", "not Python, line 14"),
], ids=lambda value: value[:30])
def test_a_text_with_a_gap_is_told_where_and_how_to_mend_it(told, old, new, fact):
    text = told(old, new)
    assert fact in text and text.startswith("notebooks/01_images.py: ")


def test_answers_out_of_order_are_told(told, course):
    first, rest = (course.root / "notebooks/01_images.py").read_text("utf-8").split("# %% answer q01_invert")
    invert, stack = rest.split("# %% answer q01_Stack")
    stack, end = stack.split("# %%\nink", 1)
    invert, stack = f"# %% answer q01_invert{invert}", f"# %% answer q01_Stack{stack}"
    text = told(invert + stack, stack + invert)
    assert "answers: their order is q01_Stack, q01_invert" in text


def test_a_file_beside_the_instructors_notebook_is_told(course):
    (course.root / "source/01_images/01_images.py").write_text("answers")
    fault, = structure_faults(course, "01_images", course.text("01_images"))
    assert str(fault).startswith("source/01_images/01_images.py: a file beside the instructor's notebook")


def test_ids_that_repeat_stray_or_stand_out_of_order_are_told(course):
    invert, stack, double = course.exercises
    stranger = type(invert)(**{**vars(invert), "id": "x01_y"})
    muddled = replace(course, exercises=(invert, double, stack, stranger, stack))
    assert [str(fault) for fault in exercise_faults(muddled)] == [
        "course_lib/exercises: q01_Stack: two exercises have this id; give one of them another",
        "course_lib/exercises: x01_y: its question is in no assignment; begin the id with qNN_",
        "course_lib/exercises: q01_Stack: it stands after q04_double; list the exercises in the questions' order",
    ]


def test_the_outline_asks_forty_questions_in_order_and_the_capstone():
    asked = [question for questions in outline.QUESTIONS.values() for question in questions]
    assert asked == [f"q{number:02}" for number in range(1, 41)] + ["c01"]
    assert len(outline.WRITTEN) == 10 and outline.WRITTEN <= set(asked)
