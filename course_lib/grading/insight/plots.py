"""The four plots of the page; each tells in its alt text what the data do."""

import math
import statistics
from itertools import accumulate

from course_lib.grading.insight.style import CLASSES
from course_lib.grading.insight.summary import ClassSummary, ExerciseSummary
from course_lib.grading.insight.svg import WIDTH, box, code_text, line, plot, text
from course_lib.grading.insight.wording import counted, duration, number

MOST_MISTAKES = 15
_LABEL, _END = 215, 120  # room for an exercise's id on the left, for a remark on the right
_ROW = 30
_DIGIT = 8.5  # the width of a figure on a bar


def verdict_bars(summary: ClassSummary) -> str:
    """A stacked bar for each exercise, the hardest first."""
    rows = (_verdict_row(each, _ROW * place) for place, each in enumerate(summary.exercises))
    told = "; ".join(f"{each.exercise} {_tally(each)}" for each in summary.exercises)
    return plot(f"Verdicts by exercise, the hardest first: {told}.", _ROW * len(summary.exercises), *rows)


def totals_histogram(summary: ClassSummary) -> str:
    """How many submissions reached how many points."""
    bin_width, counts = binned(summary.totals, summary.max_points)
    base, top, left = 190, 24, 40
    step = (WIDTH - 2 * left) / len(counts)
    per_student = (base - top) / max(counts)
    names = [_bin_name(place * bin_width, bin_width, summary.max_points) for place in range(len(counts))]
    bars = (_total_bar(left + step * place, base, step, per_student * count, count, name)
            for place, (count, name) in enumerate(zip(counts, names, strict=True)))
    median = statistics.median(summary.totals)
    axis = line(left, base, WIDTH - left, base)
    # A whole number lies in the middle of its part of a bin.
    mark = _median_mark(left + step * (median + 0.5) / bin_width, base, f"median {number(median)}")
    return plot(_totals_told(summary, names[counts.index(max(counts))], max(counts)), base + 58, *bars, axis, mark)


def mistake_bars(summary: ClassSummary) -> str:
    """The most frequent known mistakes."""
    shown = summary.misconceptions[:MOST_MISTAKES]
    most = max(count for _, _, count in shown)
    rows = (_mistake_row(exercise, phrase, count, count / most, 44 * place)
            for place, (exercise, phrase, count) in enumerate(shown))
    told = "; ".join(f"{exercise}, {phrase}: {count}" for exercise, phrase, count in shown)
    return plot(f"Known mistakes, the most frequent first: {told}.", 44 * len(shown), *rows)


def time_ranges(summary: ClassSummary) -> str:
    """From the median to the slowest, by exercise, on a logarithmic axis."""
    slowest_first = sorted(summary.exercises, key=lambda each: -each.median_seconds)
    low = _decade(min(each.median_seconds for each in slowest_first), math.floor)
    high = max(low + 1, _decade(max(each.slowest_seconds for each in slowest_first), math.ceil))
    height = _ROW * len(slowest_first)

    def place(seconds: float) -> float:
        share = (math.log10(max(seconds, 10.0**low)) - low) / (high - low)
        return _LABEL + share * (WIDTH - _LABEL - _END - 40)

    decades = (10.0**power for power in range(low, high + 1))
    grid = (line(place(decade), 0, place(decade), height + 4)
            + text(place(decade), height + 20, duration(decade), "faint middle") for decade in decades)
    rows = (_time_row(each, _ROW * row, place) for row, each in enumerate(slowest_first))
    told = "; ".join(f"{each.exercise} {_time(each)}" for each in slowest_first)
    return plot(f"Time by exercise, the longest first: {told}.", height + 28, *grid, *rows)


def binned(totals: list[float], max_points: float) -> tuple[float, list[int]]:
    """The width of a bin in points, and how many totals lie in each; a bin begins at a multiple of its width."""
    widths = (digit * 10**power for power in range(300) for digit in (1, 2, 5))
    width = next(width for width in widths if max_points <= 20 * width)
    bins = int(max_points / width) + 1
    counts = [0] * bins
    for total in totals:
        counts[min(bins - 1, int(total / width))] += 1
    return width, counts


