"""What is sent into the sandbox to watch an answer: inputs and watching functions, by value. No expected value, no reference."""

import io
import json
import types
from collections.abc import Callable

import cloudpickle

import course_lib.checking.effort
import course_lib.exercises
import course_lib.mnist
from course_lib.checking import Exercise
from course_lib.checking.judge import tasks


def request(exercise: Exercise, expression: str, seed: str) -> bytes:
    """The bytes that ask for all observations of the answer that the expression names."""
    head = json.dumps({"answer": expression, "seconds": exercise.seconds})
    return head.encode() + b"\0" + by_value(list(tasks(exercise, seed)))


def by_value(thing: object) -> bytes:
    """A pickle that needs none of the modules in which exercises and references live."""
    packages = (course_lib.exercises, course_lib.mnist, course_lib.checking.effort)  # what counts comes fresh, too
    for package in packages:
        cloudpickle.register_pickle_by_value(package)
    try:
        file = io.BytesIO()
        _Pickler(file).dump(thing)
        return file.getvalue()
    finally:
        for package in packages:
            cloudpickle.unregister_pickle_by_value(package)


class _Pickler(cloudpickle.CloudPickler):
    """Code goes by a name that says it is no student's (`students_frame`), and without the place where it lies."""

    def reducer_override(self, thing: object) -> object:
        if isinstance(thing, types.CodeType):
            thing = thing.replace(co_filename="<frozen probe>")
            reduce: Callable = self.dispatch_table[types.CodeType]
            return reduce(thing)
        return super().reducer_override(thing)

    def _function_getnewargs(self, function: types.FunctionType) -> tuple:
        code, names, *rest = super()._function_getnewargs(function)
        for place in ("__file__", "__path__"):
            names.pop(place, None)
        return code, names, *rest
