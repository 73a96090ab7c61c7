"""Answers that hand the work to the reference: this is an open book, and reading it is allowed; calling it is not."""

from functools import cache
from typing import Any

from course_lib import exercises
from course_lib.checking import Exercise, Report
from course_lib.checking.written import own_functions, written


def borrowed(exercise_id: str, answer: Any) -> Report | None:
    """The report on an answer that is, or calls, the course's own answer; None for an answer of one's own.

    What earlier assignments asked for may be called: those answers have been given.
    """
    exercise = exercises.find(exercise_id)
    ours = _not_yet_given(exercise_id)
    for thing in _reached(answer):
        home = _home(thing)[0]
        if _home(thing) in ours or home.startswith("course_lib.exercises") or home in exercises.MORE_ANSWERS:
            name = thing.__name__ if hasattr(thing, "__name__") else "it"
            return _refused(exercise, f"`{name}` is the course's own answer. Read it, close it, and write yours.")
    return None


@cache
def _not_yet_given(exercise_id: str) -> frozenset[tuple[str, str]]:
    """Where the answers stand that this assignment and later ones ask for."""
    assignments = [name for name in exercises.ASSIGNMENTS]
    own = next(name for name in assignments if exercise_id in (e.id for e in exercises.of_assignment(name)))
    later = assignments[assignments.index(own):]
    return frozenset(_home(exercise.reference) for name in later for exercise in exercises.of_assignment(name))


def _home(thing: Any) -> tuple[str, str]:
    return str(getattr(thing, "__module__", "")), str(getattr(thing, "__qualname__", ""))


def _reached(answer: Any) -> list[Any]:
    """The answer, what a class derives from, and all that their code leads to."""
    try:
        kinds = answer.__mro__ if isinstance(answer, type) else (answer,)
        own = [code for kind in kinds for code in (own_functions(kind) or [written(kind)]) if code]
        return [*kinds, *(thing for code in own for thing in code.reached())]
    except BaseException:  # an object whose attributes raise
        return []


def _refused(exercise: Exercise, sentence: str) -> Report:
    return Report(exercise.id, "wrong", 0.0, float(exercise.points), lines=(("but", sentence),))
