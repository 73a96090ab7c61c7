import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell

from course_lib.authoring import build as build_module
from course_lib.authoring.course import source_path
from course_lib.authoring.fault import CourseError
from course_lib.authoring.pull import pull
from course_lib.authoring.written import BEGIN, END

FILE = source_path("01_images")


@pytest.fixture
def edited(course):
    """Edit the instructor's notebook as Jupyter would, pull, and return the text."""

    def edit_and_pull(change):
        notebook = nbformat.read(course.root / FILE, as_version=4)
        change(notebook.cells, {cell.id: cell for cell in notebook.cells})
        nbformat.write(notebook, course.root / FILE)
        pull(course, "01_images")
        return (course.root / "notebooks/01_images.py").read_text("utf-8")

    return edit_and_pull


@pytest.fixture
def before(root):
    return (root / "notebooks/01_images.py").read_text("utf-8")


def test_an_untouched_notebook_leaves_every_byte_of_the_text(course, before):
    assert pull(course, "01_images") is False
    assert (course.root / "notebooks/01_images.py").read_text("utf-8") == before


def test_an_edited_solution_comes_back_and_nothing_else_moves(edited, before):
    def change(cells, by_id):
        by_id["q01_invert"].source = by_id["q01_invert"].source.replace("255 - value", "~value % 256")

    expected = before.replace("255 - value", "~value % 256")
    assert edited(change) == expected.replace("END SOLUTION\n\n\n", "END SOLUTION\n\n")  # ours is one blank line


def test_edited_prose_comes_back_as_comments(edited, before):
    def change(cells, by_id):
        cells[0].source = "# Images\n\nNeeds a pencil."

    assert edited(change) == before.replace("Needs `nothing`.", "Needs a pencil.")


def test_an_edited_model_answer_and_an_edited_scheme_come_back_together(edited, before):
    def change(cells, by_id):
        by_id["q02_written"].source = "So that figures agree."
        by_id["q02_rubric"].source = by_id["q02_rubric"].source.replace("one point", "half a point")

    expected = before.replace("Because everybody then measures on the same pictures.", "So that figures agree.")
    assert edited(change) == expected.replace("one point", "half a point")


def test_a_new_cell_becomes_a_plain_cell(edited, before):
    def change(cells, by_id):
        cells.insert(2, new_code_cell("y = 2", outputs=[new_output("stream", text="noise")]))
        cells.append(new_markdown_cell("The end.\n\nReally."))

    expected = before.replace("# %% setup\n\n", "# %% setup\n\n# %%\ny = 2\n\n")
    assert edited(change) == expected + "\n# %% [markdown]\n# The end.\n#\n# Really.\n"


def test_a_deleted_cell_is_gone(edited, before):
    first = "# %% [markdown]\n# # Images\n#\n# Needs `nothing`.\n\n"
    assert edited(lambda cells, by_id: cells.pop(0)) == before.replace(first, "")


def test_a_deleted_graded_cell_is_generated_again(edited, before):
    assert edited(lambda cells, by_id: cells.remove(by_id["q01_Stack_check"])) == before


def test_a_pulled_edit_and_a_later_one_in_the_text_are_built_together(edited, course, monkeypatch):
    edited(lambda cells, by_id: by_id["q01_invert"].update(source=by_id["q01_invert"].source + "\n# and so on"))
    edited_cells = [cell.source for cell in nbformat.read(course.root / FILE, as_version=4).cells]
    text = course.root / "notebooks/01_images.py"
    text.write_text(text.read_text("utf-8").replace("Needs `nothing`.", "Needs a pencil."), "utf-8")
    edited_cells[0] = "# Images\n\nNeeds a pencil."
    monkeypatch.setattr(build_module, "make_releases", lambda sources, config: {})
    build_module.build(course, ["01_images"])
    assert [cell.source for cell in nbformat.read(course.root / FILE, as_version=4).cells] == edited_cells


def _source(id, text):
    return lambda cells, by_id: by_id[id].update(source=text)


def _mark(id, **marks):
    return lambda cells, by_id: by_id[id].metadata.nbgrader.update(marks)


def _removed(id):
    return lambda cells, by_id: cells.remove(by_id[id])


def _added(cell):
    return lambda cells, by_id: cells.append(cell)


def _copied(id):
    return lambda cells, by_id: cells.append(NotebookNode(by_id[id], id="copied"))


PICTURE = new_markdown_cell("x", attachments={"a.png": {"image/png": "aa"}})


@pytest.mark.parametrize("change, told", [
    (_source("q01_invert_check", "check('q01_invert', len)"), "q01_invert_check: this graded cell is generated"),
    (_mark("q01_invert_check", points=5), "points are set in course_lib/exercises"),
    (_source("setup", "import math"), "setup: the setup cell is generated and was changed"),
    (_source("q02_rubric", f"Write a poem.\n\n{BEGIN}\n- one point\n{END}"),
     "q02_rubric: the invitation above the mark scheme"),
    (_source("q02_written", " "), "q02_written: a written answer needs a model answer"),
    (_removed("q02_rubric"), "q02_written: the cell with its mark scheme is not above it"),
    (_removed("q01_invert"), "q01_invert_check: a graded cell without its answer cell"),
    (_copied("q01_invert"), "q01_invert: two cells have this grade id"),
    (_mark("q01_invert", grade_id="cell-12ab"), "cell-12ab: a code cell with this grade id"),
    (_added(new_raw_cell("x")), "cell 13: a raw cell has no place in a text"),
    (_added(PICTURE), "cell 13: a picture was pasted into it"),
    (_added(new_code_cell("# %% [markdown]")), "would open a new cell"),
], ids=[
    "check", "points", "setup", "invitation", "empty answer", "no scheme", "orphan", "copy", "unknown id", "raw",
    "picture", "marker",
])
def test_an_edit_that_has_no_place_is_refused_and_nothing_is_written(edited, course, before, change, told):
    with pytest.raises(CourseError) as error:
        edited(change)
    assert str(error.value).startswith(FILE.as_posix()) and told in str(error.value)
    assert (course.root / "notebooks/01_images.py").read_text("utf-8") == before
