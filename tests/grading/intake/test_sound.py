"""A sound submission goes through as it is, at once."""

import json
import time
from pathlib import Path

import pytest
from handed_in import NAME, RELEASE, answered, find, hand_in, own_cell, position, release, sources

from course_lib.grading.intake import receive

NAMES = sorted(path.name for path in RELEASE.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_an_answered_notebook_goes_through_unchanged_and_without_a_note(tmp_path: Path, name: str):
    taken = hand_in(tmp_path, answered(name), name)
    assert (taken.notes, sources(taken.notebook)) == ((), sources(answered(name)))
    assert [cell.id for cell in taken.notebook.cells] == [cell.id for cell in release(name).cells]


def test_an_untouched_release_goes_through_as_it_is(tmp_path: Path):
    taken = hand_in(tmp_path, json.dumps(release()))
    assert (taken.notes, taken.notebook) == ((), release())


def test_what_a_student_adds_changes_moves_and_deletes_of_their_own_stays_so(tmp_path: Path):
    notebook = answered()
    cells = notebook["cells"]
    cells.insert(position(notebook, "q09_rmse"), own_cell("def helper():\n    return 1"))
    cells.insert(position(notebook, "q09_rmse_check"), own_cell("helper()"))
    cells.append(own_cell("The end.", "markdown"))
    cells[4]["source"] = "labels = [1, 2, 3]"
    cells.insert(12, cells.pop(7))  # two given cells, no graded one between them
    del cells[5]
    taken = hand_in(tmp_path, notebook)
    assert (taken.notes, sources(taken.notebook)) == ((), sources(notebook))


def test_outputs_kernel_names_and_editor_metadata_are_nothing_to_speak_of(tmp_path: Path):
    notebook = answered()
    kernel = {"display_name": ".venv", "name": "my-kernel"}
    notebook["metadata"] = {"kernelspec": kernel, "title": "Mine", "widgets": {}}
    for cell in notebook["cells"]:
        cell["metadata"] |= {"tags": "no list", "collapsed": True, "vscode": {"languageId": "python"}}
        if cell["cell_type"] == "code":
            cell["execution_count"] = 7
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["0.25, " * 1000] * 30}]
    assert len(json.dumps(notebook)) > 9_000_000
    taken = hand_in(tmp_path, notebook)
    assert (taken.notes, sources(taken.notebook)) == ((), sources(notebook))


def test_white_space_in_a_locked_cell_is_nothing_to_speak_of(tmp_path: Path):
    notebook = answered()
    find(notebook, "q09_mae_check")["source"] = 'check( "q09_mae",  mae )\n'
    assert hand_in(tmp_path, notebook).notes == ()


def test_a_check_call_that_an_editor_has_wrapped_stays_one_cell(tmp_path: Path):
    notebook = answered()
    find(notebook, "q09_mae_check")["source"] = 'check(\n    "q09_mae",\n    mae,\n)'
    taken = hand_in(tmp_path, notebook)
    assert len(taken.notebook.cells) == len(notebook["cells"])


def test_a_source_saved_as_a_list_of_lines_is_the_same(tmp_path: Path):
    notebook = answered()
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    taken = hand_in(tmp_path, notebook)
    assert (taken.notes, sources(taken.notebook)) == ((), sources(answered()))


def test_pictures_in_prose_stay_and_what_can_run_a_script_goes(tmp_path: Path):
    notebook = answered()
    picture = own_cell("![](a.png)", "markdown") | {"attachments": {"a.png": {"image/png": "iVBORw0KGgo="}}}
    drawing = own_cell("![](b.svg)", "markdown") | {"attachments": {"b.svg": {"image/svg+xml": "<svg onload=''/>"}}}
    large = own_cell("![](c.png)", "markdown") | {"attachments": {"c.png": {"image/png": "A" * 4_000_000}}}
    notebook["cells"] += [picture, drawing, large]
    taken = hand_in(tmp_path, notebook)
    kept = [cell.get("attachments") for cell in taken.notebook.cells[-3:]]
    assert kept == [{"a.png": {"image/png": "iVBORw0KGgo="}}, None, None]
    assert len(taken.notes) == 1 and "cell 102, cell 103" in taken.notes[0]


def test_a_sound_notebook_takes_a_moment(tmp_path: Path):
    hand_in(tmp_path, answered())
    times = []
    for _ in range(7):
        start = time.perf_counter()
        receive(tmp_path, NAME, release())
        times.append(time.perf_counter() - start)
    assert min(times) < 0.03
