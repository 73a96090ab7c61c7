"""The page's words on each exercise: what was met, and the wrong answers that have no name yet."""

import re

from course_lib.grading.insight.summary import ClassSummary, ExerciseSummary
from course_lib.grading.insight.svg import swatch
from course_lib.grading.insight.unmatched import Unmatched
from course_lib.grading.insight.wording import counted, duration, escaped
from course_lib.grading.records import MAX_ANSWER, VERDICTS

MOST_GROUPS = 5


def exercise_table(summary: ClassSummary) -> str:
    """The numbers behind the plots, folded away."""
    heads = ["exercise", *VERDICTS, "median", "slowest"]
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    rows = "".join(f"<tr>{_row(exercise)}</tr>" for exercise in summary.exercises)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<details><summary>The numbers as a table</summary><div class="wide">{table}</div></details>'


def exercise_section(exercise: ExerciseSummary, names: bool) -> str:
    """One exercise: verdicts, known mistakes, unmatched wrong answers."""
    name = escaped(exercise.exercise)
    met = ((verdict, count) for verdict, count in exercise.counts.items() if count)
    tally = "".join(f"<li>{swatch(verdict)}{count} {verdict}</li>" for verdict, count in met)
    return (f'<section class="exercise" id="{name}"><h3><code>{name}</code></h3><ul class="tally">{tally}</ul>'
            f"{_mistakes(exercise)}{_unmatched(exercise.unmatched, names)}</section>\n")


def coded(text: str) -> str:
    """A text escaped, in which what stands `so` is code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", escaped(text))


def _row(exercise: ExerciseSummary) -> str:
    name = escaped(exercise.exercise)
    cells = [*exercise.counts.values(), duration(exercise.median_seconds), duration(exercise.slowest_seconds)]
    told = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<th scope="row"><a href="#{name}"><code>{name}</code></a></th>{told}'


def _mistakes(exercise: ExerciseSummary) -> str:
    lines = (f"<li><b>{count}</b><span>{coded(phrase)}</span></li>" for phrase, count in exercise.misconceptions)
    listed = "".join(lines)
    return f'<ul class="mistakes" aria-label="known mistakes">{listed}</ul>' if listed else ""


def _unmatched(groups: list[Unmatched], names: bool) -> str:
    if not groups:
        return '<p class="muted">No wrong answers without a name.</p>'
    shown, rest = groups[:MOST_GROUPS], groups[MOST_GROUPS:]
    drawn = "".join(_alike(group, names) for group in shown)
    left_out = sum(len(group.students) for group in rest)
    more = f'<p class="muted">And {counted(len(rest), "more kind")}, {counted(left_out, "answer")} in all.</p>'
    return drawn + (more if rest else "")


def _alike(group: Unmatched, names: bool) -> str:
    who = f": {escaped(', '.join(group.students))}" if names else ""
    report = "\n".join(group.sample.text.splitlines()[1:])
    cut = ", cut" if len(group.sample.answer) == MAX_ANSWER else ""
    return (f'<div class="alike"><p>{swatch(group.sample.verdict)}<b>{counted(len(group.students), "answer")}</b>, '
            f'{group.sample.verdict}{who}</p><div class="sides">{_side("what the report said", _aligned(report))}'
            f"{_side(f'one of them{cut}', group.sample.answer)}</div></div>")


def _side(title: str, text: str) -> str:
    told = escaped(text.strip("\n")) if text.strip() else '<span class="muted">nothing</span>'
    return f"<div><h4>{title}</h4><pre>{told}</pre></div>"


def _aligned(report: str) -> str:
    """The report's lines without their indentation."""
    return "\n".join(line.removeprefix("  ") for line in report.splitlines())
