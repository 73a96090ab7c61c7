"""Processes of this machine that grade: they share one preloaded process, which is tested before the first submission."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

from course_lib import exercises
from course_lib.grading.batch.class_run import feedback_writer
from course_lib.grading.batch.workers import Workers
from course_lib.grading.host.judging import JudgeInSandbox
from course_lib.grading.host.master import inside_of
from course_lib.grading.judging.task import Task, work
from course_lib.grading.sandbox.engine import Engine


@contextmanager
def local_hands(api, assignment: str, jobs: int) -> Iterator[Workers]:
    """So many workers, until the block ends."""
    settings = JudgeInSandbox(parent=api).settings(assignment)
    with Engine(Path("."), inside_of(Path("."), assignment), settings) as engine:
        engine.start()
        torch.set_num_threads(1)
        exercises.all()  # imported once, before the forks
        engine.test()
        workers = Workers(jobs, doer(engine, feedback_writer(api, assignment)))
        try:
            yield workers
        finally:
            workers.close()


def doer(engine: Engine, write_feedback: Callable) -> Callable:
    """What a worker does with a task: it grades a notebook, or it writes feedback pages."""
    return lambda task: work(engine, task) if isinstance(task, Task) else write_feedback(task)
