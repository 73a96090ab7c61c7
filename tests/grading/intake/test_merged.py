"""Cells that were merged, and answers written where they don't belong."""

from pathlib import Path

import pytest
from handed_in import answered, answers, by_grade_id, find, hand_in, own_cell, position, release, sources


def merge(notebook: dict, first: str, count: int) -> None:
    """As JupyterLab does: one cell with the first one's marks, blank lines between the texts."""
    place = position(notebook, first)
    merged = notebook["cells"][place : place + count]
    merged[0]["source"] = "\n\n".join(cell["source"] for cell in merged)
    del notebook["cells"][place + 1 : place + count]


def test_an_answer_merged_with_its_check_is_the_answer_again(tmp_path: Path):
    notebook = answered()
    merge(notebook, "q09_mae", 2)
    taken = hand_in(tmp_path, notebook)
    assert sources(taken.notebook) == sources(answered())
    assert taken.notes == ("q09_mae_check: had been merged into q09_mae; the cells were taken apart.",)


def test_an_answer_that_does_not_parse_is_taken_apart_as_well(tmp_path: Path):
    notebook = answered()
    find(notebook, "q09_mae")["source"] = "def mae(a, b):\n    return ("
    wanted = answers(notebook)
    merge(notebook, "q09_mae", 2)
    assert answers(hand_in(tmp_path, notebook).notebook) == wanted


def test_three_answers_merged_into_one_are_three_again(tmp_path: Path):
    notebook = answered()
    place, end = position(notebook, "q09_mae"), position(notebook, "q09_norms_check")
    notebook["cells"][place : end + 1] = [c for c in notebook["cells"][place : end + 1] if c["cell_type"] == "code"]
    count = position(notebook, "q09_norms_check") - place + 1
    merge(notebook, "q09_mae", count)
    found, wanted = answers(hand_in(tmp_path, notebook).notebook), answers(answered())
    assert all(found[key] == wanted[key] for key in ("q09_rmse", "q09_norms"))
    assert wanted["q09_mae"] in found["q09_mae"]
    assert "def rmse" not in found["q09_mae"] and "check(" not in found["q09_mae"]


def test_an_answer_merged_into_the_given_cell_above_is_found_by_its_name(tmp_path: Path):
    notebook = answered()
    place = position(notebook, "q04_long_words")
    given = notebook["cells"][place - 2]
    assert given["cell_type"] == "code"
    given["source"] += "\n\n" + notebook["cells"].pop(place)["source"]
    taken = hand_in(tmp_path, notebook)
    assert answers(taken.notebook)["q04_long_words"] == given["source"]


@pytest.mark.parametrize("text", ["def mae(a, b):\n    return 5", "x = 1"])
def test_what_was_written_into_a_check_stands_in_front_of_it(tmp_path: Path, text: str):
    notebook = answered()
    find(notebook, "q09_mae_check")["source"] = f'{text}\n\n\ncheck("q09_mae", mae)'
    taken = hand_in(tmp_path, notebook)
    cells = taken.notebook.cells
    assert cells[position(taken.notebook, "q09_mae_check") - 1].source == text
    assert taken.notes[0].startswith("q09_mae_check: the text of a locked cell had been changed")


def test_an_answer_merged_into_its_check_is_the_answer_again(tmp_path: Path):
    notebook = answered()
    answer = notebook["cells"].pop(position(notebook, "q09_mae"))["source"]
    check = find(notebook, "q09_mae_check")
    check["source"] = f"{answer}\n\n{check['source']}"
    assert sources(hand_in(tmp_path, notebook).notebook) == sources(answered())


def test_an_import_added_to_the_setup_cell_is_kept_beside_it(tmp_path: Path):
    notebook = answered()
    setup = find(notebook, "setup")
    with_numpy = setup["source"].replace("import math\n", "import math\nimport numpy as np\n")
    setup["source"] = "%matplotlib inline\n" + with_numpy
    taken = hand_in(tmp_path, notebook)
    beside = taken.notebook.cells[position(taken.notebook, "setup") + 1].source
    assert beside.split() == ["%matplotlib", "inline", "import", "numpy", "as", "np"]


@pytest.mark.parametrize("source", ['check("q09_mae", lambda a, b: 1)', "2.0", "os._exit(0) (", "", "%%bash\nrm x"])
def test_a_check_that_was_tampered_with_is_the_release_s_again(tmp_path: Path, source: str):
    notebook = answered()
    find(notebook, "q09_mae_check")["source"] = source
    taken = hand_in(tmp_path, notebook)
    assert by_grade_id(taken.notebook)["q09_mae_check"].source == 'check("q09_mae", mae)'
    assert answers(taken.notebook) == answers(answered())


def test_an_answer_written_below_the_rubric_in_its_cell_is_the_answer(tmp_path: Path):
    notebook = answered("03_sgd")
    wanted = answers(notebook)
    answer, rubric = find(notebook, "q13_written"), find(notebook, "q13_rubric")
    rubric["source"] += "\n\n" + answer["source"]
    answer["source"] = "YOUR ANSWER HERE"
    assert answers(hand_in(tmp_path, notebook, "03_sgd").notebook) == wanted


def test_an_answer_in_a_cell_of_its_own_takes_the_place_of_the_deleted_one(tmp_path: Path):
    notebook = answered()
    answer = notebook["cells"].pop(position(notebook, "q09_mae"))["source"]
    notebook["cells"].insert(position(notebook, "q09_mae_check"), own_cell(answer))
    taken = hand_in(tmp_path, notebook)
    assert sources(taken.notebook) == sources(answered())
    assert [cell.id for cell in taken.notebook.cells] == [cell.id for cell in release().cells]


def test_of_several_definitions_the_one_that_the_check_met_counts(tmp_path: Path):
    notebook = answered()
    place = position(notebook, "q09_mae")
    texts = [f"def mae(a, b):\n    return {number}" for number in range(4)]
    notebook["cells"][place : place + 1] = [own_cell(text) for text in texts[:3]]
    notebook["cells"].append(own_cell(texts[3]))
    assert answers(hand_in(tmp_path, notebook).notebook)["q09_mae"] == texts[2]
