"""Judge: what observations of an answer are worth, beside the reference's on the same inputs."""

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from course_lib.checking.exercise import Exercise, Misconception
from course_lib.checking.hints import general_hint
from course_lib.checking.likeness import Likeness, Mismatch, alike, first_mismatch, kind_of
from course_lib.checking.observe import Observation, observe_each
from course_lib.checking.plain import Opaque, plain
from course_lib.checking.probe import Given, Probe
from course_lib.checking.report import Report, told
from course_lib.checking.rules import Breach, Rule
from course_lib.checking.wording import raised
from course_lib.checking.written import Written, written

_EXACT = Likeness(rtol=0, atol=0, strict=True)


@dataclass(frozen=True)
class Observed:
    """All that came out of one answer: an observation a probe, then those of the rules' probes, rule by rule."""

    probes: tuple[Observation, ...]
    rules: tuple[tuple[Observation, ...], ...]


def tasks(exercise: Exercise, seed: object, rules: bool = True) -> Iterator[tuple[Callable, Given]]:
    """What an answer is watched at, in order: how, and on what inputs; those of the rules last, or not at all."""
    for probe in (*exercise.probes, *(probe for rule in exercise.rules if rules for probe in rule.probes)):
        yield probe.watch, probe.given(seed)


def observe_answer(
    exercise: Exercise, answer: Callable, seed: object, seconds: float | None = None, rules: bool = True, ours: bool = False
) -> Observed:
    """Run every probe; those of the rules, which take the longest, only where `rules` says so."""
    seconds = exercise.seconds if seconds is None else seconds
    return sorted_out(exercise, list(observe_each(tasks(exercise, seed, rules), answer, seconds, ours)))


def sorted_out(exercise: Exercise, observations: Sequence[Observation]) -> Observed:
    """The observations of all tasks, at least one, by probe and by rule; where they ended early, the last one stands for the rest."""
    count = len(exercise.probes)
    missing = [observations[-1]] * (count - len(observations))
    rest = iter(observations[count:])
    rules = tuple(tuple(islice(rest, len(rule.probes))) for rule in exercise.rules)
    return Observed((*observations[:count], *missing), rules)


def judge(exercise: Exercise, observed: Observed, code: Written | None, seed: object) -> Report:
    """The verdict on one answer from what was observed of it and from what was written."""
    if observed.probes[0].unanswered:
        return _report(exercise, "unanswered")
    if exercise.earned is not None:
        return _earned_report(exercise, observed, seed)
    mismatches = _mismatches(exercise, observed, seed)
    breach = None if any(mismatches) else _first_breach(exercise, observed, code)
    if not any(mismatches) and breach is None:
        return _report(exercise, "right", exercise.points)
    index = next((i for i, mismatch in enumerate(mismatches) if mismatch), 0)
    mismatch = mismatches[index] or Mismatch("rule", None, None, note=breach.sentence)
    known = _known_mistake(exercise, observed, breach, seed)
    hint = known.hint if known else general_hint(mismatch)
    details = told(exercise, exercise.probes[index], seed, observed.probes[index], mismatch, hint)
    if known:
        return _report(exercise, "known mistake", known.points, misconception=known.phrase, **details)
    crashed = mismatch.kind == "error" and observed.probes[index].failure is not None
    return _report(exercise, "crashed" if crashed else "wrong", **details)


def _earned_report(exercise: Exercise, observed: Observed, seed: object) -> Report:
    earned = exercise.earned(observed.probes, seed)
    first = observed.probes[0]
    verdict = "right" if earned.points >= exercise.points else "crashed" if first.failure else "wrong"
    lines = (*earned.lines, *([("hint", earned.hint)] if earned.hint else []))
    trace = first.failure.lines if first.failure else ()
    return _report(exercise, verdict, earned.points, lines=lines, hint=earned.hint, trace=trace, printed=first.printed)


def _report(exercise: Exercise, verdict: str, points: float = 0, **details) -> Report:
    return Report(exercise.id, verdict, float(points), float(exercise.points), **details)


def examine_exercise(exercise: Exercise, answer: Callable, seed: object = 0, seconds: float | None = None) -> Report:
    """Observe and judge in one process; never raises, whatever the answer is or does."""
    if answer is None or answer is ...:
        return _report(exercise, "unanswered")
    try:
        code = written(answer)
    except BaseException:  # an object whose attributes raise
        code = None
    return judge(exercise, observe_answer(exercise, answer, seed, seconds), code, seed)


