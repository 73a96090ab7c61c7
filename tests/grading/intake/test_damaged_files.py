"""Files that are no sound JSON, and files that are traps."""

import json
import time
import tracemalloc
from pathlib import Path

import pytest
from handed_in import NAME, answered, answers, by_grade_id, find, hand_in, own_cell, release

from course_lib.grading.intake import Limits
from course_lib.grading.intake.receiving import take_in

TEXT = json.dumps(answered(), indent=1)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.77, 0.999])
def test_of_a_file_that_breaks_off_all_whole_cells_are_saved(tmp_path: Path, share: float):
    cut = int(len(TEXT) * share)
    taken = hand_in(tmp_path, TEXT[:cut])
    found, wanted, stubs = answers(taken.notebook), answers(answered()), answers(release())
    saved = [key for key in wanted if found[key] == wanted[key]]
    assert saved == list(wanted)[: len(saved)]
    assert len(saved) == sum(TEXT.index(json.dumps(text)) + len(json.dumps(text)) < cut for text in wanted.values())
    assert all(found[key] == stubs[key] for key in wanted if key not in saved)
    assert any("The file is damaged" in note for note in taken.notes)


def test_cells_behind_a_damaged_place_are_saved_as_well(tmp_path: Path):
    place = TEXT.index(json.dumps(find(answered(), "q07_rank_and_shape")["source"]))
    taken = hand_in(tmp_path, TEXT[:place] + '\x00"\n' + TEXT[place + 3 :])
    wanted = answers(answered()) | {"q07_rank_and_shape": answers(release())["q07_rank_and_shape"]}
    assert answers(taken.notebook) == wanted


@pytest.mark.parametrize("rubbish", ["}", "{}", "\n\n<html>", TEXT[:200]])
def test_what_stands_behind_a_whole_notebook_does_no_harm(tmp_path: Path, rubbish: str):
    assert answers(hand_in(tmp_path, TEXT + rubbish).notebook) == answers(answered())


def test_the_same_with_the_metadata_in_front(tmp_path: Path):
    notebook = {"metadata": {}, **answered()}
    assert answers(hand_in(tmp_path, json.dumps(notebook) + "}").notebook) == answers(answered())


def test_a_number_of_a_million_digits_is_no_damage(tmp_path: Path):
    text = json.dumps(answered()).replace('"execution_count": null', f'"execution_count": {"9" * 1_000_000}', 1)
    taken = hand_in(tmp_path, text)
    assert (taken.notes, answers(taken.notebook)) == ((), answers(answered()))


def test_a_notebook_wrapped_in_something_else_is_found(tmp_path: Path):
    wrapped = {"name": "02_tensors.ipynb", "type": "notebook", "content": answered()}
    assert answers(hand_in(tmp_path, wrapped).notebook) == answers(answered())
    assert answers(hand_in(tmp_path, json.dumps([answered()])).notebook) == answers(answered())


@pytest.mark.parametrize("base", [False, True])
def test_in_an_unfinished_merge_one_side_is_taken(tmp_path: Path, base: bool):
    line = next(line for line in TEXT.split("\n") if "answer = 'q09_mae'" in line)
    middle = "||||||| base\nrubbish\n" if base else ""
    other = line.replace("'q09_mae'", "'theirs'")
    conflict = f"<<<<<<< HEAD\n{line}\n{middle}=======\n{other}\n>>>>>>> branch"
    taken = hand_in(tmp_path, TEXT.replace(line, conflict))
    assert answers(taken.notebook) == answers(answered())
    assert taken.notes == ("The notebook holds an unfinished merge; in each conflict 'ours' was taken.",)


