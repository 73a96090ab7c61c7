"""The feedback page is the one that nbconvert makes, of whichever student it is, whatever stands in it."""

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.server_extensions import formgrader
from small_course import REPOSITORY
from traitlets.config import Config, PyFileConfigLoader

from course_lib.grading.host import feedback_page
from course_lib.grading.host.feedback_page import FeedbackExporter

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
SOURCES = [
    "answer = 1 < 2 and 'a & b'", "", "\n\n", "print('<script>steal()</script>')", "a = '<img src=x>'", "%%html\n<img src=x>",
    "%%bash\necho $HOME", "def half(x:", "text = '\\ue000 é 漢 \\1 \\g<0>'", "0123456789abcdef" * 2 + "-0-", "x = 1  # <!-- comment -->", "'''</pre></div>'''",
]  # fmt: skip


def page(kind: type[HTMLExporter], notebook: nbformat.NotebookNode, **settings) -> str:
    """As nbgrader asks for it, with this course's settings."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(REPOSITORY)).load_config()
    templates = f"{formgrader.__path__[0]}/templates"
    config.HTMLExporter.update(template_name="feedback", extra_template_basedirs=[templates],
                               extra_template_paths=[f"{formgrader.__path__[0]}/static/node_modules/bootstrap/dist/css"])
    config.merge(Config(settings))
    about = {"notebook": "small", "score": 1.0, "max_score": 2.0, "late_penalty": 0.0}
    body, _ = kind(config=config).from_notebook_node(notebook, resources={"nbgrader": about})
    return body


def graded(*sources: str) -> nbformat.NotebookNode:
    marks = {"grade": True, "solution": True, "grade_id": "one", "points": 1, "score": 1, "comment": "Well *done*."}
    picture = new_output("display_data", {"image/png": PIXEL, "text/plain": "<Figure>"})
    text = new_output("stream", name="stdout", text="\x1b[31mred\x1b[0m <b>\n")
    cells = [new_markdown_cell("# Title\n\nA *text*, $a < b$, `code`, and\n\n```python\nx = 1\n```")]
    cells += [new_code_cell(source, outputs=[picture, text], metadata={"nbgrader": marks}) for source in sources]
    return new_notebook(cells=cells, metadata={"language_info": {"name": "python", "pygments_lexer": "ipython3"}})


@pytest.mark.parametrize("source", SOURCES)
def test_a_page_is_nbconverts_own(source: str):
    notebook = graded(source, "given = 1")
    own, ours = (BeautifulSoup(page(kind, notebook), "html.parser") for kind in (HTMLExporter, FeedbackExporter))
    assert str(ours) == str(own)
    assert ours.select("img[alt]") and len(ours.select("div.highlight")) == 3


def test_code_stands_where_it_belongs_and_nobody_else_s_is_there():
    first, second = (page(FeedbackExporter, graded(*sources)) for sources in (("mine = 1", "given = 2"), ("given = 2", "hers = 3")))
    texts = [[one.get_text().strip() for one in BeautifulSoup(body, "html.parser").select("div.input_area")] for body in (first, second)]
    assert texts == [["mine = 1", "given = 2"], ["given = 2", "hers = 3"]]


def test_the_same_code_in_another_language_is_another_picture():
    python, shell = graded("for a in b: c"), graded("for a in b: c")
    shell.cells[1].metadata["magics_language"] = "bash"
    pages = (BeautifulSoup(page(FeedbackExporter, one), "html.parser") for one in (python, shell))
    as_python, as_shell = ([area.decode() for area in one.select("div.input_area")] for one in pages)
    assert as_python != as_shell


def test_settings_of_the_highlighting_hold_from_the_page_on_for_which_they_are_made():
    lines = {"Highlight2HTML": {"extra_formatter_options": {"linenos": "inline"}}}
    assert 'class="linenos"' not in page(FeedbackExporter, graded("a = 1"))
    assert 'class="linenos"' in page(FeedbackExporter, graded("a = 1"), **lines)
    assert 'class="linenos"' not in page(FeedbackExporter, graded("a = 1"))


def test_templates_are_compiled_once(monkeypatch):
    page(FeedbackExporter, graded("a = 1"))
    monkeypatch.setattr("jinja2.environment.Environment._compile", None)
    assert page(FeedbackExporter, graded("a = 1"))


def test_what_is_kept_of_highlighted_cells_is_bounded(monkeypatch):
    monkeypatch.setattr(feedback_page, "_MOST_KEPT", 5)
    page(FeedbackExporter, graded(*(f"a = {number}" for number in range(12))))
    assert len(feedback_page._cells) <= 5
