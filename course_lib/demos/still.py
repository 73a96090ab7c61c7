"""A demo as a picture that does not move, for pages behind which no kernel runs."""

import base64
from html import escape

from course_lib.demos.colors import DARK, LIGHT, variables
from course_lib.demos.demo import Demo
from course_lib.demos.picture import HEIGHT, WIDTH
from course_lib.demos.surface import LETTERS, MONO


def svg(demo: Demo) -> str:
    """A whole SVG file, light or dark as the reader's system wishes."""
    style = (f"svg{{{variables(LIGHT)}{LETTERS}}}@media(prefers-color-scheme:dark){{svg{{{variables(DARK)}}}}}"
             f".bold{{font-weight:700}}.mono{{{MONO}}}")
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img">'
            f"<title>{escape(f'{demo.title}: {demo.line()}')}</title><style>{style}</style>"
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="var(--demo-ground)"/>{demo.picture().svg()}</svg>')


def html(demo: Demo, name: str = "") -> str:
    """An image with alt text; the live picture of that name hides it."""
    data = base64.b64encode(svg(demo).encode()).decode("ascii")
    alt = escape(f"{demo.title}: {demo.line()}")
    return (f'<div class="course-demo-still" data-demo="{escape(name)}">'
            f'<img src="data:image/svg+xml;base64,{data}" alt="{alt}" style="width:100%;max-width:{WIDTH // 2}px"></div>')
