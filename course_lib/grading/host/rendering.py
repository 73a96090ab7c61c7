"""Markdown as pages show it to a grader: a student's text, and never a student's page.

nbconvert passes raw HTML through, so that a script in a student's text would run in the browser of whoever grades.
"""

import functools
import re
from collections.abc import Mapping

from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

# TeX that makes links, loads more of MathJax, or reaches the page around the formula.
_FAR_REACHING = re.compile(r"\\(?=(href|require|style|class|cssId|unicode|mmlToken|html\w*)\b)")

_NO_PICTURE = "#missing-picture"


@pass_context
def markdown_to_html(context, source: str) -> str:
    """In place of nbconvert's filter `markdown2html`: what looks like HTML is shown as it was typed."""
    attachments = context.get("cell", {}).get("attachments", {})
    return _rendered(source, attachments) if attachments else _of_the_class(source)


def _rendered(source: str, attachments: Mapping) -> str:
    renderer = _TextRenderer(
        escape=True,
        allow_harmful_protocols=False,
        attachments=attachments,
        embed_images=False,
        path="",
        anchor_link_text="¶",
        exclude_anchor_links=False,
    )
    return MarkdownWithMath(renderer=renderer).render(_FAR_REACHING.sub(r"\\ ", source))


@functools.lru_cache(maxsize=512)
def _of_the_class(source: str) -> str:
    """A class shares the texts that are given."""
    return _rendered(source, {})


class _TextRenderer(IPythonRenderer):
    def block_mermaidjs(self, code: str) -> str:
        return self.block_code(code)  # nbconvert's own lets the text through as HTML, for a script from elsewhere to draw

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """nbconvert's own makes no page at all where an attached picture is missing."""
        missing = url.startswith("attachment:") and url.removeprefix("attachment:") not in self.attachments
        return super().image(text, _NO_PICTURE if missing else url, title)
