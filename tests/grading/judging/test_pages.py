"""A page that a person opens in order to grade runs nothing that a student wrote, wherever the student put it."""

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import nbgrader
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from real_sandbox import REPOSITORY
from traitlets.config import Config

from course_lib import exercises
from course_lib.checking import Failure, Observation
from course_lib.grading.host.judging import _make_harmless
from course_lib.grading.host.rendering import markdown_to_html
from course_lib.grading.judging.outputs import Outputs, report_outputs
from course_lib.grading.judging.verdict import Text, Watched, verdict

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="  # one pixel
SCRIPT = "<script>hostile()</script>"
ATTRIBUTE = '" onerror="hostile()" x="'
LINES = (SCRIPT, f"<img src=x{ATTRIBUTE}>", "</pre>" + SCRIPT, "<svg onload=hostile()>", "javascript:hostile()", "\x1b[31m" + SCRIPT + "\x1b[0m",
         "\x1b]8;;javascript:hostile()\x07link\x1b]8;;\x07", "{{ hostile }}", "]]>" + SCRIPT, "<!--" + SCRIPT)
MARKDOWN = (
    *LINES, f"[a link](javascript:hostile())", "[a link]( JaVaScRiPt:hostile() )", "[a link](java\tscript:hostile())", "<javascript:hostile()>",
    "[a link](&#106;avascript:hostile())", "![x](x" + ATTRIBUTE + ")", f'[x](https://example.org "{ATTRIBUTE}")', "[x]: javascript:hostile()\n\n[x]",
    "![x](javascript:hostile())", "[x](vbscript:hostile())", "[x](data:text/html;base64,aG9zdGlsZQ==)", "`" + SCRIPT + "`", "```html\n" + SCRIPT + "\n```",
    f"```x{ATTRIBUTE}\n1\n```", "# " + SCRIPT, f"| a |\n|---|\n| {SCRIPT} |", "$" + SCRIPT + "$", "$$\\href{javascript:hostile()}{x}$$",
    "\\begin{x}" + SCRIPT + "\\end{x}", "$\\unicode{<script>hostile()</script>}$", "* " + SCRIPT, "> " + SCRIPT, "~~" + SCRIPT + "~~",
    "![x](attachment:x.png)", "[^1]\n\n[^1]: " + SCRIPT, "https://example.org/" + ATTRIBUTE, "<details ontoggle=hostile() open>", "$\\require{html}\\style{x}{y}$",
)


PIECES = ("[", "](", ")", "<", ">", "!", "\n", "\n\n", "    ", "`", "```", "$", "$$", "\\", "&lt;", "&#106;", ":", "javascript", "javascript:hostile()", "script",
          "<script>", "</script>", "<img src=x onerror=hostile()>", "hostile()", '"', "'", " onload=", "x", "#", "|", "-", "*", "[1]: ", "<!--", "-->",
          "<a href=", "https://e.org", "data:text/html,", "\t", "\x00", "\u2028", "\\begin{x}", "\\end{x}", "attachment:")
LEADING = {"href", "src", "action", "formaction", "xlink:href", "data", "srcdoc", "srcset", "poster", "background"}
LOADING = {"script", "iframe", "object", "embed", "base", "form", "meta", "link", "svg", "math"}