@functools.lru_cache(maxsize=512)
def _expected(exercise: Exercise, implementation: Callable, seed: object, rules: bool = False) -> Observed:
    return observe_answer(exercise, implementation, seed, 60.0, rules, ours=True)  # they end; a busy machine may be slow


def _mismatches(exercise: Exercise, observed: Observed, seed: object) -> list[Mismatch | None]:
    expected = _expected(exercise, exercise.reference, seed).probes
    triples = zip(exercise.probes, expected, observed.probes, strict=True)
    return [_probe_mismatch(probe, *pair, seed) for probe, *pair in triples]


def _probe_mismatch(probe: Probe, expected: Observation, actual: Observation, seed: object) -> Mismatch | None:
    if actual.failure or expected.failure:
        return _failure_mismatch(expected, actual)
    mismatch = first_mismatch(_facts(probe, expected), _facts(probe, actual), probe.like)
    if mismatch is None and _changed_inputs(probe, actual, seed) and not _changed_inputs(probe, expected, seed):
        return Mismatch("inputs", actual.arguments, None, note="The value is right, but the call changed its argument.")
    return mismatch


def _facts(probe: Probe, observation: Observation) -> Any:
    """What of the value is judged; a value that the facts cannot be taken from is a wrong one, not our failure."""
    try:
        return probe.facts(observation.value)
    except Exception:
        return Opaque(f"{kind_of(observation.value)} that does not have the form asked for")


def _failure_mismatch(expected: Observation, actual: Observation) -> Mismatch | None:
    if expected.failure is None:
        return Mismatch("error", actual.failure, expected.value)
    if actual.failure is None:
        return Mismatch("error", actual.value, expected.failure)
    named = expected.failure.kind in (actual.failure.kinds or (actual.failure.kind,))
    return None if named else Mismatch("error", actual.failure, expected.failure)


def _changed_inputs(probe: Probe, observation: Observation, seed: object) -> bool:
    given = probe.given(seed)
    before = plain((given.arguments, given.keywords))
    return first_mismatch(before, observation.arguments, _EXACT) is not None


def _first_breach(exercise: Exercise, observed: Observed, code: Written | None) -> Breach | None:
    found = (_breach(rule, code, seen) for rule, seen in zip(exercise.rules, observed.rules, strict=True))
    return next((breach for breach in found if breach), None)


def _breach(rule: Rule, code: Written | None, seen: Sequence[Observation]) -> Breach | None:
    failure = next((observation.failure for observation in seen if observation.failure), None)
    if failure is not None:
        return Breach("failure", f"It works on the smallest inputs and fails on others: {raised(failure)}.")
    return rule.breach(code, seen)


def _known_mistake(
    exercise: Exercise, observed: Observed, breach: Breach | None, seed: object
) -> Misconception | None:
    """The misconception that behaves like the answer on every probe, if there is one."""
    for misconception in exercise.misconceptions:
        if any(_same_mistake(exercise, observed, breach, wrong, seed) for wrong in misconception.wrong):
            return misconception
        if misconception.sign and breach is None and _signed(exercise, observed, misconception, seed):
            return misconception
    return None


def _signed(exercise: Exercise, observed: Observed, misconception: Misconception, seed: object) -> bool:
    expected = _expected(exercise, exercise.reference, seed).probes
    try:
        return all(misconception.sign(*pair) for pair in zip(expected, observed.probes, strict=True))
    except Exception:  # the sign looks for a form that this value does not have
        return False


def _same_mistake(
    exercise: Exercise, observed: Observed, breach: Breach | None, wrong: Callable, seed: object
) -> bool:
    pairs = zip(exercise.probes, _expected(exercise, wrong, seed).probes, observed.probes, strict=True)
    if not all(_look_alike(probe, one, other, seed) for probe, one, other in pairs):
        return False
    if breach is None:
        return True
    own = _first_breach(exercise, _expected(exercise, wrong, seed, rules=True), written(wrong))
    return own is not None and own.kind == breach.kind


def _look_alike(probe: Probe, one: Observation, other: Observation, seed: object) -> bool:
    if one.failure or other.failure:
        return bool(one.failure and other.failure and one.failure.kind == other.failure.kind)
    if not alike(_facts(probe, one), _facts(probe, other)):
        return False
    return _changed_inputs(probe, one, seed) == _changed_inputs(probe, other, seed)
