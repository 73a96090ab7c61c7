"""The verdict on an answer that was watched in the sandbox, from plain data and the submitted text."""

from collections.abc import Sequence
from dataclasses import dataclass

from course_lib.cells.borrowed import borrowed
from course_lib.checking import Exercise, Observation, Report, judge
from course_lib.checking.judge import sorted_out
from course_lib.checking.written import Written


@dataclass(frozen=True)
class Watched:
    """What came out of a check: observations, or why there are none: `missing` is an error's kind, or "nothing"."""

    observations: Sequence[Observation] = ()
    missing: str = ""
    message: str = ""
    ended: str = ""  # why the sandbox was closed in the middle


@dataclass(frozen=True)
class Text:
    """What the submitted text says about an answer: what it is, and how it is written where it is a function.

    `known` is False where no cell says it plainly, or where the text is too long to be read.
    """

    answer: object = None
    code: Written | None = None
    known: bool = True


def verdict(exercise: Exercise, watched: Watched, text: Text, seed: str) -> Report:
    """The report; it never raises, whatever came out of the sandbox."""
    if refused := borrowed(exercise.id, text.answer):
        return refused
    if watched.ended:
        return _lost(exercise, "crashed", f"Your answer stopped the grading of this exercise: {watched.ended}.")
    if watched.missing == "nothing":
        return Report(exercise.id, "unanswered", 0.0, float(exercise.points))
    if watched.missing:
        return _missing(exercise, watched)
    if not watched.observations:
        return _lost(exercise, "wrong", "Nothing came back from your answer.")
    if _cut_short(exercise, watched.observations):
        return _lost(exercise, "wrong", "Not all that was asked for came back from your answer.")
    try:
        report = judge(exercise, sorted_out(exercise, watched.observations), text.code, seed)
    except Exception as error:  # data of a form that no honest observer sends
        return _lost(exercise, "wrong", f"What came back from your answer could not be read ({type(error).__name__}).")
    if report.right and exercise.rules and not text.known:
        return _lost(exercise, "wrong", f"How this is written counts, too, and no cell says plainly what `{exercise.name}` is. "
                     "Define it with `def`, in a cell of usual length.")
    return report


def _cut_short(exercise: Exercise, seen: Sequence[Observation]) -> bool:
    """Whether there are fewer observations than the observer makes: it stops early only at a stub, or at an answer that takes too long."""
    asked = len(exercise.probes) + sum(len(rule.probes) for rule in exercise.rules)
    return len(seen) < asked and not (seen[-1].too_long or seen[0].unanswered)


def _missing(exercise: Exercise, watched: Watched) -> Report:
    told = f"{watched.missing}: {watched.message}" if watched.message else watched.missing
    hint = "The cell that defines it did not run to its end, or defines another name. What does it say?"
    lines = (("raised", told), *((("hint", hint),) if watched.missing == "NameError" else ()))
    return Report(exercise.id, "crashed", 0.0, float(exercise.points), lines=lines)


def _lost(exercise: Exercise, kind: str, sentence: str) -> Report:
    return Report(exercise.id, kind, 0.0, float(exercise.points), lines=(("but", sentence),))
