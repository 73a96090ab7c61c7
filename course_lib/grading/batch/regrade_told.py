"""What `course-lib regrade` tells, for people and for programs."""

from collections.abc import Iterator

from course_lib.grading.batch.regrade_judging import Again, Regraded
from course_lib.grading.insight.wording import counted, number, visible
from course_lib.grading.records import Outcome


def changes_text(regraded: Regraded, exercise: str, assignment: str) -> str:
    """Every grade that would change; how many stay; who was passed over, and why."""
    changing, staying = len(regraded.grades), len(regraded.words) + regraded.same
    head = f"{exercise} in {assignment}: {counted(changing, 'grade')} would change, {staying} would stay the same"
    rows = [_row(again) for again in sorted(regraded.grades, key=lambda again: again.student)]
    if regraded.words:
        head += f", {len(regraded.words)} of them with a report that says something else"
    apart = reasons_text("Passed over", regraded.passed_over), reasons_text("Not graded", regraded.failures)
    return "\n\n".join(part for part in (head, "\n".join(_table(rows)), *apart) if part)


def changes_data(regraded: Regraded) -> dict:
    """The same in plain data."""
    return {
        "changes": [_change(again) for again in sorted(regraded.grades, key=lambda again: again.student)],
        "reworded": sorted(again.student for again in regraded.words),
        "same": len(regraded.words) + regraded.same,
        "passed_over": regraded.passed_over,
        "failures": regraded.failures,
    }


def question(grades: int, words: int) -> str:
    """What a person is asked: whether to write so many grades, and so many reports whose words alone change."""
    if grades + words == 1:
        return "Write this grade?" if grades else "Write this report?"
    counts = (counted(grades, "grade") if grades else "", counted(words, "report") if words else "")
    return f"Write these {' and '.join(filter(None, counts))}?"


def reasons_text(head: str, reasons: dict[str, str]) -> str:
    """The reasons by student under their head; empty where there are none."""
    lines = [f"  {visible(student)}: {visible(why)}" for student, why in sorted(reasons.items())]
    return "\n".join([head, *lines]) if lines else ""


def _row(again: Again) -> tuple[str, str, str, str]:
    points = _arrow(number(again.points_before), number(again.after.points))
    stays = "" if again.standing.manual is None else f"graded by hand: {number(again.standing.manual)}, which stays"
    return visible(again.student), points, _arrow(_met(again.before), _met(again.after)), stays


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} -> {after}"


def _met(outcome: Outcome) -> str:
    return f"{outcome.verdict} ({outcome.misconception})" if outcome.misconception else outcome.verdict


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    if not rows:
        return
    rows = [("student", "points", "verdict", ""), *rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(f"{text:<{width}}" for text, width in zip(row, widths, strict=True)).rstrip()


def _change(again: Again) -> dict:
    def side(outcome: Outcome, points: float) -> dict:
        return {"points": points, "verdict": outcome.verdict, "misconception": outcome.misconception}

    return {"student": again.student, "before": side(again.before, again.points_before),
            "after": side(again.after, again.after.points), "manual": again.standing.manual}
