"""A student's feedback page as nbgrader makes it, but what is the same for a whole class is made once."""

import re
import secrets
from collections.abc import Callable

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from nbconvert.exporters import HTMLExporter

_MOST_KEPT = 512


class FeedbackExporter(HTMLExporter):
    """nbconvert compiles the templates again for each page, and reads the whole page it has made once more, to give pictures a text.

    Here templates stay compiled; and code, most of a page and without pictures, is set aside while the page is read.
    """

    def from_notebook_node(self, nb, resources=None, **kw):
        self._aside: list[str] = []
        self._place = secrets.token_hex(16)  # no student's text can name it
        page, resources = super().from_notebook_node(nb, resources, **kw)
        return re.sub(rf"{self._place}-(\d+)-", lambda found: self._aside[int(found[1])], page), resources

    def register_filter(self, name, jinja_filter):
        return super().register_filter(name, self._set_aside(jinja_filter) if name == "highlight_code" else jinja_filter)

    def _set_aside(self, highlight: Callable) -> Callable:
        def place(source: str, language: str | None = None, metadata: dict | None = None) -> str:
            self._aside.append(_highlighted(highlight, source, language, metadata))
            return f"{self._place}-{len(self._aside) - 1}-"

        return place

    def _create_environment(self):
        environment = super()._create_environment()
        environment.bytecode_cache = _compiled
        return environment


class _InMemory(BytecodeCache):
    """Compiled templates, for as long as this process lives."""

    def __init__(self):
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])  # unless the template has changed

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


_compiled = _InMemory()
_cells: dict[tuple, str] = {}


def _highlighted(highlight: Callable, source: str, language: str | None, metadata: dict | None) -> str:
    """A class shares the cells that are given."""
    magics = (metadata or {}).get("magics_language")
    key = (highlight.pygments_lexer, repr(highlight.extra_formatter_options), source, language, magics)
    if key not in _cells:
        if len(_cells) >= _MOST_KEPT:
            _cells.clear()
        _cells[key] = highlight(source, language, metadata)
    return _cells[key]