class Reader(HTMLParser):
    """What of a page a browser would run."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self._runs = False

    def handle_starttag(self, tag, attributes):
        self._runs = tag in ("script", "style")
        for name, value in attributes:
            target = "".join((value or "").lower().split())
            leads = name in LEADING and bool(re.match(r"data:text|[a-z]*script:", target))
            loads = tag in LOADING and "hostile" in target
            self.found += [f"{tag} {name}={value}"] if leads or loads or name.startswith("on") else []

    def handle_endtag(self, tag):
        self._runs = False

    def handle_data(self, text):
        if self._runs and "hostile" in text:
            self.found.append(text)


def shown(*messages: dict) -> list:
    outputs = Outputs()
    for message in messages:
        outputs.add(json.dumps(message).encode())
    return outputs.finished()


def display(data: dict, **more) -> dict:
    return {"output_type": "display_data", "data": data, "metadata": {}, **more}


def runs(page: str) -> list[str]:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader.found


@pytest.fixture(scope="module")
def page():
    """The feedback page of cells, as nbgrader writes it under the settings of the course."""
    config = Config()
    exec((REPOSITORY / "nbgrader_config.py").read_text(), {"get_config": lambda: config})
    formgrader = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader"
    config.HTMLExporter.template_name = "feedback"
    config.HTMLExporter.extra_template_basedirs = [str(formgrader / "templates")]
    config.HTMLExporter.extra_template_paths = [str(formgrader / "static" / "node_modules" / "bootstrap" / "dist" / "css")]
    exporter = HTMLExporter(config=config)
    about = {"nbgrader": {"score": 1, "max_score": 1, "late_penalty": 0, "assignment": "a", "student": "s", "notebook": "n"}}

    def write(*cells) -> str:
        notebook = new_notebook(cells=list(cells))
        for cell in notebook.cells:
            cell.metadata.nbgrader = {"grade": False, "solution": True, "locked": False, "grade_id": f"cell{id(cell)}", "points": 1, "comment": None}
        _make_harmless(notebook)
        return exporter.from_notebook_node(notebook, resources=about)[0]

    return write


@pytest.fixture(scope="module")
def ordinary(page) -> list[str]:
    """What runs on a page without a student."""
    return runs(page(new_markdown_cell("text")))


def test_a_page_that_is_not_harmless_would_be_found(page, ordinary: list[str]):
    stock = new_code_cell("", outputs=[new_output("display_data", data={"text/html": SCRIPT})])
    assert runs(page(stock)) != ordinary
    assert all(runs(f"<p>{line}</p>") for line in (SCRIPT, "<svg onload=hostile()>", "<a href=' java\nscript:hostile()'>"))


@pytest.mark.parametrize("text", MARKDOWN)
def test_a_students_text_runs_nothing(text: str, page, ordinary: list[str]):
    assert runs(page(new_markdown_cell(text))) == ordinary


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_mixture_of_markdown_runs_anything(text: str):
    assert runs(markdown_to_html({}, text)) == []


@pytest.mark.parametrize("word", ["href{javascript:hostile()}{x}", "require{html}", "style{x}{y}", "class{x}{y}", "cssId{x}{y}", "unicode{x}"])
def test_formulas_do_not_reach_beyond_themselves(word: str):
    for text in (f"$\\{word}$", f"$$\\{word}$$", f"\\begin{{align}}\\{word}\\end{{align}}"):
        assert f"\\{word[:4]}" not in html.unescape(markdown_to_html({}, text))
    assert "\\frac{1}{2}" in markdown_to_html({}, "$\\frac{1}{2}$")


def test_many_texts_and_sources_run_nothing(page, ordinary: list[str]):
    cells = [new_markdown_cell(text) for text in MARKDOWN] + [new_code_cell(text) for text in LINES] + [new_raw_cell(text) for text in LINES]
    cells[-1].metadata.raw_mimetype = cells[-2].metadata.format = "text/html"
    attached = new_markdown_cell("![x](attachment:x.png)", attachments={"x.png": {"image/png": f"{PNG}{ATTRIBUTE}", "text/html": SCRIPT}})
    assert runs(page(*cells, attached)) == ordinary


@pytest.mark.parametrize("text", LINES)
def test_outputs_run_nothing(text: str, page, ordinary: list[str]):
    alt = f'<img src="data:image/png;base64,{PNG}" alt="{html.escape(text)}" width="1" height="1"'
    messages = [
        *({"output_type": "stream", "name": name, "text": text} for name in ("stdout", "stderr")),
        {"output_type": "error", "ename": text, "evalue": text, "traceback": [text, text]},
        *(display({kind: text, "text/plain": text}) for kind in ("text/html", "image/svg+xml", "application/javascript", "image/png", "text/latex")),
        display({"text/plain": text}, output_type="execute_result"), display({"text/html": alt, "text/plain": "x"}), display({"image/png": PNG + text}),
        display({"image/png": PNG}, metadata={"image/png": {"width": text, "height": text, "alt": text}, "filenames": {"image/png": text}}),
    ]
    made = page(new_code_cell("1", outputs=shown(*messages), metadata={"tags": [text]}))
    assert runs(made) == ordinary and "hostile" in html.unescape(made)


@pytest.mark.parametrize("text", LINES)
def test_a_report_of_hostile_words_runs_nothing(text: str, page, ordinary: list[str]):
    exercise = exercises.find("q12_broadcast_shape")
    failure = Failure(text[:100], (text,), text, (text,), True)
    seen = [Watched(missing=text, message=text), Watched(ended=text),
            *(Watched((one,)) for one in (Observation(text), Observation([text]), Observation({text: text}), Observation(1, failure, None, text)))]
    made = page(*(new_code_cell("1", outputs=report_outputs(verdict(exercise, one, Text(), "s"))) for one in seen))
    assert runs(made) == ordinary
