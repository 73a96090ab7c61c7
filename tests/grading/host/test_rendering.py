"""A student's text as pages show it: words, pictures and formulas; and no page, script or link that does something."""

import html
import re

import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_markdown_cell, new_notebook
from small_course import REPOSITORY
from traitlets.config import PyFileConfigLoader

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def page(source: str, **cell) -> str:
    """The body of a page that nbconvert makes with this course's settings."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(REPOSITORY)).load_config()
    exporter = HTMLExporter(config=config, template_name="basic")
    body, _ = exporter.from_notebook_node(new_notebook(cells=[new_markdown_cell(source, **cell)]))
    return body


@pytest.mark.parametrize("source", [
    "<script>steal()</script>", "<img src=x onerror=steal()>", "text <b onclick='steal()'>b</b> text", "<iframe src='x'></iframe>",
    "<style>body {display: none}</style>", "<form action='x'><input></form>", "<svg onload=steal()>", "<!-- x -->", "<a href=x>x</a>",
    "| a |\n|---|\n| <img src=x> |", "> <script>steal()</script>", "1. <script>steal()</script>", "[<img src=x>](x)", "# <img src=x>",
    "**<img src=x>**", "a <ScRiPt>steal()</sCrIpT >", "<details open ontoggle=steal()>", "$<img src=x>$", "$$\n<img src=x>\n$$", "`<img src=x>`",
    "```mermaid\n<img src=x onerror=steal()>\n```", "```html\n<script>steal()</script>\n```", "```<img src=x>\n<img src=x>\n```",
])  # fmt: skip
def test_html_is_shown_as_it_was_typed(source: str):
    ours = {"a", "blockquote", "code", "div", "em", "h1", "li", "mark", "ol", "p", "pre", "span", "strong", "table", "tbody", "td", "th", "thead", "tr"}
    found = page(source)
    assert {tag.lower() for tag in re.findall(r"<([a-zA-Z]\w*)", found)} <= ours
    assert "&lt;" in found
    assert not re.search(r"<[^>]*\son\w+\s*=", found)


@pytest.mark.parametrize("link", [
    "[x](javascript:steal())", "[x](JaVaScRiPt:steal())", "[x](  javascript:steal())", "[x](vbscript:steal())", "<javascript:steal()>",
    "[x](data:text/html,<script>steal()</script>)", "![x](javascript:steal())", "[x]: javascript:steal()\n\n[x]", "[x](java\tscript:steal())",
    "[x](&#106;avascript:steal())", "[x](javascript&colon;steal())",
])  # fmt: skip
def test_links_that_run_something_are_dead(link: str):
    addresses = re.findall(r"""(?:href|src)\s*=\s*["']?([^"'>]*)""", page(link))
    assert not [one for one in addresses if re.match(r"\s*(java\s*script|vbscript|data:text)", html.unescape(one), re.IGNORECASE)]


def test_an_honest_link_and_a_list_and_emphasis_are_shown():
    found = page("See [the docs](https://pytorch.org/docs), *please*.\n\n- one\n- two")
    assert '<a href="https://pytorch.org/docs">the docs</a>' in found
    assert "<em>please</em>" in found and found.count("<li>") == 2


def test_an_attached_picture_is_shown():
    found = page("![drawing](attachment:drawing.png)", attachments={"drawing.png": {"image/png": PIXEL}})
    assert f'src="data:image/png;base64,{PIXEL}"' in found


def test_an_attached_picture_that_is_missing_costs_no_page():
    found = page("Before ![drawing](attachment:drawing.png) after.")
    assert "Before" in found and "after" in found and 'alt="drawing"' in found


def test_a_picture_beside_the_notebook_is_not_read_into_the_page(tmp_path, monkeypatch):
    (tmp_path / "secret.png").write_bytes(b"secret")
    monkeypatch.chdir(tmp_path)
    assert "base64" not in page("![x](secret.png)") and "base64" not in page(f"![x]({tmp_path}/secret.png)")


@pytest.mark.parametrize("formula", [r"$\frac{a}{b} < c$", r"$$\sum_i w_i x_i & y$$", r"\begin{align}a &= b\\ c\end{align}"])
def test_formulas_reach_the_page_whole(formula: str):
    shown = page(f"Before {formula} after.").replace("&lt;", "<").replace("&amp;", "&")
    assert formula in shown


@pytest.mark.parametrize("command", ["href{javascript:steal()}{x}", "require{html}", "style{x}{y}", "class{x}{y}", "cssId{x}{y}", "unicode{65}", "mmlToken{mi}[href=javascript:steal()]{x}", "htmlData{x}{y}"])
def test_formulas_do_nothing_to_the_page(command: str):
    assert f"\\{command.split('{')[0]}" not in page(f"$a \\{command} b$")
