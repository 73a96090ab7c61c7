"""The one widget of our own: shows a picture in the browser and passes on what is done to it."""

from pathlib import Path

import anywidget
import traitlets

from course_lib.demos.colors import DARK, LIGHT, variables

LETTERS = "font-family:system-ui,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;"
MONO = "font-family:ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace;"
_STYLE = f"""
.course-demo {{ {variables(LIGHT)} color: var(--demo-ink); background: var(--demo-ground); border-radius: 10px; padding: 8px; {LETTERS} }}
.course-demo[data-theme=dark] {{ {variables(DARK)} }}
.course-demo > svg {{ display: block; width: 100%; max-height: 74vh; margin: auto; touch-action: none; user-select: none; border-radius: 6px; }}
.course-demo > svg:focus-visible {{ outline: 3px solid var(--demo-blue); outline-offset: 2px; }}
.course-demo > p {{ margin: 6px 4px 0; font-size: 17px; line-height: 1.4; min-height: 1.4em; color: var(--demo-ink); }}
.course-demo .bold {{ font-weight: 700; }}
.course-demo .mono {{ {MONO} }}
.course-demo-presets .widget-button, .course-demo-presets .jupyter-button {{ width: auto; }}
"""


class Surface(anywidget.AnyWidget):
    """`picture` is SVG without its outer element. The kernel raises `frame` once it has dealt with a message; `name` is that
    of the still picture to hide."""

    _esm = Path(__file__).with_name("surface.js")
    _css = _STYLE
    name = traitlets.Unicode().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    picture = traitlets.Unicode().tag(sync=True)
    line = traitlets.Unicode().tag(sync=True)
    frame = traitlets.Int().tag(sync=True)
    playing = traitlets.Bool(False).tag(sync=True)
    pause = traitlets.Float(200.0).tag(sync=True)  # milliseconds from one step to the next
    heeded = traitlets.List(traitlets.Unicode()).tag(sync=True)
    hovers = traitlets.Bool(False).tag(sync=True)
