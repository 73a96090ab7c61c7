"""The sandbox's `course_lib`: earlier answers are in it, later ones are not, however they are asked for."""

import ast
import inspect
import json
import marshal
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from course_lib import exercises, mnist
from course_lib.grading.sandbox import package
from course_lib.grading.sandbox.package import lay_out, modules_left_out

COURSE = Path(__file__).parents[3]
ASSIGNMENTS = list(exercises.ASSIGNMENTS)

# Runs each statement in a process that has the folder first on its path, and tells how it went. As in the sandbox, each
# is a fork of one that knows torch. Where the course is installed as editable, its finder stands by: a real temptation.
TRY = """
import json, os, sys, matplotlib.pyplot, numpy, PIL.Image, torch, torch.utils.data
def tried(statement):
    try:
        exec(statement, {})
        return "works"
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
for folder, statements in json.load(sys.stdin).items():
    if os.fork() == 0:
        sys.path.insert(0, folder)
        result = {statement: tried(statement) for statement in statements}
        ours = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "course_lib"}
        result["strays"] = [name for name, module in ours.items() if not module.__file__.startswith(folder)]
        print(json.dumps([folder, result]), flush=True)
        os._exit(0)
    os.wait()
"""


def answers(assignments: list[str]) -> list[Callable]:
    return [exercise.reference for assignment in assignments for exercise in exercises.of_assignment(assignment)]


def earlier(assignment: str) -> list[str]:
    return ASSIGNMENTS[: ASSIGNMENTS.index(assignment)]


def to_come(assignment: str) -> list[str]:
    return ASSIGNMENTS[ASSIGNMENTS.index(assignment) :]


def ways_to(answer: Callable) -> list[str]:
    """Statements that reach for an answer."""
    home, name = answer.__module__, answer.__name__
    ways = [f"import {home}", f"from {home} import {name}", f"import importlib; importlib.import_module({home!r})"]
    if name in mnist.__all__:
        ways += [f"from course_lib.mnist import {name}", f"import course_lib.mnist; course_lib.mnist.{name}"]
    return ways


def given_imports(assignment: str) -> list[str]:
    """The import statements in the notebook that students get."""
    notebook = json.loads((COURSE / "release" / assignment / f"{assignment}.ipynb").read_text("utf-8"))
    sources = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    return [ast.unparse(node) for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]


def modules(folder: Path) -> list[str]:
    paths = [path.relative_to(folder).with_suffix("") for path in folder.rglob("*.py")]
    return sorted(".".join(path.parts).removesuffix(".__init__") for path in paths)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("packages")
    before = os.umask(0o077)  # a grader who lets nobody read what he makes
    for assignment in ASSIGNMENTS:
        lay_out(assignment, root / assignment)
    os.umask(before)
    return {assignment: root / assignment for assignment in ASSIGNMENTS}


REFUSED = {"from course_lib import exercises": "ImportError",
           "from course_lib.exercises.loop import q30_neuron": "ImportError",
           "import course_lib; course_lib.exercises": "AttributeError"}
UNKNOWN = ["import course_lib.authoring", "import course_lib.grading.sandbox", "import course_lib.mnist.nothing",
           "from course_lib.mnist import nothing", "from course_lib import nothing"]
EVERYTHING = "from course_lib.mnist import *; mnist, best_device"
CALLS = ["import course_lib; assert course_lib.check('q09_mae', None) == 0.0",
         "from course_lib.cells import check, show; from course_lib import check as same; assert check is same"]
EXAMINE = "from course_lib import examine; examine('q09_mae', None)"


@pytest.fixture(scope="module")
def went(folders: dict[str, Path]) -> dict[str, dict[str, str]]:
    """How each statement went inside, by assignment."""
    statements = {
        str(folder): [
            *REFUSED, *UNKNOWN, EVERYTHING, *CALLS, EXAMINE, *given_imports(assignment),
            *(way for answer in answers(ASSIGNMENTS) for way in ways_to(answer)),
            *(f"import {name}" for name in modules(folder)),
        ]
        for assignment, folder in folders.items()
    }
    command = [sys.executable, "-I", "-c", TRY]
    run = subprocess.run(command, input=json.dumps(statements), capture_output=True, text=True)
    found = dict(json.loads(line) for line in run.stdout.splitlines() if line.startswith("["))
    assert found.keys() == statements.keys(), run.stderr
    return {assignment: found[str(folder)] for assignment, folder in folders.items()}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_all_that_the_notebook_imports_is_there(went, assignment):
    given = given_imports(assignment)
    assert "from course_lib import check" in given
    assert {went[assignment][statement] for statement in given} == {"works"}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_answers_to_earlier_assignments_are_there(went, assignment):
    ways = [way for answer in answers(earlier(assignment)) if answer.__module__.startswith("course_lib.mnist.")
            for way in ways_to(answer)]
    assert bool(ways) == (assignment != ASSIGNMENTS[0])
    assert not {way: went[assignment][way] for way in ways if went[assignment][way] != "works"}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_answers_to_this_assignment_and_later_ones_are_refused_with_a_sentence(went, assignment):
    for answer in answers(to_come(assignment)):
        for way in ways_to(answer):
            kind, _, sentence = went[assignment][way].partition(": ")
            assert kind == ("AttributeError" if way.startswith("import course_lib.mnist; ") else "ImportError"), way
            assert "the course's own answer" in sentence and "not here while your work is graded" in sentence, way
            if "course_lib.mnist import" in way:
                assert sentence.startswith(f"`{answer.__name__}` is the course's own answer"), way


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_exercises_are_never_there(went, assignment):
    for way, kind in REFUSED.items():
        assert went[assignment][way].startswith(f"{kind}: `course_lib.exercises` holds the course's own answers")
    for answer in answers(ASSIGNMENTS):
        if answer.__module__.startswith("course_lib.exercises"):
            assert {went[assignment][way].partition(":")[0] for way in ways_to(answer)} == {"ImportError"}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_module_can_be_imported_and_the_installed_course_is_never_met(went, folders, assignment):
    ours = modules(folders[assignment])
    assert {"course_lib", "course_lib.checking.observe", "course_lib.mnist.data", "course_lib.cells.figure"} <= {*ours}
    assert not {name: told for name in ours if (told := went[assignment][f"import {name}"]) != "works"}
    assert went[assignment]["strays"] == []
    usual = ("ModuleNotFoundError: No module named 'course_lib.", "ImportError: cannot import name 'nothing'")
    assert all(went[assignment][statement].startswith(usual) for statement in UNKNOWN)