def _verdict_row(each: ExerciseSummary, y: float) -> str:
    scale = (WIDTH - _LABEL - _END) / each.students
    counts = list(each.counts.items())
    starts = accumulate((count for _, count in counts), initial=0)
    segments = "".join(_segment(verdict, count, _LABEL + scale * start, y + 4, scale * count - 1.5)
                       for (verdict, count), start in zip(counts, starts, strict=False) if count)
    return (text(_LABEL - 12, y + 19, each.exercise, "mono end") + segments
            + text(WIDTH - _END + 10, y + 19, f"{100 * each.right / each.students:.0f} % right"))


def _segment(verdict: str, count: int, x: float, y: float, width: float) -> str:
    name, inset = CLASSES[verdict], min(0.75, width / 4)
    edge = box(x + inset, y + inset, width - 2 * inset, 22 - 2 * inset, f"edge {name}", f"{verdict}: {count}")
    fits = width > 10 + _DIGIT * len(str(count))
    return (box(x, y, width, 22, name, f"{verdict}: {count}") + edge
            + (text(x + width / 2, y + 15.5, count, f"inside middle {name}") if fits else ""))


def _bin_name(low: float, width: float, max_points: float) -> str:
    high = min(low + width - 1, max_points)
    return f"{number(low)}–{number(high)}" if high > low else number(low)


def _total_bar(x: float, base: float, width: float, height: float, count: int, name: str) -> str:
    label = text(x + width / 2, base - height - 7, count, "middle") if count else ""
    bar = box(x + 2, base - height, width - 4, height, "bar", f"{counted(count, 'submission')} with {name} points")
    return bar + label + text(x + width / 2, base + 18, name, "faint middle")


def _median_mark(x: float, base: float, words: str) -> str:
    y = base + 30
    return f'<path d="M{x:.1f} {y - 6}l6 9h-12z" class="mark"/>' + text(x, y + 20, words, "head middle")


def _mistake_row(exercise: str, phrase: str, count: int, share: float, y: float) -> str:
    length = share * (WIDTH - _LABEL - _END)
    return (text(_LABEL - 12, y + 30, exercise, "mono end") + code_text(_LABEL, y + 15, phrase)
            + box(_LABEL, y + 21, length, 12, "bar", str(count)) + text(_LABEL + length + 8, y + 32, count, "head"))


def _time_row(each: ExerciseSummary, y: float, place) -> str:
    start, end, middle = place(each.median_seconds), place(each.slowest_seconds), y + 15
    dot = f'<circle cx="{start:.1f}" cy="{middle}" r="5.5" class="bar"/>'
    return (text(_LABEL - 12, y + 19, each.exercise, "mono end") + line(start, middle, end, middle, "reach")
            + line(end, middle - 6, end, middle + 6, "reach") + dot
            + text(WIDTH - _END - 20, y + 19, f"{duration(each.median_seconds)} – {duration(each.slowest_seconds)}"))


def _decade(seconds: float, rounded) -> int:
    return rounded(math.log10(max(seconds, 1e-3)))


def _tally(each: ExerciseSummary) -> str:
    return ", ".join(f"{count} {verdict}" for verdict, count in each.counts.items() if count)


def _time(each: ExerciseSummary) -> str:
    return f"{duration(each.median_seconds)} in the middle, {duration(each.slowest_seconds)} at most"


def _totals_told(summary: ClassSummary, fullest: str, count: int) -> str:
    lowest, highest, median = summary.totals[0], summary.totals[-1], statistics.median(summary.totals)
    return (f"Points of {counted(len(summary.totals), 'submission')}, of {number(summary.max_points)}: "
            f"from {number(lowest)} to {number(highest)}, {number(median)} in the middle; most often "
            f"{fullest} ({counted(count, 'submission')}).")
