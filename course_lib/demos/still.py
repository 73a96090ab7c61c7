"""A demo as a picture that does not move, for pages behind which no kernel runs."""

import base64
from html import escape

from course_lib.demos.colors import DARK, LIGHT, variables
from course_lib.demos.demo import Demo
from course_lib.demos.picture import HEIGHT, WIDTH
from course_lib.demos.surface import LETTERS, MONO


def svg(demo: Demo, words: str) -> str:
    """A whole SVG file, light or dark as the reader's system wishes; `words` are its title."""
    style = (f"svg{{{variables(LIGHT)}{LETTERS}}}@media(prefers-color-scheme:dark){{svg{{{variables(DARK)}}}}}"
             f".bold{{font-weight:700}}.mono{{{MONO}}}")
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img">'
            f"<title>{escape(words)}</title><style>{style}</style>"
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="var(--demo-ground)"/>{demo.picture().svg()}</svg>')


def shown(demo: Demo, name: str = "") -> dict[str, str]:
    """For a notebook: an image with its words as alt text, and the words; the live picture of that name hides it."""
    words = demo.words()  # once, for a student's function may be slow
    data = base64.b64encode(svg(demo, words).encode()).decode("ascii")
    html = (f'<div class="course-demo-still" data-demo="{escape(name)}">'
            f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(words)}" style="width:100%;max-width:{WIDTH // 2}px"></div>')
    return {"text/html": html, "text/plain": words}
