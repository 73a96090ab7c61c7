"""Imports only go down, a device has one home, and importing does nothing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "course_lib"
FLOORS = {"mnist": 0, "checking": 0, "exercises": 1, "demos": 1, "cells": 2, "grading": 3, "authoring": 3, "__main__": 4}
# The package itself is the face of the highest floor that it opens lazily.
FACES = {"course_lib": 2, "course_lib.check": 2, "course_lib.examine": 2, "course_lib.exercises": 1}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """The dotted names that a module imports, wherever in its text."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def part(path: Path) -> str:
    """The part of the package that a module belongs to, by which floors are told."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def floor_of(name: str) -> int:
    parts = name.split(".")
    return FACES.get(name, FLOORS.get(parts[1] if len(parts) > 1 else "", 0))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_only_go_down(path: Path):
    own = part(path)
    if own == "__init__":
        return
    ours = {name for name in imported(path) if name.split(".")[0] == "course_lib"}
    others = {name for name in ours if name.split(".")[1:2] != [own]}
    # `demo` builds a course before it grades one: the one step from grading to authoring.
    allowed = {name for name in others if path.name == "demo.py" and name.startswith("course_lib.authoring")}
    up = {name for name in others - allowed if floor_of(name) >= FLOORS[own]}
    assert not up, f"{path.name} stands on floor {FLOORS[own]} and imports {sorted(up)}"


def test_only_the_device_module_names_a_device():
    named = [path.name for path in MODULES if '"cuda' in path.read_text("utf-8") or "'cuda" in path.read_text("utf-8")]
    assert named == ["device.py"]


def test_only_grading_and_authoring_import_nbgrader():
    users = {part(path) for path in MODULES if any(name.split(".")[0] == "nbgrader" for name in imported(path))}
    assert users <= {"grading", "authoring"}


def test_checking_has_never_heard_of_a_notebook():
    for path in MODULES:
        if part(path) == "checking":
            heard = {name.split(".")[0] for name in imported(path)} & {"IPython", "nbformat", "jupyter", "ipywidgets"}
            assert not heard, path.name


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, course_lib; print(sorted({'torch', 'numpy', 'matplotlib', 'IPython', 'nbgrader'} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_judging_an_answer_loads_neither_torchvision_nor_nbgrader_nor_matplotlib():
    code = ("import sys, course_lib; course_lib.examine('q09_mae', lambda a, b: (a.float() - b.float()).abs().mean());"
            "print(sorted({'torchvision', 'nbgrader', 'matplotlib', 'sympy'} & set(sys.modules)))")
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"
