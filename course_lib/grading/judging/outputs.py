"""A student's outputs on their way into a notebook: bounded, merged as Jupyter merges them, and harmless in a browser."""

import base64
import binascii
import html
import json
import re
from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode, from_dict

from course_lib.cells.check import bundle
from course_lib.checking import Report

MAX_CHARACTERS = 200_000  # of text in one cell
MAX_PICTURES = 8_000_000  # characters of pictures in one cell
MAX_OUTPUTS = 200
_PICTURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
# What `course_lib.cells.show` displays: a picture with its alt text. It is taken apart and put together anew.
_SHOWN = re.compile(r'<img src="data:image/png;base64,([A-Za-z0-9+/=]+)" alt="([^"<>]*)" width="(\d{1,5})" height="(\d{1,5})"')
_CUT = "\n… the rest of the output was cut off\n"


class Outputs:
    """The outputs of one cell, as messages bring them; `displayed` is shared by the cells of a notebook, for later updates."""

    def __init__(self, displayed: dict[str, list[NotebookNode]] | None = None):
        self._outputs: list[NotebookNode] = []
        self._displayed = {} if displayed is None else displayed
        self._characters = self._pictures = 0
        self._clear_before_next = self._cut = False

    def add(self, message: bytes) -> None:
        """Take one message in; what is no output is passed over."""
        try:
            told = json.loads(message)
            kind = told["output_type"]
        except (ValueError, TypeError, KeyError, RecursionError):
            return
        if kind == "clear_output":
            self._clear(wait=bool(told.get("wait")))
        elif kind == "update_display_data":
            self._update(told)
        elif (len(self._outputs) < MAX_OUTPUTS or self._clear_before_next) and (output := self._read(kind, told)) is not None:
            self._append(output, told)

    def stopped(self, why: str) -> None:
        """The cell was ended from outside."""
        sentence = f"This cell was stopped while it was graded: {why}."
        self._outputs.append(_output("error", ename="Stopped", evalue=sentence, traceback=[sentence]))

    def finished(self) -> list[NotebookNode]:
        return self._outputs

    def _read(self, kind: Any, told: Mapping) -> NotebookNode | None:
        if kind == "stream" and told.get("name") in ("stdout", "stderr"):
            text = self._bounded(told.get("text"))
            return _output("stream", name=told["name"], text=text) if text else None
        if kind == "error":
            trace = told.get("traceback")
            lines = [self._bounded(line) for line in trace[:200]] if isinstance(trace, list) else []
            return _output("error", ename=self._bounded(told.get("ename"))[:200],
                           evalue=self._bounded(told.get("evalue"))[:2000], traceback=lines)
        if kind in ("display_data", "execute_result"):
            data, metadata = self._harmless(told.get("data"))
            return _shown(kind, data, metadata) if data else None
        return None

    def _harmless(self, data: Any) -> tuple[dict, dict]:
        """Plain text and pictures; a page of a student's own would run in the browser of whoever grades."""
        if not isinstance(data, Mapping):
            return {}, {}
        shown = _SHOWN.match(page) if isinstance(page := data.get("text/html"), str) else None
        if shown:
            picture, alt, width, height = shown.groups()
            if self._is_picture("image/png", picture):
                about = {"alt": html.unescape(alt), "width": int(width), "height": int(height)}
                return {"image/png": picture, "text/plain": self._bounded(html.unescape(alt))}, {"image/png": about}
        kept = {kind: data[kind] for kind in _PICTURES if self._is_picture(kind, data.get(kind))}
        if text := self._bounded(data.get("text/plain")):
            kept["text/plain"] = text
        return kept, {}

    def _is_picture(self, kind: str, told: Any) -> bool:
        if not isinstance(told, str) or self._pictures + len(told) > MAX_PICTURES:
            return False
        try:
            told = told.replace("\n", "").encode("ascii")
            right = base64.b64decode(told, validate=True).startswith(_PICTURES[kind])  # or a tag could hide in it
        except (UnicodeEncodeError, binascii.Error):
            return False
        self._pictures += len(told)
        return right

    def _bounded(self, told: Any) -> str:
        if not isinstance(told, str):
            return ""
        text = told[: MAX_CHARACTERS - self._characters].encode("utf-8", "replace").decode()
        self._characters += len(text)
        if len(text) == len(told) or self._cut:
            return text
        self._cut = True
        return text + _CUT

    def _append(self, output: NotebookNode, told: Mapping) -> None:
        if self._clear_before_next:
            self._clear(wait=False)
        last = self._outputs[-1] if self._outputs else None
        if output.output_type == "stream" and last is not None and last.get("name") == output.name:
            last.text += output.text
            return
        self._outputs.append(output)
        name = _display_id(told)
        if name is not None and "data" in output:  # text and errors have nothing that could be updated
            self._displayed.setdefault(name, []).append(output)

    def _update(self, told: Mapping) -> None:
        if targets := self._displayed.get(_display_id(told), []):
            data, metadata = self._harmless(told.get("data"))
            for output in targets:
                output.update(data=data, metadata=metadata)

    def _clear(self, wait: bool) -> None:
        self._clear_before_next = wait
        if not wait:
            self._outputs.clear()
            self._displayed.clear()


def _display_id(told: Mapping) -> str | None:
    transient = told.get("transient")
    name = transient.get("display_id") if isinstance(transient, Mapping) else None
    return name if isinstance(name, str) and len(name) < 200 else None


def report_outputs(report: Report) -> list[NotebookNode]:
    """What `check` shows and returns in a student's notebook, word for word."""
    return [_shown("display_data", bundle(report)), _shown("execute_result", {"text/plain": repr(report.points)})]


def _shown(kind: str, data: dict, metadata: dict | None = None) -> NotebookNode:
    count = {"execution_count": None} if kind == "execute_result" else {}
    return _output(kind, data=data, metadata=metadata or {}, **count)


def _output(kind: str, **parts: Any) -> NotebookNode:
    """As nbformat makes them; that they hold only what they may is known, and to validate each takes a millisecond."""
    return from_dict({"output_type": kind, **parts})
