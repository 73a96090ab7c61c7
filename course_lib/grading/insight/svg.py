"""The pieces that a plot is drawn with; every text in them is escaped."""

from course_lib.grading.insight.style import CLASSES
from course_lib.grading.insight.wording import escaped

WIDTH = 900


def plot(alt: str, height: float, *parts: str) -> str:
    """A picture that tells in words what the data do."""
    inside = "".join(parts)
    return (f'<figure class="wide"><svg class="plot" role="img" viewBox="0 0 {WIDTH} {height:g}">'
            f"<title>{escaped(alt)}</title>{inside}</svg></figure>\n")


def text(x: float, y: float, words: object, kind: str = "") -> str:
    """Letters whose base line is at y."""
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}">{escaped(words)}</text>'


def code_text(x: float, y: float, words: str) -> str:
    """Letters in which what stands `so` is code."""
    spans = (f'<tspan class="{"mono" if place % 2 else ""}">{escaped(part)}</tspan>'
             for place, part in enumerate(words.split("`")))
    return f'<text x="{x:.1f}" y="{y:.1f}">{"".join(spans)}</text>'


def box(x: float, y: float, width: float, height: float, kind: str, told: str = "") -> str:
    """A rectangle; `told` is shown to a pointer that rests on it."""
    title = f"<title>{escaped(told)}</title>" if told else ""
    place = f'x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}"'
    return f'<rect {place} rx="2" class="{kind}">{title}</rect>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str = "axis") -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def swatch(verdict: str) -> str:
    """A small sample of how a verdict is drawn; the verdict's name stands beside it."""
    name = CLASSES[verdict]
    return (f'<svg class="swatch" viewBox="0 0 22 13" aria-hidden="true">{box(0, 0, 22, 13, name)}'
            f"{box(0.75, 0.75, 20.5, 11.5, f'edge {name}')}</svg>")


def patterns() -> str:
    """What fills the bars: each verdict has a colour and a texture, so that it is known without the colour."""
    textures = {
        "right": "",
        "known": '<path d="M-2 10 10 -2M4 16 16 4" stroke-width="1.6" class="hatch"/>',
        "wrong": '<path d="M-2 2 10 14M4 -4 16 8" stroke-width="1.6" class="hatch"/>'
                 '<path d="M-2 10 10 -2M4 16 16 4" stroke-width="1.6" class="hatch"/>',
        "crashed": '<circle cx="3" cy="3" r="1.5" class="dots"/><circle cx="9" cy="9" r="1.5" class="dots"/>',
        "unanswered": '<rect width="12" height="12" class="hollow"/>',
    }
    drawn = "".join(
        f'<pattern id="fill-{name}" width="12" height="12" patternUnits="userSpaceOnUse">'
        f'<rect width="12" height="12" class="plain {name}"/>{texture}</pattern>'
        for name, texture in textures.items()
    )
    return f'<svg class="patterns" aria-hidden="true"><defs>{drawn}</defs></svg>'
