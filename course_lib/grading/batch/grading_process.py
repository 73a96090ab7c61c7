"""A process that grades for a Dask worker, and for nothing else; it ends, and clears away what it laid out, when the worker does."""

import gc
import os
import pickle
from multiprocessing.connection import Connection
from pathlib import Path

import torch

from course_lib import exercises
from course_lib.grading.batch.workers import serve
from course_lib.grading.failure import GradingError
from course_lib.grading.host.judging import close_engines, engine
from course_lib.grading.judging.task import Task, Worked, work
from course_lib.grading.sandbox.settings import Settings
from course_lib.grading.unchanged import code_that_judges


def main(descriptor: int) -> None:
    """Serve whoever holds the other end of this pipe."""
    torch.set_num_threads(1)
    exercises.all()
    gc.freeze()  # what is there now stays, and need not be searched for garbage again and again
    serve(Connection(descriptor), _grade, leave=_leave)


def errand(task: Task, inside: str, settings: Settings, code: str) -> bytes:
    """A task as it travels; what was packed by other code need not be unpacked to be refused."""
    return pickle.dumps((code, pickle.dumps((task, inside, settings))))


def _grade(errand: tuple[str, bytes]) -> Worked:
    code, packed = errand
    if code != code_that_judges():
        raise GradingError("a worker of the Dask cluster has another version of course_lib; install the same one everywhere")
    task, inside, settings = pickle.loads(packed)
    return work(engine(Path.cwd(), inside, settings), task)


def _leave() -> None:
    try:
        close_engines()
    finally:
        os._exit(0)
