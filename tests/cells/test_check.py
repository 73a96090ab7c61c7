"""`check`, as a graded cell runs it."""

import json

import pytest
import torch
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from course_lib import check
from course_lib.cells.check import RECORD


@pytest.fixture(scope="module")
def shell():
    return InteractiveShell.instance()


def cell(shell, source: str):
    with capture_output() as shown:
        result = shell.run_cell(f"import torch\nfrom course_lib import check\n{source}")
    return result, shown


def test_outside_a_notebook_the_report_is_printed(capsys):
    InteractiveShell.clear_instance()
    assert check("q09_mae", lambda a, b: (a.double() - b.double()).abs().mean()) == 2.0
    assert capsys.readouterr().out == "q09_mae: right\n"


def test_a_cell_returns_the_points_as_a_float_and_shows_the_report(shell):
    result, shown = cell(shell, "def invert(image):\n    return -image\ncheck('q01_invert', invert)")
    assert result.result == 0.0 and type(result.result) is float
    (output,) = shown.outputs
    assert "q01_invert: not yet" in output.data["text/plain"] and "q01_invert" in output.data["text/html"]
    assert output.data[RECORD] == {
        "exercise": "q01_invert", "verdict": "known mistake", "points": 0.0, "max_points": 2.0, "misconception": "`-image`"}
    json.dumps(output.data[RECORD])


def test_a_cell_stays_silent_on_stderr(shell):
    source = "import warnings\ndef invert(image):\n    warnings.warn('oh')\n    return 255 - image\ncheck('q01_invert', invert)"
    result, shown = cell(shell, source)
    assert result.result == 2.0 and shown.stderr == ""


def test_the_source_of_a_cell_is_seen_by_the_rules(shell):
    source = "def long_words(words, n):\n    return list(w.upper() for w in words if len(w) >= n)\ncheck('q04_long_words', long_words)"
    result, shown = cell(shell, source)
    assert result.result == 0.0 and "list comprehension" in shown.outputs[0].data["text/plain"]


@pytest.mark.parametrize("source", [
    "from course_lib.mnist import mae\nanswer = mae",
    "import course_lib.mnist.distances as d\ndef answer(a, b):\n    return d.mae(a, b)",
    "from course_lib.mnist.distances import mae as m\ndef helper(a, b):\n    return m(a, b)\nanswer = lambda a, b: helper(a, b)",
    "def answer(a, b):\n    from course_lib.exercises.tensors.q09_distances import by_l1_loss\n    return by_l1_loss(a, b)",
])
def test_handing_in_the_courses_own_answer_earns_nothing(source, capsys):
    namespace = {}
    exec(source, namespace)
    assert check("q09_mae", namespace["answer"]) == 0.0
    assert "the course's own answer" in capsys.readouterr().out


def test_what_an_earlier_assignment_asked_for_may_be_called(capsys):
    from course_lib.mnist import pixel_distance

    assert check("q10_distances_to", lambda images, target: pixel_distance(images, target)) == 2.0


def test_a_name_that_is_no_exercise_is_told_with_those_there_are():
    with pytest.raises(KeyError, match="q09_mae"):
        check("q09_maee", torch.abs)


@pytest.mark.parametrize("source", [
    "from course_lib.mnist import BasicOptim as Base\nclass BasicOptim(Base):\n    pass",
    "from course_lib.mnist import BasicOptim as Ours\nclass BasicOptim:\n    def __init__(self, params, lr):\n"
    "        self.inner = Ours(params, lr)\n    def step(self):\n        self.inner.step()\n"
    "    def zero_grad(self):\n        self.inner.zero_grad()",
])
def test_a_class_that_derives_from_ours_or_wraps_it_earns_nothing(source, capsys):
    namespace = {}
    exec(source, namespace)
    assert check("q25_BasicOptim", namespace["BasicOptim"]) == 0.0
    assert "the course's own answer" in capsys.readouterr().out
