"""The report as one page: no script, nothing from elsewhere, every word of a student's making escaped."""

import base64
import hashlib
import statistics
from collections import Counter

from course_lib.grading.insight.plots import MOST_MISTAKES, mistake_bars, time_ranges, totals_histogram, verdict_bars
from course_lib.grading.insight.sections import coded, exercise_section, exercise_table
from course_lib.grading.insight.style import style_sheet
from course_lib.grading.insight.summary import ClassSummary
from course_lib.grading.insight.svg import patterns, swatch
from course_lib.grading.insight.wording import counted, duration, escaped, number
from course_lib.grading.records import VERDICTS

_POINTS = "How many submissions reached how many points, written answers apart."
_TIMES = "The dot is the median, the line reaches to the slowest. Each mark on the axis is ten times the one before."


def page(summary: ClassSummary, names: bool = False) -> str:
    """The whole document; it names students only where `names` says so."""
    style = style_sheet()
    title = escaped(f"{summary.assignment}: what the class did")
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{patterns()}
<main>
<h1>{title}</h1>
{_opening(summary)}
{_plots(summary)}
<h2>Exercise by exercise</h2>
<p class="muted">The hardest first. Wrong answers that no known mistake explains stand together where their
reports say the same; each group shows its shortest answer. A large group may deserve a name and a hint of its own.</p>
{"".join(exercise_section(exercise, names) for exercise in summary.exercises)}
{_remarks(summary, names)}
</main>
</body>
</html>
"""


def _policy(style: str) -> str:
    # The digest lets in this one style sheet; a style smuggled in beside it, or any script, is refused.
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _opening(summary: ClassSummary) -> str:
    points, seconds = (statistics.median(values) for values in (summary.totals, summary.seconds))
    facts = [
        ("graded", len(summary.records), counted(len(summary.not_graded), "submission") + " not graded"),
        ("points, median", number(points), f"of {number(summary.max_points)} for the exercises"),
        ("time of a submission, median", duration(seconds), f"slowest {duration(summary.seconds[-1])}"),
    ]
    told = "".join(f"<div><dt>{label}</dt><dd>{value}<small>{more}</small></dd></div>" for label, value, more in facts)
    return f'<p class="lede">{_hardest(summary)}</p>\n<dl class="facts">{told}</dl>'


def _hardest(summary: ClassSummary) -> str:
    hardest = summary.exercises[0]
    if hardest.right == hardest.students:
        return "Everybody has every exercise right."
    link = f'<a href="#{escaped(hardest.exercise)}"><code>{escaped(hardest.exercise)}</code></a>'
    return f"The hardest exercise was {link}: {hardest.right} of {hardest.students} have it right."


def _plots(summary: ClassSummary) -> str:
    legend = "".join(f"<li>{swatch(verdict)}{verdict}</li>" for verdict in VERDICTS)
    mistakes = _plot("Known mistakes", _rarer(summary), mistake_bars(summary)) if summary.misconceptions else ""
    return f"""
{_plot("Verdicts by exercise", "The hardest first.", f'<ul class="legend">{legend}</ul>{verdict_bars(summary)}')}
{exercise_table(summary)}
{_plot("Points", _POINTS, totals_histogram(summary))}
{mistakes}
{_plot("Time taken", _TIMES, time_ranges(summary))}"""


def _plot(title: str, explained: str, drawn: str) -> str:
    return f'<section><h2>{title}</h2><p class="muted">{explained}</p>{drawn}</section>'


def _rarer(summary: ClassSummary) -> str:
    left_out = len(summary.misconceptions) - MOST_MISTAKES
    told = "How many submissions showed each of them."
    return f"{told} The exercises below list {counted(left_out, 'rarer one')} beside these." if left_out > 0 else told


def _remarks(summary: ClassSummary, names: bool) -> str:
    lines = [*_not_graded(summary, names), *_notes(summary, names), *_levels(summary)]
    listed = "".join(f"<li>{line}</li>" for line in lines)
    return f'<h2>Beside the points</h2>\n<ul class="remarks">{listed}</ul>'


def _not_graded(summary: ClassSummary, names: bool) -> list[str]:
    if not summary.not_graded:
        return []
    who = escaped(": " + ", ".join(summary.not_graded)) if names else ""
    command = f"<code>course-lib grade {escaped(summary.assignment)}</code>"
    return [f"{counted(len(summary.not_graded), 'submission')} not graded{who}. {command} does it."]


def _notes(summary: ClassSummary, names: bool) -> list[str]:
    """What intake noted: with names by student, else how often."""
    if names:
        return [escaped(f"{student}: {note}") for student, notes in summary.notes.items() for note in notes]
    often = Counter(note for notes in summary.notes.values() for note in notes)
    return [f"{counted(count, 'submission')}: {coded(note)}" for note, count in often.most_common()]


def _levels(summary: ClassSummary) -> list[str]:
    levels = Counter(level for level in summary.levels.values() if level)
    told = "; ".join(f"{escaped(level)} ({count})" for level, count in levels.most_common())
    return [f"Sandbox in which the answers ran: {told}."] if told else []
