"""Of what a cell shows, text and pictures come through, bounded and harmless."""

import base64
import json

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook
from real_sandbox import printed

from course_lib.cells.figure import _card
from course_lib.grading.inside.messages import DONE, OUTPUT, RUN
from course_lib.grading.judging.outputs import MAX_CHARACTERS, MAX_OUTPUTS, MAX_PICTURES, Outputs
from course_lib.grading.sandbox.room import Patience

# One pixel.
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
JPEG = base64.b64encode(b"\xff\xd8\xff\xe0 and so on").decode()
SCRIPT = "<script>hostile()</script>"
ATTRIBUTE = '" onerror="hostile()" x="'
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=8)
bundles = st.dictionaries(
    st.sampled_from(["text/plain", "text/html", "image/png", "image/jpeg", "image/svg+xml", "application/javascript", "text/markdown",
                     "text/latex", "application/vnd.jupyter.widget-view+json", "text/vnd.mermaid", "application/json"]),
    st.sampled_from([PNG, JPEG, SCRIPT, _card(base64.b64decode(PNG), "alt")]) | json_values, max_size=4)
likely = st.fixed_dictionaries(
    {"output_type": st.sampled_from(["stream", "error", "display_data", "execute_result", "clear_output", "update_display_data", "raw"])},
    optional={"name": st.sampled_from(["stdout", "stderr", "stdin"]) | json_values, "text": json_values, "data": bundles | json_values,
              "ename": json_values, "evalue": json_values, "traceback": st.lists(st.text(max_size=5), max_size=3) | json_values,
              "wait": json_values, "metadata": json_values, "execution_count": json_values,
              "transient": st.fixed_dictionaries({"display_id": st.sampled_from(["one", "two"])}) | json_values})


def shown(*messages: dict) -> list[nbformat.NotebookNode]:
    outputs = Outputs()
    for message in messages:
        outputs.add(json.dumps(message).encode())
    return outputs.finished()


def display(data: dict, name: str | None = None, kind: str = "display_data", **more) -> dict:
    return {"output_type": kind, "data": data, "metadata": {}, **({"transient": {"display_id": name}} if name else {}), **more}


def stream(text: str, name: str = "stdout") -> dict:
    return {"output_type": "stream", "name": name, "text": text}


def validated(outputs: list) -> list:
    nbformat.validate(new_notebook(cells=[new_code_cell("", outputs=outputs)]))
    return outputs


@settings(deadline=None, max_examples=300)
@given(st.lists(likely | json_values, max_size=12))
def test_whatever_comes_is_a_valid_output_or_none(messages):
    for output in validated(shown(*messages)):
        assert set(output.get("data", {})) <= {"text/plain", "image/png", "image/jpeg"}
        assert set(output.get("metadata", {})) <= {"image/png"}
        json.dumps(output).encode()
        for text in (*output.get("data", {}).values(), output.get("text", ""), output.get("evalue", "")):
            text.encode()


@given(st.binary(max_size=200))
def test_bytes_that_are_no_message_are_passed_over(message):
    outputs = Outputs()
    outputs.add(message)
    outputs.add(b"[" * 10**5)
    validated(outputs.finished())


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/javascript", "text/markdown", "text/latex", "text/vnd.mermaid",
                                  "application/vnd.jupyter.widget-view+json", "application/pdf", "application/json",
                                  "application/vnd.course-lib.report+json"])
def test_only_text_and_pictures_come_through(kind: str):
    assert shown(display({kind: SCRIPT})) == []
    (output,) = shown(display({kind: SCRIPT, "text/plain": "a table"}))
    assert output.data == {"text/plain": "a table"}


@pytest.mark.parametrize("kind, picture", [("image/png", PNG), ("image/jpeg", JPEG), ("image/png", PNG[:40] + "\n" + PNG[40:] + "\n")])
def test_a_picture_comes_through(kind: str, picture: str):
    (output,) = validated(shown(display({kind: picture, "text/plain": "<Figure>"})))
    assert output.data == {kind: picture, "text/plain": "<Figure>"}


@pytest.mark.parametrize("picture", [
    JPEG, base64.b64encode(b"<svg/>").decode(), PNG + '"><script>hostile()</script>', PNG[:40] + '"' + PNG[40:], "data:" + PNG, PNG[:-3], "é", "", 3,
    None, [PNG],
])
def test_what_is_no_picture_does_not(picture: object):
    assert shown(display({"image/png": picture})) == []


def test_a_card_becomes_a_picture_with_words():
    alt = 'A 3 & a 7: "ink" < 1'
    (output,) = validated(shown(display({"text/html": _card(base64.b64decode(PNG), alt), "text/plain": alt})))
    about = output.metadata["image/png"]
    assert set(output.data) == {"image/png", "text/plain"} and base64.b64decode(output.data["image/png"]) == base64.b64decode(PNG)
    assert output.data["text/plain"] == about["alt"] == alt
    assert (about["width"], about["height"]) == (20, 20)  # the picture's and the card's padding


