"""Damages of the notebook's structure: the answers survive, what was repaired is told, and it names the cell."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from handed_in import answered, answers, by_grade_id, find, hand_in, own_cell, position, release, sources


def strip_marks(notebook: dict) -> None:
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def strip_marks_and_ids(notebook: dict) -> None:
    strip_marks(notebook)
    notebook["nbformat_minor"] = 4
    for cell in notebook["cells"]:
        del cell["id"]


def strip_and_edit_the_prose(notebook: dict) -> None:
    strip_marks_and_ids(notebook)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown" and cell["source"].startswith("#"):
            cell["source"] += "\n\nI have read this."


def strip_and_add_cells(notebook: dict) -> None:
    strip_marks_and_ids(notebook)
    added = own_cell("print('x')"), own_cell("", "markdown")
    notebook["cells"] = [cell for known in notebook["cells"] for cell in (known, *added)]


def colab(notebook: dict) -> None:
    notebook["nbformat_minor"] = 0
    notebook["metadata"] = {"colab": {"provenance": []}, "kernelspec": {"name": "python3", "display_name": "Python 3"}}
    for number, cell in enumerate(notebook["cells"]):
        del cell["id"]
        cell["metadata"] = {"id": f"aB3_{number}"}


def delete_checks_and_setup(notebook: dict) -> None:
    kept = [cell for cell in notebook["cells"] if not cell["metadata"].get("nbgrader", {}).get("locked")]
    notebook["cells"] = kept


def double_everything(notebook: dict) -> None:
    notebook["cells"] += json.loads(json.dumps(notebook["cells"]))


def reverse(notebook: dict) -> None:
    notebook["cells"].reverse()


def move_a_section_to_the_end(notebook: dict) -> None:
    begin, end = 9, 30
    notebook["cells"] = [*notebook["cells"][:begin], *notebook["cells"][end:], *notebook["cells"][begin:end]]


def split_each_answer(notebook: dict) -> None:
    for grade_id in answers(notebook):
        cell = find(notebook, grade_id)
        head, newline, tail = cell["source"].partition("\n")
        if newline:
            cell["source"] = head
            half = json.loads(json.dumps(cell)) | {"source": tail, "id": f"{grade_id}-half"}
            notebook["cells"].insert(notebook["cells"].index(cell) + 1, half)


def turn_types_round(notebook: dict) -> None:
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["cell_type"] = "raw" if cell["cell_type"] == "code" else "code"
            cell.pop("outputs", None)


def tamper_with_marks(notebook: dict) -> None:
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"] |= {"solution": True, "grade": True, "points": 100, "locked": False}


def doubtful_marks(notebook: dict) -> None:
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"] |= {"solution": [], "grade": {"a": None}, "points": "NaN", "schema": "x"}


def bad_ids(notebook: dict) -> None:
    for cell in notebook["cells"]:
        cell["id"] = "no id, this"


def same_ids(notebook: dict) -> None:
    for cell in notebook["cells"]:
        cell["id"] = "setup"


def format_3(notebook: dict) -> None:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
    sheets = [{"cells": notebook.pop("cells")}]
    notebook |= {"nbformat": 3, "nbformat_minor": 0, "worksheets": sheets}


def format_of_the_future(notebook: dict) -> None:
    notebook |= {"nbformat": 5, "nbformat_minor": 2, "novelty": True}
    for cell in notebook["cells"]:
        cell["novelty"] = {"deep": [1]}


def pasted(notebook: dict, grade_id: str, source: str) -> dict:
    """A copy of the cell as JupyterLab pastes it, marks and all under another cell id, with another text."""
    return json.loads(json.dumps(find(notebook, grade_id))) | {"id": "pasted", "source": source}


def nonsense_between(notebook: dict) -> None:
    nonsense = (None, 7, [], {}, {"cell_type": "code", "source": 3})
    notebook["cells"] = [cell for known in notebook["cells"] for cell in (known, *nonsense)]


SPOKEN_OF = {
    strip_marks: "marks for grading were missing",
    strip_marks_and_ids: "marks for grading were missing",
    strip_and_edit_the_prose: "marks for grading were missing",
    strip_and_add_cells: "marks for grading were missing",
    colab: "marks for grading were missing",
    delete_checks_and_setup: "was missing and has been put back",
    double_everything: "more than once",
    reverse: "stood in another place",
    move_a_section_to_the_end: "stood in another place",
    split_each_answer: "joined again",
    turn_types_round: "another type",
    tamper_with_marks: "marks for grading had been changed",
    doubtful_marks: "marks for grading had been changed",
    bad_ids: "",
    same_ids: "",
    format_3: "format 3.0",
    format_of_the_future: "format 5.2",
    nonsense_between: "was no cell",
}


@pytest.mark.parametrize("name", ["02_tensors", "03_sgd", "01_images"])
@pytest.mark.parametrize("damage", SPOKEN_OF, ids=lambda damage: damage.__name__)
def test_the_answers_survive(tmp_path: Path, damage: Callable[[dict], None], name: str):
    notebook = answered(name)
    damage(notebook)
    taken = hand_in(tmp_path, notebook, name)
    assert answers(taken.notebook) == answers(answered(name)), taken.notes
    if SPOKEN_OF[damage]:
        assert any(SPOKEN_OF[damage] in note for note in taken.notes)
    else:
        assert taken.notes == ()


@pytest.mark.parametrize("damage", [strip_marks_and_ids, delete_checks_and_setup, reverse, double_everything, format_3])
def test_nothing_but_the_damage_is_different(tmp_path: Path, damage: Callable[[dict], None]):
    notebook = answered()
    damage(notebook)
    found = sources(hand_in(tmp_path, notebook).notebook)
    if damage is double_everything:  # the given cells stay twice, they are the student's
        found = found[: len(release().cells)]
    assert found == sources(answered())


def test_the_note_names_the_cell(tmp_path: Path):
    notebook = answered()
    del notebook["cells"][position(notebook, "q09_rmse")]
    del notebook["cells"][position(notebook, "q10_distances_to_check")]
    assert hand_in(tmp_path, notebook).notes == (
        "q09_rmse: no answer was found in what was handed in; the empty cell was put back.",
        "q10_distances_to_check: was missing and has been put back.",
    )


def test_a_missing_cell_comes_back_where_it_was(tmp_path: Path):
    for grade_id in by_grade_id(release()):
        notebook = answered()
        del notebook["cells"][position(notebook, grade_id)]
        taken = hand_in(tmp_path, notebook)
        assert [cell.id for cell in taken.notebook.cells] == [cell.id for cell in release().cells]


def test_a_check_comes_back_behind_the_cells_that_a_student_put_below_the_answer(tmp_path: Path):
    notebook = answered()
    place = position(notebook, "q09_rmse_check")
    notebook["cells"][place] = own_cell("rmse = staticmethod(rmse)")
    cells = hand_in(tmp_path, notebook).notebook.cells
    assert cells[place].source == "rmse = staticmethod(rmse)"
    assert cells[place + 1].source == 'check("q09_rmse", rmse)'


def test_a_lost_stretch_comes_back_whole(tmp_path: Path):
    notebook = answered()
    del notebook["cells"][40:]
    cells = hand_in(tmp_path, notebook).notebook.cells
    assert sources({"cells": cells[40:]}) == sources({"cells": release().cells[40:]})


def test_a_helper_travels_with_its_answer(tmp_path: Path):
    notebook = answered()
    place = position(notebook, "q09_rmse")
    answer = notebook["cells"].pop(place)
    notebook["cells"] += [own_cell("def helper():\n    return 1"), answer]
    texts = sources(hand_in(tmp_path, notebook).notebook)
    at = texts.index(answer["source"])
    assert (texts[at - 1], texts[at + 1]) == ("def helper():\n    return 1", 'check("q09_rmse", rmse)')


def test_an_invented_grade_id_makes_a_plain_cell(tmp_path: Path):
    notebook = answered()
    marks = {"grade": True, "grade_id": "bonus", "locked": False, "points": 50, "schema_version": 3, "solution": True}
    notebook["cells"].append(own_cell("1 + 1") | {"metadata": {"nbgrader": marks}})
    taken = hand_in(tmp_path, notebook)
    assert (taken.notebook.cells[-1].source, taken.notebook.cells[-1].metadata) == ("1 + 1", {})
    assert taken.notes == ("'bonus': the release has no such graded cell; it counts as the student's own.",)


def test_a_cell_of_the_student_s_takes_no_id_away_from_the_release(tmp_path: Path):
    notebook = answered()
    notebook["cells"].insert(0, own_cell("x = 1") | {"id": "q09_mae"})
    taken = hand_in(tmp_path, notebook)
    assert [cell.id for cell in taken.notebook.cells] == ["own-1", *(cell.id for cell in release().cells)]


@pytest.mark.parametrize("stub_first", [True, False])
def test_of_a_stub_and_an_answer_the_answer_counts(tmp_path: Path, stub_first: bool):
    notebook = answered()
    copy = pasted(notebook, "q09_mae", find(notebook, "q09_mae")["source"])
    stub = by_grade_id(release())["q09_mae"].source
    (find(notebook, "q09_mae") if stub_first else copy)["source"] = stub
    notebook["cells"].append(copy)
    taken = hand_in(tmp_path, notebook)
    assert answers(taken.notebook) == answers(answered())
    assert stub not in sources(taken.notebook)
    assert any(note.startswith("q09_mae: the cell was there more than once") for note in taken.notes)


@pytest.mark.parametrize("copy_first", [True, False])
def test_of_two_answers_the_original_counts_and_the_copy_stays_a_plain_cell(tmp_path: Path, copy_first: bool):
    notebook = answered()
    copy = pasted(notebook, "q09_mae", "def mae(a, b):\n    return 0")
    notebook["cells"].insert(3 if copy_first else len(notebook["cells"]), copy)
    taken = hand_in(tmp_path, notebook)
    assert (answers(taken.notebook), sources(taken.notebook)) == (answers(answered()), sources(notebook))


@pytest.mark.parametrize("grade_id", ["q09_mae", "q09_mae_check", "setup"])
def test_a_copy_that_was_overwritten_is_a_plain_cell(tmp_path: Path, grade_id: str):
    notebook = answered()
    notebook["cells"].append(pasted(notebook, grade_id, "print('something else')"))
    taken = hand_in(tmp_path, notebook)
    assert sources(taken.notebook) == sources(notebook)
    assert len(taken.notes) == 1


def test_a_second_attempt_pasted_below_runs_as_it_did(tmp_path: Path):
    notebook = answered()
    place = position(notebook, "q09_mae")
    notebook["cells"].insert(place + 1, pasted(notebook, "q09_mae", "def mae(a, b):\n    return ("))
    taken = hand_in(tmp_path, notebook)
    assert answers(taken.notebook) == answers(answered())
