"""The report as HTML: readable in light and dark, by keyboard and by screen reader, and never by colour alone."""

import re
from html import escape

from course_lib.checking.drawing import sides_html

# The text takes the page's own colours; each bar keeps 3:1 on white and on black, its tint is too faint to matter.
BARS = {"right": "#2e8b57", "unanswered": "#7d7d7d"}
NOT_YET = "#c8641b"
CARD = ("border-left:4px solid {bar};border-radius:3px 6px 6px 3px;background:{bar}12;"
        "padding:.5em 1em;margin:.3em 0;line-height:1.45;max-width:60em")
MONO = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;font-size:.93em"
# JupyterLab stripes tables and aligns them to the right; every cell says otherwise for itself.
CELL = "text-align:left;vertical-align:baseline;background:none;border:none;font-weight:normal"
LABEL = f"{CELL};opacity:.75;padding:.12em 1em .12em 0;min-width:4.6em;white-space:nowrap"
VALUE = f"{CELL};padding:.12em 0;white-space:pre-wrap;overflow-wrap:anywhere"
TABLE = "border:none;border-collapse:collapse;margin:.35em 0 0;font-size:1em"
PROSE = ("hint", "but")  # labels whose text is a sentence, not code


def report_html(report) -> str:
    """The HTML twin of `report.text`; every word of a student's making is escaped."""
    card = CARD.format(bar=BARS.get(report.verdict, NOT_YET))
    name, headline = escape(report.exercise_id), escape(report.headline)
    return (f'<div role="group" aria-label="{name}: {headline}" style="{card}">'
            f'<div><span style="{MONO}">{name}</span>: <strong>{headline}</strong></div>'
            f"{_table(report.lines)}{_drawing(report)}"
            f'{_folded("your lines on the way there", report.trace)}'
            f'{_folded("what your code printed", report.printed.splitlines())}</div>')


def _table(lines: tuple[tuple[str, str], ...]) -> str:
    if not lines:
        return ""
    rows = "".join(f'<tr style="background:none"><th scope="row" style="{LABEL}">{escape(label)}</th>'
                   f"{_value(label, text)}</tr>" for label, text in lines)
    return f'<table style="{TABLE}"><tbody>{rows}</tbody></table>'


def _value(label: str, text: str) -> str:
    if label not in PROSE:
        return f'<td style="{VALUE};{MONO}">{escape(text)}</td>'
    code = rf'<code style="background:none;{MONO}">\1</code>'
    return f'<td style="{VALUE}">{re.sub("`([^`]+)`", code, escape(text))}</td>'


def _drawing(report) -> str:
    return sides_html(report.mismatch) if report.mismatch is not None else ""


def _folded(title: str, lines) -> str:
    if not lines:
        return ""
    inside = "\n".join(escape(line) for line in lines)
    text = f"margin:.2em 0 0 1.1em;padding:0;background:none;white-space:pre-wrap;overflow-wrap:anywhere;{MONO}"
    return (f'<details style="margin:.35em 0 0"><summary style="cursor:pointer;opacity:.75">{title}</summary>'
            f'<pre style="{text}">{inside}</pre></details>')