@pytest.mark.parametrize("page", [
    f'<img src="data:image/png;base64,{PNG}" alt="x" onerror="hostile()" width="1" height="1">',
    f'<img src="data:image/png;base64,{PNG}{ATTRIBUTE}" alt="x" width="1" height="1">',
    f'<img src="data:image/svg+xml;base64,{PNG}" alt="x" width="1" height="1">',
    f'<img src="data:image/png;base64,{JPEG}" alt="x" width="1" height="1">',
    f'{SCRIPT}<img src="data:image/png;base64,{PNG}" alt="x" width="1" height="1">',
    f'<img src="data:image/png;base64,{PNG}" alt="x" width="1;" height="1">',
    f'<img src="javascript:hostile()" alt="x" width="1" height="1">',
    '<img src="https://example.org/x.png" alt="x" width="1" height="1">',
])
def test_a_forged_card_is_none(page: str):
    assert shown(display({"text/html": page})) == []


def test_what_follows_a_card_is_left_out():
    (output,) = shown(display({"text/html": _card(base64.b64decode(PNG), "alt") + SCRIPT, "text/plain": "alt"}))
    assert "hostile" not in json.dumps(output)


def test_text_is_bounded_over_all_outputs():
    outputs = shown(*(stream("x" * 60_000) for _ in range(10)), display({"text/plain": "y" * 60_000}), stream("z", "stderr"),
                    {"output_type": "error", "ename": "E" * 9999, "evalue": "v" * 9999, "traceback": ["t" * 9999] * 999})
    text = json.dumps(outputs)
    assert sum(map(text.count, "xyzvt")) < MAX_CHARACTERS + 1000 and text.count("the rest of the output was cut off") == 1
    validated(outputs)


def test_pictures_are_bounded():
    large = base64.b64encode(base64.b64decode(PNG) + bytes(2_000_000)).decode()
    outputs = shown(*(display({"image/png": large}) for _ in range(10)))
    assert len(outputs) == MAX_PICTURES // len(large)


def test_outputs_are_bounded_in_number():
    assert len(shown(*(display({"text/plain": "x"}) for _ in range(3 * MAX_OUTPUTS)))) == MAX_OUTPUTS


def test_names_of_displays_are_not_hoarded():
    outputs = Outputs()
    for number in range(3000):
        outputs.add(json.dumps(display({"text/plain": "x"}, name=f"{number}" + "n" * (10_000 if number % 2 else 10))).encode())
        outputs.add(b'{"output_type": "clear_output", "wait": false}')
    assert len(outputs._displayed) == 0
    outputs.add(json.dumps(display({"text/plain": "x"}, name="n" * 10_000)).encode())
    assert sum(map(len, outputs._displayed)) == 0


def test_streams_are_merged_as_jupyter_merges_them():
    merged = shown(stream("a"), stream("b"), stream("c", "stderr"), stream("d"))
    assert [(one.name, one.text) for one in merged] == [("stdout", "ab"), ("stderr", "c"), ("stdout", "d")]


def test_a_display_is_updated_by_its_name_and_by_no_other():
    one, two = shown(display({"text/plain": "old"}, "one"), display({"text/plain": "kept"}, "two"),
                     display({"text/plain": "new", "text/html": SCRIPT}, "one", kind="update_display_data"),
                     display({"text/plain": "lost"}, "none", kind="update_display_data"))
    assert (one.data, two.data) == ({"text/plain": "new"}, {"text/plain": "kept"})


def test_only_displays_can_be_updated():
    named = {"transient": {"display_id": "one"}}
    error = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": []}
    outputs = shown(error | named, stream("a") | named, display({"text/plain": "new"}, "one", kind="update_display_data"))
    assert [output.output_type for output in validated(outputs)] == ["error", "stream"]


def test_clearing_clears_at_once_or_with_the_next():
    clear = {"output_type": "clear_output", "wait": False}
    later = {"output_type": "clear_output", "wait": True}
    assert shown(stream("a"), clear) == []
    assert [one.text for one in shown(stream("a"), later)] == ["a"]
    assert [one.text for one in shown(stream("a"), later, stream("b"), stream("c"))] == ["bc"]
    assert shown(display({"text/plain": "a"}, "one"), clear, display({"text/plain": "b"}, "one", kind="update_display_data")) == []
    many = [display({"text/plain": "x"})] * MAX_OUTPUTS
    assert [one.data["text/plain"] for one in shown(*many, later, display({"text/plain": "last"}))] == ["last"]


def test_a_stopped_cell_says_why():
    outputs = Outputs()
    outputs.add(json.dumps(stream("before")).encode())
    outputs.stopped("it took too long")
    text, error = validated(outputs.finished())
    assert text.text == "before" and error.evalue == "This cell was stopped while it was graded: it took too long."


def test_a_figure_of_the_course_keeps_its_words_on_its_way(new_room):
    with new_room() as room:
        outputs = Outputs()
        for kind, payload in room.ask(RUN, FIGURE.encode(), Patience(60, 200), DONE):
            if kind == OUTPUT:
                outputs.add(payload)
        drawn, plotted, *rest = validated(outputs.finished())
        assert printed(room, "import matplotlib.pyplot as plt\nprint(plt.get_fignums())") == "[]\n"
    assert rest == []
    assert drawn.metadata["image/png"]["alt"] == drawn.data["text/plain"] == 'rising "quickly"'
    assert set(plotted.data) == {"image/png", "text/plain"}


FIGURE = """
from matplotlib import pyplot as plt
from course_lib.cells import show
figure, axes = plt.subplots()
axes.plot([1, 2])
show(figure, alt='rising "quickly"')
_, axes = plt.subplots()
_ = axes.plot([2, 1])
"""
