"""Messages put together to the outputs of a notebook."""

from gathered import Outputs


def _text(text: str, name: str = "stdout") -> dict:
    return {"output_type": "stream", "name": name, "text": text}


def _display(text: str, shown_as: str | None = None, kind: str = "display_data") -> dict:
    message = {"output_type": kind, "data": {"text/plain": text}, "metadata": {}}
    return message | {"transient": {"display_id": shown_as}} if shown_as else message


def _together(*messages: dict) -> list[dict]:
    outputs = Outputs()
    for message in messages:
        outputs.add(message)
    return outputs.cell


def test_a_stream_goes_on_until_something_else_comes() -> None:
    messages = [_text("a"), _text("b"), _text("c", "stderr"), _text("d"), _display("e"), _text("f")]
    assert _together(*messages) == [_text("ab"), _text("c", "stderr"), _text("d"), _display("e"), _text("f")]


def test_messages_are_left_as_they_were() -> None:
    first = _text("a")
    _together(first, _text("b"))
    assert first == _text("a")


def test_clearing_is_at_once_or_waits_for_the_next_output() -> None:
    assert _together(_text("a"), {"output_type": "clear_output", "wait": False}) == []
    assert _together(_text("a"), {"output_type": "clear_output", "wait": True}) == [_text("a")]
    assert _together(_text("a"), {"output_type": "clear_output", "wait": True}, _text("b")) == [_text("b")]


def test_an_update_reaches_every_display_of_its_name_in_earlier_cells_too() -> None:
    outputs = Outputs()
    earlier = outputs.next_cell()
    outputs.add(_display("one", "x"))
    outputs.add(_display("other", "y"))
    later = outputs.next_cell()
    outputs.add(_display("two", "x", "update_display_data"))
    assert earlier == [_display("two"), _display("other")]
    assert later == []


def test_waiting_to_clear_ends_with_the_cell() -> None:
    outputs = Outputs()
    outputs.add({"output_type": "clear_output", "wait": True})
    cell = outputs.next_cell()
    outputs.add(_text("a"))
    outputs.add(_text("b"))
    assert cell == [_text("ab")]
