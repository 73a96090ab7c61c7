"""What students outside this project might hand in for 01_images, judged by the letter of the contract."""

import builtins
import os
import random
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from course_lib import examine
from course_lib.checking import Report
from tests.exercises.answers import read_answers, run_cell

HERE = Path(__file__).parent
FILES = sorted((HERE / "answers_to_01_images").glob("*.py"))
ANSWERS = [(file.stem, answer) for file in FILES for answer in read_answers(file)]
HOSTILE = read_answers(HERE / "hostile_answers.py")


def of_kind(kind: str) -> list:
    return [pytest.param(exercise, a, id=f"{exercise}-{a.name}") for exercise, a in ANSWERS if a.kind == kind]


def judged(exercise: str, answer, seed: int, registered: bool):
    return examine(exercise, run_cell(answer.source, exercise.partition("_")[2], registered), seed=seed)


def settings() -> dict:
    """What an answer could leave changed in the process."""
    return {
        "default dtype": torch.get_default_dtype(),
        "default device": torch.get_default_device(),
        "gradients": torch.is_grad_enabled(),
        "torch's random numbers": torch.get_rng_state(),
        "Python's random numbers": random.getstate(),
        "NumPy's random numbers": np.random.get_state(),
        "streams": (sys.stdout, sys.stderr),
        "warnings": (list(warnings.filters), warnings.showwarning),
        "recursion limit": sys.getrecursionlimit(),
        "tracer": sys.gettrace(),
        "directory": os.getcwd(),
        "environment": {name: text for name, text in os.environ.items() if name != "PYTEST_CURRENT_TEST"},
    }


def put_back(before: dict) -> None:
    """The settings as they were, so that a harmful answer spoils its own test alone."""
    torch.set_default_dtype(before["default dtype"])
    torch.set_default_device(None)
    torch.set_grad_enabled(before["gradients"])
    sys.stdout, sys.stderr = before["streams"]
    warnings.filters[:], warnings.showwarning = before["warnings"]
    sys.setrecursionlimit(before["recursion limit"])
    sys.settrace(before["tracer"])
    os.chdir(before["directory"])
    os.environ.pop("OUTSIDE", None)
    random.setstate(before["Python's random numbers"])
    np.random.set_state(before["NumPy's random numbers"])
    torch.set_rng_state(before["torch's random numbers"])


def put_back_names(kept: list[tuple[object, dict]]) -> list[str]:
    """The names of builtins, torch and its tensors as they were; returns those that had changed."""
    found = builtins.__dict__.copy()
    builtins.__dict__.update(kept[0][1])  # before anything else, which needs them
    changed = [name for name, value in kept[0][1].items() if found.get(name) is not value]
    for owner, names in kept[1:]:
        for name, value in dict(vars(owner)).items():
            if name in names and value is not names[name]:
                setattr(owner, name, names[name])
                changed.append(name)
            elif name not in names and isinstance(owner, type):  # modules load some names when they need them
                delattr(owner, name)
                changed.append(name)
    return changed


def examined(exercise: str, function: Callable) -> tuple[Report | BaseException, list[str]]:
    """The report on a hostile answer, or what `examine` raised, and what was changed afterwards."""
    before, kept = settings(), [(owner, dict(vars(owner))) for owner in (builtins, torch, torch.Tensor, torch.testing)]
    try:
        report = examine(exercise, function, seed=0)
    except BaseException as error:
        report = error
    changed = put_back_names(kept)
    after = settings()
    put_back(before)
    return report, changed + [name for name in before if repr(before[name]) != repr(after[name])]


@pytest.mark.parametrize("registered", [False, True], ids=["bare", "registered"])
@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize(("exercise", "answer"), of_kind("right"))
def test_a_right_answer_passes(exercise, answer, seed, registered):
    report = judged(exercise, answer, seed, registered)
    assert report.right, report.text


@pytest.mark.parametrize("registered", [False, True], ids=["bare", "registered"])
@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize(("exercise", "answer"), of_kind("wrong"))
def test_a_wrong_answer_does_not_pass(exercise, answer, seed, registered):
    report = judged(exercise, answer, seed, registered)
    assert not report.right
    assert report.verdict in ("known mistake", "wrong", "crashed")


@pytest.mark.parametrize("registered", [False, True], ids=["bare", "registered"])
@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize(("exercise", "answer"), of_kind("mistake"))
def test_a_mistake_is_told_by_its_own_name(exercise, answer, seed, registered):
    report = judged(exercise, answer, seed, registered)
    assert (report.verdict, report.misconception) == ("known mistake", answer.misconception), report.text
    assert "hint" in report.text


@pytest.mark.parametrize("answer", HOSTILE, ids=lambda answer: answer.name)
@pytest.mark.parametrize("exercise", [file.stem for file in FILES])
def test_a_hostile_answer_neither_passes_nor_harms(exercise, answer):
    report, changed = examined(exercise, run_cell(answer.source, "answer"))
    assert isinstance(report, Report), repr(report)
    assert not report.right
    assert len(report.text) < 5_000
    assert changed == []