def test_a_star_brings_what_is_there(went):
    assert {went[assignment][EVERYTHING] for assignment in ASSIGNMENTS} == {"works"}


def test_a_check_inside_says_nothing_about_the_answer_and_examine_refuses(went):
    for assignment in ASSIGNMENTS:
        assert {went[assignment][call] for call in CALLS} == {"works"}
        assert went[assignment][EXAMINE].startswith("RuntimeError: `examine` judges nothing")


def test_what_check_prints_does_not_depend_on_the_answer(capsys):
    from course_lib.grading.inside.cells import check

    reference = exercises.find("q09_mae").reference
    assert [check("q09_mae", answer) for answer in (reference, None)] == [0.0, 0.0]
    assert capsys.readouterr().out == 2 * "q09_mae: judged when your notebook is graded\n"


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_no_text_of_an_answer_to_come_is_in_the_folder(folders, assignment):
    texts = [path.read_text("utf-8") for path in folders[assignment].rglob("*.py")]
    given = answers(earlier(assignment))
    assert not given or any(body(answer) in text for answer in given for text in texts)
    for answer in answers(to_come(assignment)):
        assert not [text for text in texts if body(answer) in text], answer


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_no_bytecode_of_an_answer_to_come_is_in_the_folder(folders, assignment):
    compiled = [marshal.loads(path.read_bytes()[16:]) for path in folders[assignment].rglob("*.pyc")]
    there = {likeness(code) for module in compiled for code in codes(module)}
    assert not {likeness(code) for answer in answers(to_come(assignment)) for code in codes_of(answer)} & there
    for answer in answers(earlier(assignment)):
        if answer.__module__.startswith("course_lib.mnist."):
            assert {likeness(code) for code in codes_of(answer)} <= there


def body(answer: Callable) -> str:
    """The text of a function or class, without what stands above its first line of code."""
    source = textwrap.dedent(inspect.getsource(inspect.unwrap(answer)))
    return source[source.index("def " if "def " in source else "class ") :]


def codes_of(answer: Callable) -> Iterator[CodeType]:
    members = vars(answer).values() if isinstance(answer, type) else [inspect.unwrap(answer)]
    for function in members:
        if isinstance(function, FunctionType):
            yield from codes(function.__code__)


def codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes(constant)


def likeness(code: CodeType) -> tuple:
    return code.co_name, code.co_varnames, code.co_names, code.co_code


def test_every_file_is_compiled_once_for_all_and_anybody_may_read_it(folders):
    for folder in folders.values():
        files = [path for path in folder.rglob("*") if path.is_file()]
        compiled = [path for path in files if path.suffix == ".pyc"]
        assert len(compiled) == len([path for path in files if path.suffix == ".py"]) > 0
        assert all(path.read_bytes()[4:8] == b"\x01\0\0\0" for path in compiled)  # by hash, unchecked
        assert {path.stat().st_mode & 0o777 for path in files} == {0o644}
        assert {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_dir()} == {0o755}


def test_no_digits_travel_with_the_package(folders):
    for folder in folders.values():
        assert {path.suffix for path in (folder / "course_lib").rglob("*") if path.is_file()} == {".py", ".pyc"}


def test_a_module_that_stands_on_an_answer_to_come_is_left_out_with_it(tmp_path, monkeypatch):
    shutil.copytree(package.ROOT, tmp_path / "course_lib", ignore=shutil.ignore_patterns("files", "__pycache__"))
    (tmp_path / "course_lib" / "mnist" / "ideals.py").write_text("from course_lib.mnist.similarity import archetype\n")
    (tmp_path / "course_lib" / "mnist" / "gallery.py").write_text("import course_lib.mnist.ideals\n")
    monkeypatch.setattr(package, "ROOT", tmp_path / "course_lib")
    new = {"course_lib.mnist.ideals", "course_lib.mnist.gallery"}
    assert new <= modules_left_out("01_images")
    assert not new & modules_left_out("02_tensors")


def test_the_two_networks_can_be_had_apart():
    assert "course_lib.mnist.convolutional_net" in modules_left_out("07_capstone")
    assert "course_lib.mnist.two_layer_net" not in modules_left_out("07_capstone")


def test_a_folder_with_a_package_in_it_is_refused(tmp_path):
    lay_out("01_images", tmp_path)
    with pytest.raises(FileExistsError):
        lay_out("01_images", tmp_path)


def test_an_unknown_assignment_is_named_with_those_there_are(tmp_path):
    with pytest.raises(KeyError, match="there is no assignment '08_more'; there are: 01_images, 02_tensors"):
        lay_out("08_more", tmp_path)
    assert not [*tmp_path.iterdir()]
