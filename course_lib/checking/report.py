"""The report: verdict, mismatch, hint and points, as plain text and as HTML. The only thing that is drawn."""

from dataclasses import dataclass, field

from course_lib.checking.exercise import Exercise
from course_lib.checking.likeness import Mismatch
from course_lib.checking.observe import Failure, Observation
from course_lib.checking.page import report_html
from course_lib.checking.probe import Probe
from course_lib.checking.wording import raised, raised_or_value, sides, told_inputs

HEADLINES = {"right": "right", "unanswered": "not answered yet"}


@dataclass(frozen=True)
class Report:
    """What is said about one answer.

    `verdict` is "right", "known mistake", "wrong", "crashed" or "unanswered"; `misconception` the phrase of the
    known mistake. `lines` are labels and texts in the order of reading; `trace` holds the answer's own lines on the
    way to an exception, `printed` what it printed, `mismatch` both sides as plain data, for the drawing.
    """

    exercise_id: str
    verdict: str
    points: float
    max_points: float
    misconception: str | None = None
    hint: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    trace: tuple[str, ...] = ()
    printed: str = ""
    mismatch: Mismatch | None = field(default=None, repr=False)

    @property
    def right(self) -> bool:
        return self.verdict == "right"

    @property
    def headline(self) -> str:
        return HEADLINES.get(self.verdict, "not yet")

    @property
    def text(self) -> str:
        """The plain-text twin."""
        rows = [f"  {label:<9} {text}" for label, text in self.lines]
        return "\n".join([f"{self.exercise_id}: {self.headline}", *rows])

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return report_html(self)


def told(exercise: Exercise, probe: Probe, seed: object, observation: Observation, mismatch: Mismatch, hint: str) -> dict:
    """The lines of a report on a failing probe, with what belongs to them."""
    lines = [] if mismatch.kind == "rule" else _called(exercise, probe, seed)
    lines += _outcome(mismatch)
    lines += [("hint", hint)] if hint else []
    trace = observation.failure.lines if observation.failure else ()
    return {"lines": tuple(lines), "trace": trace, "printed": observation.printed, "mismatch": mismatch, "hint": hint}


def _called(exercise: Exercise, probe: Probe, seed: object) -> list[tuple[str, str]]:
    lines = [("called", f"{exercise.signature}, {probe.name}")]
    if probe.told_inputs and (inputs := told_inputs(exercise.parameters, probe.given(seed))):
        lines.append(("with", inputs))
    return lines


def _outcome(mismatch: Mismatch) -> list[tuple[str, str]]:
    if mismatch.kind in ("inputs", "rule"):
        return [("but", mismatch.note)]
    if mismatch.kind == "error" and isinstance(mismatch.returned, Failure):
        told_side = [] if isinstance(mismatch.expected, dict) else [("expected", raised_or_value(mismatch.expected))]
        return [("raised", raised(mismatch.returned)), *told_side]
    returned, expected = sides(mismatch)
    return [("returned", returned), ("expected", expected)] + ([("that is", mismatch.note)] if mismatch.note else [])
