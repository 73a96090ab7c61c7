"""What is sent into the sandbox: inputs and watching functions, and nothing that helps to answer or tells of this machine."""

import inspect
import io
import json
import pickle
import sys
import sysconfig
import tempfile
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real_sandbox import QUICK, REPOSITORY, printed

from course_lib import exercises
from course_lib.checking import Exercise, examine_exercise
from course_lib.checking.judge import tasks
from course_lib.checking.written import written
from course_lib.grading.inside.messages import FILE
from course_lib.grading.judging.request import by_value, request
from course_lib.grading.judging.verdict import Text, verdict
from course_lib.grading.judging.watching import watch
from course_lib.grading.sandbox.engine import Engine

EVERY = [pytest.param(exercise, id=exercise.id) for exercise in exercises.all()]
SMALL = [param for param in EVERY if param.id != "c01_fit_digits"]  # the request for that one holds 55 MB of digits
SEED = "a seed of tests"


class Recorder(pickle.Unpickler):
    """Keeps all code on its way."""

    def __init__(self, message: bytes):
        super().__init__(io.BytesIO(message))
        self.code: list[types.CodeType] = []

    def find_class(self, module: str, name: str) -> object:
        found = super().find_class(module, name)
        return (lambda kind: self._keep if kind == "CodeType" else found(kind)) if name == "_builtin_type" else found

    def _keep(self, *parts: object) -> types.CodeType:
        self.code.append(types.CodeType(*parts))
        return self.code[-1]


def codes(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from codes(constant)


def code_of(implementation: object) -> list[types.CodeType]:
    """That of a function, or of all methods of a class; of what is called through something else, none."""
    functions = vars(implementation).values() if isinstance(implementation, type) else [inspect.unwrap(implementation)]
    found = (getattr(function, "__code__", None) for function in functions)
    return [inner for code in found if code for inner in codes(code)]


def names_of(code: types.CodeType) -> tuple:
    """What two pieces of code have in common only if one is the other: its name, its bytes, the names it uses."""
    return code.co_name, code.co_code, code.co_names, code.co_varnames


@pytest.fixture(scope="module")
def answers() -> dict[tuple, str]:
    """All right answers of the course that are more than a step, by what is in them."""
    found = {}
    for exercise in exercises.all():
        for answer in (exercise.reference, *exercise.alternatives):
            found |= {names_of(code): f"{exercise.id}: {code.co_qualname}" for code in code_of(answer) if len(code.co_code) > 30}
    return found


def sent(message: bytes) -> list[tuple]:
    """What identifies each piece of code in a pickle."""
    recorder = Recorder(message)
    recorder.load()
    return [names_of(inner) for code in recorder.code for inner in codes(code)]


def test_an_answer_that_is_sent_would_be_found(answers: dict[tuple, str]):
    reference = exercises.find("q12_broadcast_shape").reference
    assert [answers.get(one) for one in sent(by_value([reference]))].count("q12_broadcast_shape: broadcast_shape") == 1
    assert all(any(answers.get(names_of(code)) for code in code_of(exercise.reference)) or len(inspect.getsource(exercise.reference)) < 400
               for exercise in exercises.all())


@pytest.mark.parametrize("exercise", SMALL)
def test_a_request_holds_no_answer(exercise: Exercise, answers: dict[tuple, str]):
    message = by_value(list(tasks(exercise, SEED)))
    assert [answers[one] for one in sent(message) if one in answers] == []
    for other in exercises.all():
        assert inspect.getsource(other.reference).strip().encode() not in message


@pytest.mark.parametrize("exercise", EVERY)
def test_a_request_tells_no_path_of_this_machine(exercise: Exercise):
    message = request(exercise, exercise.name, SEED)
    places = {str(REPOSITORY), str(Path.home()), sys.prefix, sys.base_prefix, tempfile.gettempdir() + "/", sysconfig.get_path("purelib")}
    assert [place for place in places if len(place) > 2 and place.encode() in message] == []
    assert SEED.encode() not in message


def test_nothing_needs_the_exercises_or_the_pipeline(engine: Engine):
    """Loaded where neither can be imported."""
    with engine.rooms(chance=1)() as room:
        for param in SMALL:
            room.tell(FILE, f"requests/{param.id}\0".encode() + by_value(list(tasks(param.values[0], SEED))), QUICK)
        assert printed(room, """
import os, pickle, sys
class Nowhere:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.startswith(("course_lib.exercises", "course_lib.mnist")):
            raise ImportError(name)
for name in [name for name in sys.modules if name.startswith("course_lib.mnist")]:
    del sys.modules[name]
del sys.modules["course_lib"].mnist
sys.meta_path.insert(0, Nowhere)
for name in sorted(os.listdir("requests")):
    try:
        with open(f"requests/{name}", "rb") as file:
            assert all(callable(watch) and given.arguments is not None for watch, given in pickle.load(file))
    except Exception as error:
        print(name, type(error).__name__, error)
print("all", len(os.listdir("requests")))
""") == f"all {len(SMALL)}\n"


# A student's steps are counted by the name of the cell that they stand in.
LOAD = """
import pickle
answer = pickle.load(open("answer", "rb"))
def renamed(code):
    inner = tuple(renamed(one) if hasattr(one, "co_consts") else one for one in code.co_consts)
    return code.replace(co_filename="/tmp/ipykernel_1/1.py", co_consts=inner)
if hasattr(answer, "__code__"):
    answer.__code__ = renamed(answer.__code__)
"""


def first_mistake(exercise: Exercise) -> object:
    return next((wrong for mistake in exercise.misconceptions for wrong in mistake.wrong), None)


@pytest.mark.slow
@pytest.mark.parametrize("choose", [pytest.param(lambda exercise: exercise.reference, id="right"), pytest.param(first_mistake, id="mistaken")])
@pytest.mark.parametrize("exercise", SMALL)
def test_the_verdict_through_the_sandbox_is_the_one_from_here(exercise: Exercise, choose, engine: Engine):
    answer = choose(exercise)
    if answer is None:
        pytest.skip("no misconception of this exercise has an implementation")
    here = examine_exercise(exercise, answer, SEED)
    with engine.rooms(chance=1)() as room:
        room.tell(FILE, b"answer\0" + by_value(answer), QUICK)
        printed(room, LOAD)
        there = verdict(exercise, watch(exercise, "answer", SEED, room), Text(code=written(answer)), SEED)
    assert (there.verdict, there.points, there.misconception) == (here.verdict, here.points, here.misconception)
    assert there.lines == here.lines


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=50).filter(lambda text: "\ud800" not in text))
def test_the_expression_arrives_whatever_it_is(expression: str):
    head, _, tasks_sent = request(exercises.find("q11_doubled_corner"), expression, SEED).partition(b"\0")
    assert json.loads(head)["answer"] == expression and len(pickle.loads(tasks_sent)) == 1
