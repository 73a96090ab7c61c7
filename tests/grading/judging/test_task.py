"""What a task is told apart by."""

import copy

import nbformat

from course_lib.grading.judging.task import key_of

RELEASE = nbformat.v4.new_notebook(cells=[
    nbformat.v4.new_markdown_cell("Mark scheme"),
    nbformat.v4.new_code_cell("def mean(a): ...", metadata={"nbgrader": {"grade_id": "q01_mean"}}),
])  # fmt: skip


def changed(position: int, source: str):
    notebook = copy.deepcopy(RELEASE)
    notebook.cells[position].source = source
    return notebook


def test_the_key_is_the_same_for_the_same_code_and_files():
    assert key_of(RELEASE, {}) == key_of(copy.deepcopy(RELEASE), {})


def test_a_mark_scheme_that_nbgrader_puts_back_changes_no_key_or_the_work_would_be_done_twice():
    assert key_of(changed(0, "Mark scheme: one point for each."), {}) == key_of(RELEASE, {})


def test_other_code_other_marks_and_other_files_have_other_keys():
    other_marks = copy.deepcopy(RELEASE)
    other_marks.cells[1].metadata.nbgrader.grade_id = "q02_mean"
    keys = {key_of(RELEASE, {}), key_of(changed(1, "def mean(a): return 1"), {}), key_of(other_marks, {}), key_of(RELEASE, {"a.txt": b""}),
            key_of(RELEASE, {"a.txt": b"1"}), key_of(RELEASE, {"b.txt": b"1"})}
    assert len(keys) == 6
