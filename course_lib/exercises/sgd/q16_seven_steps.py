"""Question 16: the seven steps of SGD."""

import itertools
from collections.abc import Callable
from typing import Any

from torch import Tensor

from course_lib.checking import Draw, Exercise, Misconception, Observation, Probe
from course_lib.checking.wording import short

Call = Callable[..., Any]
Log = list[list]
MOST_CALLS = 60  # the longest run takes 21


def run_sgd(init: Call, predict: Call, loss: Call, gradient: Call, step: Call, stop: Call) -> Any:
    """The parameters at the end: initialised once, then predictions, loss, gradient and step, until told to stop."""
    params = init()
    while True:
        preds = predict(params)
        value = loss(preds)
        grad = gradient(params, value)
        params = step(params, grad)
        if stop(value):
            return params


def logged_run(answer: Callable, numbers: Tensor, loops: int, log: Log) -> tuple:
    """Run six callables that write down what they get and what they give; they stop after so many loops."""
    start, scale, shift, target, slope, rate = numbers.tolist() if numbers.ndim == 1 else numbers

    def writes(name: str, work: Callable) -> Callable:
        def called(*arguments):
            if len(log) > MOST_CALLS:
                raise RuntimeError("the loop went on, though stop(value) was true")
            log.append([name, list(arguments)])
            result = work(*arguments)
            log[-1].append(result)
            return result

        return called

    params = answer(
        writes("init", lambda: start),
        writes("predict", lambda params: scale * params + shift),
        writes("loss", lambda preds: (preds - target) ** 2),
        writes("gradient", lambda params, value: slope * params + value),
        writes("step", lambda params, grad: params - rate * grad),
        writes("stop", lambda value: sum(entry[0] == "stop" for entry in log) >= loops),
    )
    return log, params


def as_text(run: tuple) -> dict:
    """The calls as lines of text, of which the first wrong one can be shown, and the parameters."""
    log, params = run
    lines = [f"{name}({_inside(arguments)}) = {short(result)}" for name, arguments, result in _finished(log)]
    return {"calls": (lines + ["nothing more"] * MOST_CALLS)[:MOST_CALLS], "parameters": params}


def _inside(arguments: list) -> str:
    return (short(arguments) or "[...]")[1:-1]


def _finished(log: Log) -> Log:
    return [entry for entry in log if len(entry) == 3]  # the others raised something


def loops(n: int, *, tensors: bool = False) -> Probe:
    """The log is an argument: it can be read even where the answer raised something half-way."""

    def inputs(draw: Draw) -> tuple[Tensor, int, Log]:
        shape = (6, 2) if tensors else (6,)
        return draw.floats(*shape, low=0.2, high=0.6), n, []

    name = f"six functions that want {n} loop{'s' * (n > 1)}" + ", on tensors" * tensors
    return Probe(name, inputs, watch=logged_run, facts=as_text, told_inputs=False)


def asked_in_the_condition(init, predict, loss, gradient, step, stop):
    params, value, first = init(), None, True
    while first or not stop(value):
        value, first = loss(predict(params)), False
        params = step(params, gradient(params, value))
    return params


def by_recursion(init, predict, loss, gradient, step, stop):
    def descend(params):
        value = loss(predict(params))
        stepped = step(params, gradient(params, value))
        return stepped if stop(value) else descend(stepped)

    return descend(init())


def init_each_time(init, predict, loss, gradient, step, stop):
    done = False
    while not done:
        params = init()
        value = loss(predict(params))
        params = step(params, gradient(params, value))
        done = stop(value)
    return params


def last_gradient_first(init, predict, loss, gradient, step, stop):
    params, grad = init(), 0.0
    while True:
        value = loss(predict(params))
        params = step(params, grad)
        grad = gradient(params, value)
        if stop(value):
            return params


def stop_first(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        value = loss(predict(params))
        if stop(value):
            return params
        params = step(params, gradient(params, value))


def predicted_once(init, predict, loss, gradient, step, stop):
    params = init()
    preds = predict(params)
    while True:
        value = loss(preds)
        params = step(params, gradient(params, value))
        if stop(value):
            return params


# The signs read the log, so that a mistake is told however the loop is written.


def _log(observation: Observation) -> Log:
    return observation.arguments[0][2]


def _names(log: Log) -> list[str]:
    return [entry[0] for entry in log]


def _loops(observation: Observation) -> int:
    return _names(_log(observation)).count("step")


def begins_again(expected: Observation, actual: Observation) -> bool:
    """Whether `init` is called again and again; one loop does not show it."""
    return _names(_log(actual)).count("init") > 1 or _loops(expected) == 1


def steps_too_early(expected: Observation, actual: Observation) -> bool:
    """Whether a step is taken, or tried, right after a loss."""
    names = _names(_log(actual))
    if actual.failure and actual.failure.kind in ("UnboundLocalError", "NameError"):
        return names[-1:] == ["loss"]
    return ("loss", "step") in itertools.pairwise(names)


def asks_too_early(expected: Observation, actual: Observation) -> bool:
    """Whether `stop` is asked before the first step."""
    names = _names(_log(actual))
    return "stop" in names and "step" not in names[: names.index("stop")]


def predicts_too_seldom(expected: Observation, actual: Observation) -> bool:
    """Whether a loss or a gradient comes from predictions of earlier parameters; one loop does not show it."""
    log, params, preds, stale = _log(actual), None, None, _loops(expected) == 1
    for name, arguments, result in _finished(log):
        if name == "step" and not _same(arguments[:1], [params]):
            return False  # it is the parameters that do not move
        if name in ("init", "step"):
            params, preds = result, None
        elif name == "predict":
            preds = result if _same(arguments, [params]) else None
        elif name == "loss":
            stale |= not _same(arguments, [preds])
        elif name == "gradient":
            stale |= preds is None
    return stale


def _same(one: list, other: list) -> bool:
    return repr(one) == repr(other)


q16_run_sgd = Exercise(
    id="q16_run_sgd",
    reference=run_sgd,
    alternatives=[asked_in_the_condition, by_recursion],
    misconceptions=[
        Misconception(
            "init inside the loop",
            "Each loop starts from fresh parameters, and what the steps before it learnt is gone. Which of the seven "
            "steps is done only once?",
            wrong=[init_each_time],
            sign=begins_again,
        ),
        Misconception(
            "step before gradient",
            "A step is taken before its gradient is known. What does `step(params, grad)` need to have been worked "
            "out from these very parameters?",
            wrong=[last_gradient_first],
            sign=steps_too_early,
        ),
        Misconception(
            "stop asked before the step",
            "The last gradient was worked out and never used, or never worked out. Where in the loop is `stop(value)` "
            "to be asked: before the step, or after it?",
            wrong=[stop_first],
            sign=asks_too_early,
            points=1,
        ),
        Misconception(
            "stale predictions",
            "The parameters move, and the predictions stay those of earlier ones. What has to be done anew after each "
            "step?",
            wrong=[predicted_once],
            sign=predicts_too_seldom,
        ),
    ],
    probes=[loops(1), loops(2), loops(4), loops(3, tensors=True)],
)

EXERCISES = (q16_run_sgd,)
