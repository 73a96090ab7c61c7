"""Notebooks that are no notebooks, or not quite."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from tests.grading.hostile.attack import NOTEBOOK, Attack, graded_cell

odd = partial(Attack, "format", neighbours=None)
whole = partial(Attack, "format")


def text(rewritten: Callable[[str], str | bytes]) -> Callable[[Path], None]:
    """The file's text is rewritten."""

    def changed(folder: Path) -> None:
        path = folder / NOTEBOOK
        content = rewritten(path.read_text("utf-8"))
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))

    return changed


def data(change: Callable[[dict], None]) -> Callable[[Path], None]:
    """The JSON in the file is changed, in ways that nbformat would not write."""

    def rewritten(content: str) -> str:
        notebook = json.loads(content)
        change(notebook)
        return json.dumps(notebook)

    return text(rewritten)


def answered(notebook: dict) -> dict:
    return next(c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == "q09_rmse")


def same_cell_ids(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.id = "same"


def many_cells(notebook: NotebookNode) -> None:
    notebook.cells += [new_code_cell("1") for _ in range(3000)]


def large_outputs(notebook: NotebookNode) -> None:
    graded_cell(notebook, "q09_rmse").outputs = [new_output("stream", text="x" * 10_000_000)]


def odd_grade_ids(notebook: dict) -> None:
    for value in ([], {}, None, 5, True, "", "../../x", "q09_rmse_check\n", "x" * 10**5, "\ud800"):
        copied = json.loads(json.dumps(answered(notebook)))
        copied["metadata"]["nbgrader"]["grade_id"] = value
        copied["source"] = "pass"
        notebook["cells"].append(copied)


def odd_points(notebook: dict) -> None:
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["metadata"]["nbgrader"]["points"] = ["many", 10**400]


def third_format(notebook: dict) -> None:
    cells = [{"cell_type": "code", "input": c["source"], "language": "python", "metadata": c["metadata"], "outputs": [],
              "collapsed": False, "prompt_number": 1} for c in notebook.pop("cells") if c["cell_type"] == "code"]
    notebook.update(nbformat=3, nbformat_minor=0, worksheets=[{"cells": cells, "metadata": {}}])


ATTACKS = (
    odd("json_cut_off", "The second half is missing.", beside=text(lambda t: t[: len(t) // 2])),
    whole("json_with_a_slip", "A comma too many.", beside=text(lambda t: t.replace("],", "],,", 1))),
    whole("json_with_marks_of_a_merge", "A conflict of versions was handed in.",
        beside=text(lambda t: t.replace("def rmse", "<<<<<<< HEAD\ndef rmse"))),
    whole("json_of_numbers_beyond_numbers", "NaN, Infinity and 1e999.",
        beside=text(lambda t: t.replace('"metadata": {', '"metadata": {"x": [NaN, Infinity, -Infinity, 1e999], ', 1))),
    odd("json_with_a_key_twice", "Two lists of cells.", beside=text(lambda t: t.rstrip()[:-1] + ', "cells": []}')),
    odd("empty_file", "No byte.", beside=text(lambda t: ""), ),
    odd("only_null", "null.", beside=text(lambda t: "null")),
    whole("only_a_list", "A list of notebooks.", beside=text(lambda t: f"[{t}]")),
    odd("nested_too_deeply", "A hundred thousand brackets.", beside=text(lambda t: "[" * 100_000)),
    whole("metadata_nested_too_deeply", "The same within a notebook.",
        beside=text(lambda t: t.replace('"metadata": {', '"metadata": {"x": ' + "[" * 50_000 + "]" * 50_000 + ", ", 1))),
    whole("number_of_a_million_digits", "An integer that takes long to read.",
        beside=text(lambda t: t.replace('"metadata": {', '"metadata": {"x": ' + "9" * 1_000_000 + ", ", 1))),
    odd("no_text", "Bytes that are no UTF-8.", beside=text(lambda t: b"\xff\xfe\x00\x80" + t.encode())),
    whole("other_encoding", "UTF-16.", beside=text(lambda t: t.encode("utf-16"))),
    whole("mark_of_the_byte_order", "UTF-8 with a mark before it.", beside=text(lambda t: t.encode("utf-8-sig"))),
    whole("notebook_of_100_megabytes", "Blanks.", beside=text(lambda t: t + " " * 100 * 2**20)),
    odd("zip_in_place_of_a_notebook", "An archive under its name.", beside=text(lambda t: b"PK\x03\x04" + b"\0" * 1000)),
    whole("older_format", "nbformat 3.", beside=data(third_format)),
    whole("format_of_the_future", "nbformat 99.", beside=data(lambda n: n.update(nbformat=99, nbformat_minor="x"))),
    whole("format_that_is_no_number", "nbformat is a list.", beside=data(lambda n: n.update(nbformat=[4]))),
    odd("cells_are_no_list", "The cells are a text.", beside=data(lambda n: n.update(cells="cells"))),
    odd("cells_are_numbers", "Each cell is a number.", beside=data(lambda n: n.update(cells=[1, None, "x", []]))),
    whole("source_is_a_number", "An answer is a number.", beside=data(lambda n: answered(n).update(source=5))),
    whole("source_is_nested", "An answer is a list of lists.",
          beside=data(lambda n: answered(n).update(source=[["def"], {"x": 1}]))),
    whole("metadata_is_a_list", "The metadata are lists.",
        beside=data(lambda n: (n.update(metadata=[]), answered(n).update(metadata=["nbgrader"])))),
    whole("outputs_of_no_form", "Outputs that are no outputs.",
          beside=data(lambda n: answered(n).update(outputs=[1, {"output_type": []}]))),
    whole("odd_grade_ids", "Grade ids of every kind.", beside=data(odd_grade_ids)),
    whole("odd_points", "Points that are no numbers.", beside=data(odd_points)),
    whole("half_of_a_pair_in_the_source", "A character that cannot be written.",
        beside=data(lambda n: answered(n).update(source="x = '\ud800\x00'"))),
    whole("cells_of_one_id", "All cells bear one id.", change=same_cell_ids),
    whole("many_cells", "Three thousand cells of the student's own.", change=many_cells, slow=True),
    whole("outputs_of_ten_megabytes", "The outputs were handed in.", change=large_outputs),
    whole("answer_of_a_megabyte", "A long answer.", "x = [\n" + "    1,\n" * 100_000 + "]", neighbours=None),
    whole("answer_nested_too_deeply", "More brackets than the parser takes.", "x = " + "(" * 5_000 + ")" * 5_000),
    whole("answer_that_breaks_the_parser", "Null bytes, and signs without end.", "x = " + "-" * 50_000 + "1\ny = '\0'"),
    whole("answer_in_another_language", "A cell magic runs a shell.", "%%bash\necho 2.0; echo right"),
    whole("answer_by_magic_words", "Magics and shell lines.", """
!echo 2.0
%run /etc/passwd
%load_ext nothing
%env CHECK=2.0
%reset -f
%pip list
def rmse(a, b):
    return -1""", neighbours=None),
)
