"""The report as HTML: readable in light and dark, by keyboard and by screen reader, and never by colour alone."""

from html import escape

from course_lib.checking.drawing import sides_html

# The text takes the page's own colours; the bars are dark enough on white and light enough on black.
BARS = {"right": "#2e8b57", "unanswered": "#808080"}
CARD = "border-left:5px solid {bar};padding:.35em .9em;margin:.3em 0;line-height:1.45;max-width:60em"
LABEL = "opacity:.72;text-align:left;vertical-align:top;padding:.1em 1em .1em 0;font-weight:normal;background:none"
VALUE = "text-align:left;vertical-align:top;padding:.1em 0;white-space:pre-wrap;overflow-wrap:anywhere;background:none"
MONO = "font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.95em"


def report_html(report) -> str:
    """The HTML twin of `report.text`; every word of a student's making is escaped."""
    title = f"<strong>{escape(report.exercise_id)}</strong>: {escape(report.headline)}"
    card = CARD.format(bar=BARS.get(report.verdict, "#d9822b"))
    return (f'<div role="group" aria-label="{escape(report.exercise_id)}: {escape(report.headline)}" style="{card}">'
            f"<div>{title}</div>{_table(report.lines)}{_drawing(report)}"
            f'{_folded("your lines on the way there", report.trace)}'
            f'{_folded("what your code printed", report.printed.splitlines())}</div>')


def _table(lines: tuple[tuple[str, str], ...]) -> str:
    if not lines:
        return ""
    rows = "".join(f'<tr style="background:none"><th scope="row" style="{LABEL}">{escape(label)}</th>'
                   f'<td style="{VALUE}{"" if label == "hint" else ";" + MONO}">{escape(text)}</td></tr>'
                   for label, text in lines)
    return f'<table style="border:none;border-collapse:collapse;margin:.3em 0"><tbody>{rows}</tbody></table>'


def _drawing(report) -> str:
    return sides_html(report.mismatch) if report.mismatch is not None else ""


def _folded(title: str, lines) -> str:
    if not lines:
        return ""
    inside = "\n".join(escape(line) for line in lines)
    return f'<details><summary>{title}</summary><pre style="background:none;{MONO}">{inside}</pre></details>'
