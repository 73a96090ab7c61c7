"""The `course_lib` of a sandbox: what a notebook needs while it is graded, and none of the answers that it asks for."""

import ast
import compileall
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from py_compile import PycInvalidationMode

import course_lib
from course_lib import exercises, mnist
from course_lib.checking import Exercise
from course_lib.grading.inside.nursery import GIVEN
from course_lib.grading.sandbox.digits import ends_of_modules

ROOT = Path(course_lib.__file__).parent

ANSWER = "`{}` is the course's own answer, and it is not here while your work is graded. Write yours."
NEIGHBOUR = "`{}` stands among the course's own answers, and they are not here while your work is graded. Write yours."
MODULE = ("`{}` holds the course's own answers to this notebook or a later one, "
          "and it is not here while your work is graded. Write yours.")
EXERCISES = "`{}` holds the course's own answers, and it is not here while your work is graded. Write yours."

_WHOLE = ("__init__.py", "checking", "cells/figure.py", "grading/__init__.py", "grading/inside", "mnist/__init__.py")
_IN_PLACE_OF = {"cells/__init__.py": "grading/inside/cells.py", "left_out.py": "grading/inside/left_out.py"}

_END_OF_COURSE = """\

# Added in the sandbox's copy.
from course_lib import left_out

left_out.leave_out({})
__getattr__ = left_out.refusing(__name__, __getattr__)
"""
_END_OF_MNIST = """\

# Added in the sandbox's copy.
from course_lib import left_out

__all__ = left_out.still_here(__name__, __all__)
__getattr__ = left_out.refusing(__name__, __getattr__)
"""


def lay_out(assignment: str, folder: Path, given: Sequence[Sequence[str]] = ()) -> None:
    """Write `folder/course_lib`, which notebooks of the assignment import while they are graded; anybody may read it.

    It holds the answers that earlier assignments asked for; for others it has a sentence. Beside it lie the given cells of
    each notebook. `FileExistsError` where there is one already, `KeyError` for an unknown assignment.
    """
    package = Path(folder, "course_lib")
    texts = _texts(assignment)
    package.mkdir(parents=True)
    for name, text in texts.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    # unchecked: where the folder is mounted, nobody could write a newer bytecode
    compileall.compile_dir(package, quiet=2, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)
    Path(folder, GIVEN).write_text(json.dumps(given))
    for path in Path(folder).rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)  # the sandbox's user is another one


def modules_left_out(assignment: str) -> set[str]:
    """The modules of `course_lib.mnist` with an answer to this assignment or a later one, or that import one."""
    answers = {exercise.reference.__module__ for exercise in _not_yet_given(assignment)}
    imports = {f"{mnist.__name__}.{path.stem}": set(_imported(path)) for path in _modules_of_mnist()}
    left_out = (answers | exercises.MORE_ANSWERS) & imports.keys()
    while more := {name for name, imported in imports.items() if imported & left_out} - left_out:
        left_out |= more
    return left_out


def _not_yet_given(assignment: str) -> Iterator[Exercise]:
    assignments = list(exercises.ASSIGNMENTS)
    if assignment not in assignments:
        raise KeyError(f"there is no assignment {assignment!r}; there are: {', '.join(assignments)}")
    for name in assignments[assignments.index(assignment):]:
        yield from exercises.of_assignment(name)


def _modules_of_mnist() -> list[Path]:
    return [path for path in sorted((ROOT / "mnist").glob("*.py")) if path.stem != "__init__"]


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _texts(assignment: str) -> dict[str, bytes]:
    """Each file of the package, by its path in it."""
    left_out = modules_left_out(assignment)
    given = [path for path in _modules_of_mnist() if f"{mnist.__name__}.{path.stem}" not in left_out]
    whole = [path for name in _WHOLE for path in _files(ROOT / name)]
    texts = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in (*whole, *given)}
    texts |= {name: texts[stand_in] for name, stand_in in _IN_PLACE_OF.items()}
    sentences = json.dumps(_sentences(assignment, left_out), indent=4)
    ends = {"__init__.py": _END_OF_COURSE.format(sentences), "mnist/__init__.py": _END_OF_MNIST}
    ends |= ends_of_modules(assignment)
    return texts | {name: texts[name] + end.encode() for name, end in ends.items()}


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file() and file.suffix != ".pyc"]


def _sentences(assignment: str, left_out: set[str]) -> dict[str, str]:
    """What is said instead of each module and each name that was left out, by its dotted name."""
    answers = {exercise.reference for exercise in _not_yet_given(assignment)}
    sentences = {name: MODULE.format(name) for name in sorted(left_out)}
    for name in mnist.__all__:
        thing = getattr(mnist, name)
        if thing.__module__ in left_out:
            sentences[f"{mnist.__name__}.{name}"] = (ANSWER if thing in answers else NEIGHBOUR).format(name)
    return sentences | {exercises.__name__: EXERCISES.format(exercises.__name__)}
