"""Scripts and misleading text that would act in the browser or the terminal of whoever reads the feedback."""

from functools import partial

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output, new_raw_cell

from tests.grading.hostile.attack import Attack, graded_cell

script = partial(Attack, "format")

# Every script says `hostile`: no page and no graded notebook may hold one that a browser would run.
SCRIPTS = (
    "<script>hostile()</script>", "<img src=x onerror=hostile()>", "<svg onload=hostile()></svg>",
    "<a href='javascript:hostile()'>x</a>", "<iframe srcdoc='<script>hostile()</script>'></iframe>",
    "<style>@import 'http://127.0.0.1:1/hostile.css'</style>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1/hostile'>",
    "<form action=http://127.0.0.1:1/hostile><input autofocus onfocus=hostile()></form>",
    "<object data=hostile.html></object>",
    "<base href=http://127.0.0.1:1/hostile/>", "</pre></div></body><script>hostile()</script>",
    "<!--<script>hostile()</script>-->",
    "<math><mtext></p><style><!--</style><img src onerror=hostile()>", "<ScRiPt >hostile()</sCrIpT>",
    "<details ontoggle=hostile() open>",
)
ALL = "\n".join(SCRIPTS)
SHOWN = f"scripts = {ALL!r}\nfrom IPython.display import *\n"


def in_text(notebook: NotebookNode) -> None:
    notebook.cells.insert(1, new_markdown_cell(ALL + "\n\n[x](javascript:hostile()) ![x](x 'x\" onerror=hostile()')"))
    notebook.cells.append(new_raw_cell(ALL, metadata={"format": "text/html", "raw_mimetype": "text/html"}))


def in_attachments(notebook: NotebookNode) -> None:
    cell = new_markdown_cell("![x](attachment:x.svg)", attachments={"x.svg": {"image/svg+xml": SCRIPTS[2], "text/html": ALL}})
    notebook.cells.append(cell)


def in_names(notebook: NotebookNode) -> None:
    notebook.metadata.update(title=ALL, authors=[{"name": ALL}], widgets={"application/vnd.jupyter.widget-state+json": {
        "version_major": 2, "version_minor": 0, "state": {"x": {"model_name": ALL}}}})
    notebook.metadata.language_info = {"name": ALL, "codemirror_mode": ALL, "pygments_lexer": "../../x"}
    graded_cell(notebook, "q09_rmse").metadata.tags = [ALL]


def in_old_outputs(notebook: NotebookNode) -> None:
    data = {"text/html": ALL, "application/javascript": "hostile()", "image/svg+xml": SCRIPTS[2], "text/markdown": ALL}
    outputs = [new_output("display_data", data), new_output("stream", text=ALL),
               new_output("error", ename=ALL, evalue=ALL, traceback=[ALL])]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = outputs


ATTACKS = (
    script("script_in_html", "HTML, JavaScript, SVG and frames are displayed.", SHOWN + """
display(HTML(scripts), Javascript("hostile()"), SVG("<svg xmlns='http://www.w3.org/2000/svg' onload='hostile()'/>"))
display(IFrame("javascript:hostile()", 10, 10), Markdown(scripts), Latex("$" + scripts + "$"))"""),
    script("script_in_a_result", "The result of the cell shows itself as HTML.", SHOWN + """
class Shown:
    _repr_html_ = _repr_markdown_ = _repr_svg_ = _repr_javascript_ = _repr_latex_ = __repr__ = lambda self: scripts

Shown()"""),
    script("script_in_odd_kinds", "Kinds of data that only some pages know.", SHOWN + """
for kind in ("application/xhtml+xml", "text/html; charset=utf-8", "TEXT/HTML", "application/vnd.jupyter.widget-view+json",
             "application/pdf", "text/xml", "application/vnd.bokehjs_exec.v0+json", "application/vnd.plotly.v1+json", scripts):
    display({kind: scripts, "text/plain": scripts}, raw=True)"""),
    script("script_printed", "Markup is printed.", SHOWN + """
import sys
print(scripts)
print(scripts, file=sys.stderr)

def rmse(a, b):
    print(scripts)
    return -1"""),
    script("script_in_an_exception", "Markup is the name and the text of an exception.", SHOWN + """
def rmse(a, b):
    raise type(scripts, (Exception,), {})(scripts)

raise type(scripts, (Exception,), {})(scripts)""", ends_in=(ALL,)),
    script("script_in_a_value", "Markup is returned, in all places of a value.", SHOWN + """
def rmse(a, b):
    return {scripts: [scripts, type(scripts, (), {})()]}"""),
    script("script_in_a_picture", "A picture's bytes are markup.", SHOWN + """
import base64
encoded = base64.b64encode(scripts.encode()).decode()
display({"image/png": scripts, "image/jpeg": encoded, "image/gif": '" onerror="hostile()'}, raw=True)
display({"image/png": "eA=="}, metadata={"image/png": {"width": '1" onload="hostile()', "height": scripts}}, raw=True)"""),
    script("script_in_the_source", "Markup stands in comments and strings of the answer.", f"# {ALL}".replace("\n", "\n# ")),
    script("script_in_text_cells", "Markdown and raw cells hold it.", change=in_text),
    script("script_in_attachments", "An attachment of a text cell holds it.", change=in_attachments),
    script("script_in_metadata", "Titles, tags, languages and the state of widgets hold it.", change=in_names),
    script("script_in_old_outputs", "The outputs that were handed in hold it.", change=in_old_outputs),
    script("control_characters_printed", "Escape sequences, other writing directions, nulls and halves of pairs.", """
hostile = "\\x1b]0;title\\x07\\x1b[2J\\x1b[31m\\x1b[8mhidden" + chr(0xD800)
hostile += "\\u202e\\u2066right\\u2069\\x00\\x08\\x08\\x85\\u2028\\ufeff\\U000e0041"
print("q09_rmse: " + hostile.encode("utf-8", "replace").decode())
try:
    print(hostile)
except UnicodeError:
    pass

def rmse(a, b):
    raise ValueError(hostile)"""),
    script("bytes_that_are_no_text", "Output that is not UTF-8.", """
import os
os.write(1, bytes(range(256)) * 10)
os.write(2, b"\\xff\\xfe\\xc0\\x80" * 100)"""),
    script("messages_that_are_no_outputs", "Displays of the wrong form.", """
publish = get_ipython().display_pub.publish
for data, metadata in (({"text/plain": 1}, None), ({1: 2}, {}), ({"text/plain": float("nan")}, {"x": float("inf")}),
                       ({"text/plain": {"a": chr(0xD800)}}, {}),
                       ({"image/png": b"bytes"}, {}), ({}, {"": [[]]}), ("text", "text")):
    try:
        publish(data, metadata)
    except Exception as error:
        print(type(error).__name__)"""),
)
