"""What the exercises know, as the text of a student's cell."""

import importlib.util
import linecache
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import torch

from course_lib import examine, exercises
from course_lib.checking import Exercise
from course_lib.grading.cell_text import cell_text, imports_in
from course_lib.grading.odd_answers import noisy

torch.set_num_threads(1)

FILE = '''
import math
from collections.abc import Callable
from functools import partial

from course_lib.mnist import invert

FULL = 255
HALF = FULL // 2


def halves(image):  # what a helper of a helper needs
    return image // HALF


def reference(image):
    """Say it well."""
    # a reason, which stays
    return FULL - image


def answer(image):
    return reference(halves(image)) + math.pi


def borrows(image):
    return invert(image)


def calls_itself(count):
    return calls_itself(count - 1) if count else 0


def shadows(image):
    reference = image
    return reference


class Recorder:
    def __init__(self, image):
        self.image = reference(image)


def made_with(step: int) -> Callable:
    def inner(image):
        return halves(image) + step

    return inner


inner = made_with(3)
'''


def _imported(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("an_exercise_file", path)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    path = tmp_path_factory.mktemp("exercise") / "an_exercise_file.py"
    path.write_text(FILE)
    return _imported(path)


def run_cell(text: str) -> dict:
    """The names after the cell has run, with its source at hand as in a notebook."""
    linecache.cache["<cell>"] = (len(text), None, text.splitlines(True), "<cell>")
    names: dict = {"__name__": "__main__"}
    exec(compile(text, "<cell>", "exec"), names)
    return names


def test_a_function_comes_with_its_helpers_constants_and_imports_and_under_the_exercise_name(file):
    text = cell_text(file.answer, "scaled")
    assert text.splitlines()[0] == "import math"
    assert text.endswith("def scaled(image):\n    return reference(halves(image)) + math.pi")
    assert text.index("FULL = 255") < text.index("HALF = FULL // 2") < text.index("def halves")
    assert "# a reason, which stays" in text
    assert run_cell(text)["scaled"](254) == file.answer(254)
    assert "def answer" not in text and "Callable" not in text


def test_a_helper_of_the_exercise_name_steps_aside(file):
    text = cell_text(file.answer, "reference")
    names = run_cell(text)
    assert names["reference"](254) == file.answer(254)
    assert names["_reference"](254) == file.reference(254)


def test_an_import_that_the_notebook_has_made_is_not_repeated(file):
    assert "import math" in cell_text(file.answer, "scaled")
    assert "import math" not in cell_text(file.answer, "scaled", imports_in("import math, os\nx = 1"))


def test_an_answer_of_ours_is_written_out_and_not_imported(file):
    text = cell_text(file.borrows, "invert")
    assert "course_lib" not in text
    assert run_cell(text)["invert"](torch.tensor([55])).tolist() == [200]


def test_a_recursive_function_calls_itself_under_its_new_name(file):
    assert cell_text(file.calls_itself, "down").count("down(") == 2
    assert run_cell(cell_text(file.calls_itself, "down"))["down"](3) == 0


def test_a_local_variable_keeps_its_name(file):
    assert run_cell(cell_text(file.shadows, "keep"))["keep"](7) == 7
    assert "def reference" not in cell_text(file.shadows, "keep")


def test_a_class_comes_under_the_exercise_name(file):
    assert run_cell(cell_text(file.Recorder, "Keeper"))["Keeper"](55).image == 200


def test_a_function_made_by_another_one_brings_what_it_has_from_there(file):
    assert run_cell(cell_text(file.inner, "stepped"))["stepped"](254) == file.inner(254)


def implementations() -> list:
    def case(exercise: Exercise, answer: Callable, phrase: str | None):
        return pytest.param(exercise, answer, phrase, id=f"{exercise.id} {answer.__name__}")

    cases = []
    for exercise in (exercise for exercise in exercises.all() if exercise.earned is None):
        cases += [case(exercise, answer, None) for answer in (exercise.reference, *exercise.alternatives)]
        cases += [case(exercise, wrong, m.phrase) for m in exercise.misconceptions for wrong in filter(has_own_text, m.wrong)]
    return cases


def has_own_text(implementation: Callable) -> bool:
    """Not so for what a function makes, from values it was given, or for Python's own `zip`: the class does without."""
    return "<locals>" not in implementation.__qualname__ and implementation.__module__.startswith("course_lib")


SETUP = """\
import math
from pathlib import Path

import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn
"""


@pytest.mark.parametrize("exercise, answer, phrase", implementations())
def test_as_a_cell_it_is_judged_as_in_its_file(exercise: Exercise, answer: Callable, phrase: str | None):
    text = cell_text(answer, exercise.name, imports_in(SETUP))
    report = examine(exercise.id, run_cell(f"{SETUP}\n{text}")[exercise.name])
    assert (report.right, report.misconception) == (phrase is None, phrase), text


@pytest.mark.parametrize("exercise", [e for e in exercises.all() if e.earned is None], ids=lambda exercise: exercise.id)
def test_the_noisy_reference_is_right(exercise: Exercise):
    text = noisy(cell_text(exercise.reference, exercise.name))
    assert examine(exercise.id, run_cell(text)[exercise.name]).right, text