def test_in_an_unfinished_merge_the_side_with_more_answers_is_taken(tmp_path: Path):
    stubs = json.dumps(json.loads(json.dumps(release())), indent=1)
    taken = hand_in(tmp_path, f"<<<<<<< HEAD\n{stubs}\n=======\n{TEXT}\n>>>>>>> branch\n")
    assert answers(taken.notebook) == answers(answered())
    assert "'theirs' was taken" in taken.notes[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings_are_read_and_told(tmp_path: Path, encoding: str):
    taken = hand_in(tmp_path, json.dumps(answered(), ensure_ascii=False).encode(encoding))
    assert answers(taken.notebook) == answers(answered())
    assert len(taken.notes) == 1 and "in place of UTF-8" in taken.notes[0]


def test_bytes_that_are_no_text_spoil_their_own_place_alone(tmp_path: Path):
    taken = hand_in(tmp_path, json.dumps(answered()).encode().replace(b"'q09_mae'", b"'\xff\xfe'"))
    wanted = answers(answered())
    wanted["q09_mae"] = wanted["q09_mae"].replace("'q09_mae'", "'\ufffd\ufffd'")
    assert answers(taken.notebook) == wanted


def test_lone_surrogates_and_null_bytes_are_replaced(tmp_path: Path):
    notebook = answered()
    find(notebook, "q09_mae")["source"] = "def mae(a, b):\n    return '\ud800\0'"
    found = answers(hand_in(tmp_path, notebook).notebook)["q09_mae"]
    assert "\0" not in found and "\ud800" not in found and found.startswith("def mae")


def test_of_a_key_that_is_there_twice_the_last_one_counts_as_in_jupyter(tmp_path: Path):
    text = json.dumps(answered())
    taken = hand_in(tmp_path, text[:-1] + ', "cells": [], "cells": ' + json.dumps(answered()["cells"]) + "}")
    assert answers(taken.notebook) == answers(answered())


ONE_CELL = json.dumps(own_cell("x = 1"))
TRAPS = {
    "nothing": b"",
    "zeros": bytes(1000),
    "no JSON": b"PK\x03\x04" + bytes(range(256)) * 50,
    "a number": b"7",
    "not a number": b'{"cells": NaN, "nbformat": Infinity}',
    "brackets": b"[" * 100_000,
    "braces": b'{"a":' * 100_000,
    "braces of cells": b'{"cell_type":' * 200_000,
    "deep cells": b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep metadata": b'{"cells": [{"cell_type": "code", "source": "", "metadata": ' + b"[" * 50_000,
    "a long number": b'{"cells": [], "nbformat": ' + b"9" * 1_000_000 + b"}",
    "a long fraction": b'{"cells": [], "nbformat": 0.' + b"9" * 1_000_000 + b"}",
    "a long exponent": b'{"cells": [], "nbformat": 1e' + b"9" * 1_000_000 + b"}",
    "quotes": b'"\\"' * 2_000_000,
    "conflicts": b"<<<<<<<\n" * 200_000 + b"=======\n>>>>>>>\n",
    "blanks": b"{" + b" " * 5_000_000,
    "a million cells": b'{"cells": [' + b'{"cell_type":"code","source":""},' * 700_000 + b'{}], "nbformat": 4}',
    "empty lists": b'{"cells": [' + b"[]," * 5_000_000 + b"[]]}",
    "one cell of lists": b'{"cells": [{"cell_type": "code", "outputs": [' + b"[]," * 5_000_000 + b'[]],"source":""}]}',
    "one long line": b'{"cells": [{"cell_type": "code", "source": "' + b"x" * 20_000_000 + b'"}]}',
    "many notebooks": b'{"cells": [{"metadata": {"cells": [' * 20_000,
}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_takes_little_time_and_counts_as_not_answered(tmp_path: Path, trap: str):
    start = time.perf_counter()
    taken = hand_in(tmp_path, TRAPS[trap])
    assert time.perf_counter() - start < 15
    assert answers(taken.notebook) == answers(release())
    assert taken.notes
    assert len(taken.notebook.cells) < 2_200


@pytest.mark.slow
@pytest.mark.parametrize("trap", [trap for trap in TRAPS if len(TRAPS[trap]) > 2**20])
def test_a_trap_takes_little_memory(tmp_path: Path, trap: str):
    tracemalloc.start()
    hand_in(tmp_path, TRAPS[trap])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 300 * 2**20


def test_of_a_file_of_300_MB_no_more_than_the_limit_is_read(tmp_path: Path):
    hand_in(tmp_path, answered())
    with open(tmp_path / "02_tensors.ipynb", "ab") as file:
        file.truncate(300 * 2**20)  # takes no room on the disk
    tracemalloc.start()
    taken = take_in(tmp_path, NAME, release(), Limits())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200 * 2**20
    assert answers(taken.notebook) == answers(answered())
    assert "The notebook has more than 24 MB" in taken.notes[0]


def test_of_too_many_cells_the_marked_ones_are_kept(tmp_path: Path):
    notebook = answered()
    notebook["cells"] = [own_cell("x = 1") for _ in range(3000)] + notebook["cells"]
    taken = hand_in(tmp_path, notebook)
    assert answers(taken.notebook) == answers(answered())
    assert any("more than 2000 cells" in note for note in taken.notes)


def test_an_endless_cell_is_cut(tmp_path: Path):
    notebook = answered()
    find(notebook, "q09_mae")["source"] += "\n# " + "x" * 1_000_000
    taken = hand_in(tmp_path, notebook)
    assert len(by_grade_id(taken.notebook)["q09_mae"].source) == 400_000
    assert "was cut, a cell may have 400,000 characters." in taken.notes[0]
