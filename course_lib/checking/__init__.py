"""What "right" means: exercise records, observe, judge, report. Knows torch, and has never heard of a notebook."""

from course_lib.checking.draw import Draw
from course_lib.checking.exercise import Earned, Exercise, Misconception
from course_lib.checking.judge import Observed, examine_exercise, judge, observe_answer
from course_lib.checking.likeness import Likeness, Mismatch
from course_lib.checking.observe import Failure, Observation, observe
from course_lib.checking.plain import Opaque
from course_lib.checking.probe import Given, Probe, call
from course_lib.checking.report import Report
from course_lib.checking.rules import Breach, ByHand, Forbid, NoLoop, OneListComprehension, Rule

__all__ = [
    "Breach", "ByHand", "Draw", "Earned", "Exercise", "Failure", "Forbid", "Given", "Likeness", "Mismatch", "Misconception", "NoLoop",
    "Observation", "Observed", "OneListComprehension", "Opaque", "Probe", "Report", "Rule", "call", "examine_exercise", "judge",
    "observe", "observe_answer",
]
