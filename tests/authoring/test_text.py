import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from course_lib.authoring.fault import CourseError
from course_lib.authoring.text import read_text, write_cell


def test_a_text_comes_back_to_the_byte(course):
    written = (course.root / "notebooks/01_images.py").read_text("utf-8")
    assert str(course.text("01_images")) == written


@pytest.mark.parametrize("content", [
    "", "\n", "# header only", "# %%", "# %%\n\n\n", "# %% setup\n\n\n# %%\nx = 1", "# %% [markdown]\n\n# %%\n\n",
    "# %%\r\nx = 1\r\n",
], ids=repr)
def test_odd_layouts_come_back_to_the_byte(content):
    assert str(read_text(content, "notebooks/x.py")) == content


def test_each_marker_gives_its_role(course):
    roles = [(cell.role, cell.name) for cell in course.text("01_images").cells]
    assert roles == [
        ("markdown", ""), ("setup", ""), ("markdown", ""), ("given", ""), ("answer", "q01_invert"),
        ("answer", "q01_Stack"), ("given", ""), ("markdown", ""), ("written", "q02"),
    ]


def test_prose_loses_the_marks_of_a_comment_and_keeps_its_indentation():
    cell, = read_text("# %% [markdown]\n# - a\n#   - b\n#\n#no space\n\n", "notebooks/x.py").cells
    assert cell.source == "- a\n  - b\n\nno space"


@given(st.sampled_from(["markdown", "given", "answer"]), st.text(st.sampled_from("ab #%\n\t\u2028'-")))
@example("markdown", "a line that breaks  \nhere")
@example("markdown", "")
def test_what_is_written_is_read_again(role, source):
    name = "q01_invert" if role == "answer" else ""
    try:
        cell = write_cell(role, name, source, "notebooks/x.py")
    except CourseError:
        assert "%%" in source
        return
    assert read_text(cell.written_as, "notebooks/x.py").cells == (cell,)


@pytest.mark.parametrize("content, told", [
    ("# %%\n\n# %% anwser q01_invert\n", "notebooks/x.py: line 3: '# %% anwser q01_invert' is no role"),
    ("# %% answer\n", "is no role"),
    ("# %% [markdown]\n# a\n\n# b\n", "line 3: a blank line inside a text cell"),
    ("# %% [markdown]\n# a\nx = 1\n", "line 3: 'x = 1' stands in a text cell"),
    ("# %% setup\nimport math\n", "line 1: the setup cell is generated"),
    ("# %% [markdown] written q02\n# an answer\n", "q02: a written answer needs a model answer and a mark scheme"),
], ids=["unknown role", "answer to nothing", "blank line", "code in prose", "code in setup", "no mark scheme"])
def test_a_line_that_fits_no_role_is_told_with_its_place(content, told):
    with pytest.raises(CourseError) as error:
        read_text(content, "notebooks/x.py")
    assert told in str(error.value)


def test_a_line_that_would_open_a_cell_is_not_written():
    with pytest.raises(CourseError, match="would open a new cell"):
        write_cell("given", "", "x = 1\n# %% [markdown]", "notebooks/x.py")
