"""Whatever the bytes, the JSON or the damage: a whole notebook comes out, and intact answers are in it."""

import json
import tempfile
from pathlib import Path

from handed_in import answered, answers, hand_in, own_cell, release
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

WORDS = st.sampled_from(
    [
        "cells", "worksheets", "cell_type", "metadata", "nbgrader", "grade_id", "source", "input", "id", "attachments",
        "outputs", "nbformat", "nbformat_minor", "code", "markdown", "raw", "heading", "level", "setup", "q09_mae",
        "q09_mae_check", "locked", "solution", "points", "image/png", 'check("q09_mae", mae)',
        "def mae(a, b):\n    return 1",
    ]
)  # fmt: skip
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | WORDS
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(WORDS | st.text(max_size=4), inner, max_size=6),
    max_leaves=30,
)
MARKS = st.fixed_dictionaries({}, optional={"grade_id": WORDS | LEAVES, "solution": LEAVES, "points": JSON})
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading"]) | LEAVES,
        "source": WORDS | st.text() | st.lists(WORDS) | JSON,
        "id": WORDS | LEAVES,
        "metadata": st.fixed_dictionaries({"nbgrader": MARKS | JSON}) | JSON,
        "attachments": st.dictionaries(st.text(max_size=4), st.dictionaries(WORDS, LEAVES)) | JSON,
        "level": LEAVES,
    },
)
NOTEBOOKS = st.fixed_dictionaries({"cells": st.lists(CELLS | JSON, max_size=12)}, optional={"nbformat": JSON})


def taken_in(content: dict | str | bytes):
    with tempfile.TemporaryDirectory() as folder:
        return hand_in(Path(folder), content)


@quick
@given(st.binary(max_size=2000))
def test_any_bytes(data: bytes):
    assert answers(taken_in(data).notebook) == answers(release())


@quick
@given(JSON)
def test_any_json(value: object):
    taken_in(json.dumps(value))


@quick
@given(NOTEBOOKS)
def test_anything_that_looks_like_a_notebook(notebook: dict):
    taken_in(json.dumps(notebook))


@quick
@given(st.data())
def test_any_change_of_some_bytes(data: st.DataObject):
    text = bytearray(json.dumps(answered(), indent=1).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place : place + data.draw(st.integers(0, 300))] = data.draw(st.binary(max_size=20))
    taken_in(bytes(text))


@st.composite
def damaged(draw: st.DrawFn) -> dict:
    """A notebook after some accidents, none of which takes an answer away."""
    notebook, texts = answered(), set(answers(answered()).values())
    for _ in range(draw(st.integers(1, 12))):
        cells = notebook["cells"]
        index, other = draw(st.integers(0, len(cells) - 1)), draw(st.integers(0, len(cells)))
        is_answer, is_known = cells[index]["source"] in texts, "nbgrader" in cells[index]["metadata"]
        match draw(st.sampled_from(["delete", "move", "double", "retype", "unmark", "new id", "cut", "add"])):
            case "delete" if not is_answer:
                del cells[index]
            case "move":
                cells.insert(other, cells.pop(index))
            case "double":
                cells.insert(other, json.loads(json.dumps(cells[index])))
            case "retype" if is_known:
                cells[index]["cell_type"] = draw(st.sampled_from(["code", "markdown", "raw"]))
            case "unmark" if is_answer:
                cells[index]["metadata"] = {}
            case "new id":
                cells[index]["id"] = draw(st.text(max_size=3))
            case "cut" if not is_answer:
                cells[index]["source"] = cells[index]["source"][: draw(st.integers(0, 40))]
            case "add":
                cells.insert(other, own_cell(draw(st.sampled_from(["x = 1", "", "print(", "def help():\n    ..."]))))
    return notebook


@settings(quick, max_examples=80)
@given(damaged())
def test_answers_survive_all_damages_that_leave_them_whole(notebook: dict):
    assert answers(taken_in(notebook).notebook) == answers(answered())


@settings(quick, max_examples=30)
@given(damaged())
def test_what_was_taken_in_once_is_sound(notebook: dict):
    once = taken_in(notebook).notebook
    twice = taken_in(json.dumps(once))
    assert (twice.notes, twice.notebook) == ((), once)
