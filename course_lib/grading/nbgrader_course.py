"""nbgrader in this process, as its commands would run in the folder of a course."""

import contextlib
import logging
import os
import re
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import course_lib
from course_lib.grading.database import one_engine, told_plainly
from course_lib.grading.failure import GradingError

CONFIG = "nbgrader_config.py"


@contextlib.contextmanager
def nbgrader_course(course: Path) -> Iterator:
    """nbgrader's own programming interface for this course, with the settings that its commands read.

    Meanwhile the working directory is the course's, and a kernel imports the `course_lib` that is running.
    """
    if not (course / CONFIG).is_file():
        raise GradingError(f"{course} is no course, {CONFIG} is missing; name the course's folder with --course-dir")
    with contextlib.chdir(course), _environment(), warnings.catch_warnings():
        from nbgrader.apps import NbGrader, NbGraderAPI  # here: it takes a second
        from sqlalchemy.exc import SAWarning

        warnings.simplefilter("ignore", SAWarning)  # nbgrader's own, about objects it has not saved yet
        settings = NbGrader(log_level=logging.CRITICAL)
        settings.initialize([], root=os.getcwd())
        settings.config.Execute.setdefault("extra_arguments", ["--log-level=ERROR"])  # or kernels warn of ports
        api = NbGraderAPI(coursedir=settings.coursedir, parent=settings, log_level=logging.ERROR)
        with told_plainly(api.coursedir.db_url), one_engine(), _one_validator():
            yield api


@contextlib.contextmanager
def _one_validator() -> Iterator[None]:
    """Inside, nbgrader's schema of a cell's marks is proved sound once; nbgrader proves it again for each cell."""
    from jsonschema.exceptions import best_match
    from jsonschema.validators import validator_for
    from nbgrader.nbgraderformat import common

    honest, made = common.jsonschema, {}

    def validate(marks: dict, schema: dict) -> None:
        if (key := repr(schema)) not in made:
            validator_for(schema).check_schema(schema)
            made[key] = validator_for(schema)(schema)
        if error := best_match(made[key].iter_errors(marks)):
            raise error

    common.jsonschema = SimpleNamespace(validate=validate)
    try:
        yield
    finally:
        common.jsonschema = honest


@contextlib.contextmanager
def silent_kernels() -> Iterator[None]:
    """Inside, what a student's code writes past Python to stderr is dropped: a kernel inherits this process's."""
    kept = os.dup(2)
    with open(os.devnull, "w") as sink:
        os.dup2(sink.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def save_assignment(api, assignment: str) -> None:
    """Tell the gradebook which cells the assignment has and what they are worth; release/ stays as it was built.

    Raises GradingError where nbgrader can't read the source.
    """
    with tempfile.TemporaryDirectory(prefix="course-release-") as folder:
        before, api.coursedir.release_directory = api.coursedir.release_directory, folder
        try:
            outcome = api.generate_assignment(assignment)
        finally:
            api.coursedir.release_directory = before
    if not outcome["success"]:
        raise GradingError(f"nbgrader can't read source/{assignment}: {reason(outcome)}")


def reason(outcome: dict) -> str:
    """Why a step of nbgrader failed, in a line: the exception that it logged last."""
    lines = [line.strip() for line in f"{outcome.get('log', '')}\n{outcome.get('error', '')}".splitlines()]
    exceptions = [line for line in lines if re.match(r"[A-Za-z_][\w.]*(Error|Exception|Interrupt|Died\w*)\b", line)]
    own = [line for line in exceptions if "NbGraderException" not in line]
    last = (own or [line for line in lines if "[ERROR]" in line] or exceptions or ["it does not say why"])[-1]
    return re.sub(r"^(\w+\.)+(?=\w+:)", "", last)  # without the module of the exception


@contextlib.contextmanager
def _environment() -> Iterator[None]:
    # nbgrader calls `alembic` by name to set up a gradebook, and the environment need not be activated.
    additions = {"PATH": str(Path(sys.executable).parent), "PYTHONPATH": str(Path(course_lib.__file__).parents[1])}
    before = {name: os.environ.get(name) for name in additions}
    for name, folder in additions.items():
        os.environ[name] = os.pathsep.join(filter(None, [folder, before[name]]))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
