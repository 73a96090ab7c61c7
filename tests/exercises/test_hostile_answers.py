"""Answers that lie, harm or never end: none passes, and the process is as it was."""

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

from course_lib import examine, exercises
from course_lib.checking import Report
from tests.exercises.answers import read_answers, run_cell

HOSTILE = read_answers(Path(__file__).with_name("hostile_answers.py"))


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


@pytest.mark.parametrize("answer", HOSTILE, ids=lambda answer: answer.name)
@pytest.mark.parametrize("exercise", [exercise.id for exercise in exercises.of_assignment("01_images")])
def test_a_hostile_answer_neither_passes_nor_harms(exercise, answer):
    report, changed = examined(exercise, run_cell(answer.source, "answer"))
    assert isinstance(report, Report), repr(report)
    assert not report.right
    assert len(report.text) < 5_000
    assert changed == []
