"""What whoever looks on is told: a line for each student, and in a terminal a bar below them."""

import io
import re
import time

import pytest
from rich.console import Console

from course_lib.grading.batch import live as module
from course_lib.grading.batch.live import Live


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def terminal(monkeypatch, width: int) -> io.StringIO:
    screen = io.StringIO()
    monkeypatch.setattr(module, "Console", lambda **_: Console(file=screen, force_terminal=True, width=width, height=20))
    return screen


def last_bar(screen: io.StringIO) -> str:
    """The bar as it was drawn last, without colours."""
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.getvalue())
    return [line for line in re.split(r"[\r\n]+", text) if "━" in line][-1]


def grade_three(live: Live, clock: list[float]) -> None:
    for student, seconds in (("ada", 0.5), ("blaise", 12.0), ("emmy", 0.25)):
        clock[0] += 20
        live.cell("q09_rmse", seconds)
        live.cell("q12_a_very_long_name_of_an_exercise", 0.2)
        live.student(student, "24 of 26 points", seconds)


def test_plain_lines_tell_each_student_and_at_the_end_the_slowest_cells(clock):
    lines: list[str] = []
    with Live(10, lines.append) as live:
        live.student("zoe", "unchanged")
        grade_three(live, clock)
        live.student("kurt", "it broke", 0.0)
    live.tell_summary()
    assert lines == [
        "   1 of 10  zoe          unchanged",
        "   2 of 10  ada          24 of 26 points  500 ms",
        "   3 of 10  blaise       24 of 26 points  12 s",
        "   4 of 10  emmy         24 of 26 points  250 ms",
        "   5 of 10  kurt         it broke",
        "4 graded in 60 s, 15 s each; slowest cells: q09_rmse 12 s, q12_a_very_long_name_of_an_exercise 200 ms",
    ]


def test_there_is_no_summary_where_nothing_was_done():
    lines: list[str] = []
    with Live(1, lines.append) as live:
        live.student("zoe", "unchanged")
    live.tell_summary()
    assert len(lines) == 1


def test_the_bar_tells_count_rate_time_left_and_the_slowest_cells(clock, monkeypatch):
    screen = terminal(monkeypatch, 140)
    with Live(12, None) as live:
        grade_three(live, clock)
        live._bar.refresh()
        assert "3/12" in (bar := last_bar(screen)) and "3 a minute, 3 min left" in bar
        assert "slowest: q09_rmse 12 s, q12_a_very_long_name_of_an_exercise 200 ms" in bar
    assert "1 of 12  ada" in screen.getvalue()


def test_in_a_narrow_window_the_bar_stays_and_the_cells_are_cut(clock, monkeypatch):
    screen = terminal(monkeypatch, 70)
    with Live(12, None) as live:
        grade_three(live, clock)
        live._bar.refresh()
        bar = last_bar(screen)
    assert len(bar) <= 70 and bar.count("━") >= 19
    assert "3/12" in bar and "3 a minute, 3 min left" in bar and "slowest:" in bar and "…" in bar


def test_before_the_first_student_no_rate_is_made_up(clock, monkeypatch):
    screen = terminal(monkeypatch, 100)
    with Live(12, None) as live:
        live.student("zoe", "unchanged")
        live._bar.refresh()
        assert "getting ready" in last_bar(screen) and "minute" not in last_bar(screen)


@pytest.mark.parametrize("drawn", [True, False], ids=["drawn", "plain"])
def test_what_others_wrote_takes_over_no_terminal(monkeypatch, drawn: bool):
    screen, lines = terminal(monkeypatch, 100), []
    with Live(1, None if drawn else lines.append) as live:
        live.student("a\x1b]0;title\x07", "[red]broken[/red] \u202ereversed", 0.0)
    told = "".join(lines) or screen.getvalue()
    assert "\x1b]0" not in told and "\u202e" not in told
    assert r"a\x1b]0;title\x07" in told and "[red]broken[/red]" in told
