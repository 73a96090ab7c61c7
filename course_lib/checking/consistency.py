"""The proof that an exercise judges rightly: of its own answers, right and wrong, over many seeds."""

from collections.abc import Callable, Iterable

from course_lib.checking.exercise import Exercise, Misconception
from course_lib.checking.judge import examine_exercise, observe_answer
from course_lib.checking.wire import pack, unpack


def faults(exercise: Exercise, seeds: Iterable[object]) -> list[str]:
    """What is wrong with an exercise: the fact, then the way out; empty where all is well."""
    found = _faults_of_the_record(exercise)
    if exercise.earned is not None:  # to run it is to train for a minute: once proves it
        return found or _right_answer_faults(exercise, next(iter(seeds)), (exercise.reference,))
    for seed in seeds:
        found += _right_answer_faults(exercise, seed, (exercise.reference, *exercise.alternatives))
        found += [fault for m in exercise.misconceptions for fault in _misconception_faults(exercise, m, seed)]
        found += _stub_faults(exercise, seed)
        if found:
            break  # the next seed would only repeat it
    return found


def observations_cross_the_wire(exercise: Exercise, seed: object) -> bool:
    """Whether what the reference's run hands over is plain data: the same after JSON and safetensors."""
    observed = observe_answer(exercise, exercise.reference, seed)
    values = [[o.value, o.arguments] for o in (*observed.probes, *(o for rule in observed.rules for o in rule))]
    return repr(unpack(pack(values))) == repr(values)


def _faults_of_the_record(exercise: Exercise) -> list[str]:
    found = []
    if not exercise.probes:
        found.append(_tell(exercise, "has no probes; add one with the smallest input first"))
    for attribute in ("phrase", "hint"):
        texts = [getattr(m, attribute) for m in exercise.misconceptions]
        twice = {text for text in texts if texts.count(text) > 1}
        found += [_tell(exercise, f"two misconceptions share the {attribute} {text!r}; give each its own") for text in twice]
    for m in exercise.misconceptions:
        if "?" not in m.hint:
            found.append(_tell(exercise, f"the hint of {m.phrase!r} tells; phrase it as a question"))
        if not m.wrong:
            found.append(_tell(exercise, f"misconception {m.phrase!r} has no implementation; write one that makes it"))
        if not 0 <= m.points < exercise.points:
            found.append(_tell(exercise, f"misconception {m.phrase!r} earns {m.points} of {exercise.points}; give it less"))
    return found


def _right_answer_faults(exercise: Exercise, seed: object, answers: Iterable[Callable]) -> list[str]:
    found = []
    for answer in answers:
        report = examine_exercise(exercise, answer, seed)
        if not report.right:
            found.append(_tell(exercise, f"the right answer {_name(answer)!r} is refused under seed {seed!r}; mend it, or "
                               f"the probe that asks for too much:\n{report.text}"))
    return found


def _misconception_faults(exercise: Exercise, misconception: Misconception, seed: object) -> list[str]:
    found = []
    for wrong in misconception.wrong:
        report = examine_exercise(exercise, wrong, seed)
        phrase, name = misconception.phrase, _name(wrong)
        if report.right:
            found.append(_tell(exercise, f"misconception {phrase!r} ({name}) passes every probe under seed {seed!r}; "
                               "add a probe on which it goes wrong"))
        elif report.misconception != phrase:
            found.append(_tell(exercise, f"misconception {phrase!r} ({name}) is told as {report.misconception!r} under "
                               f"seed {seed!r}; add a probe that tells the two apart"))
    return found


def _stub_faults(exercise: Exercise, seed: object) -> list[str]:
    verdict = examine_exercise(exercise, _untouched(), seed).verdict
    if verdict == "unanswered":
        return []
    return [_tell(exercise, f"the untouched stub is {verdict!r}, not 'unanswered'; let the first probe call the answer")]


def _untouched() -> Callable:
    """A stub as a cell defines it: in no file of ours."""
    namespace: dict = {}
    exec("def stub(*arguments, **keywords):\n    raise NotImplementedError()", namespace)
    return namespace["stub"]


def _name(answer: Callable) -> str:
    return getattr(answer, "__name__", repr(answer))


def _tell(exercise: Exercise, fault: str) -> str:
    return f"exercise {exercise.id!r}: {fault}"
