"""The workers of a Dask cluster grade; the gradebook stays here. A task carries all that it needs, but no secret."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import torch

from course_lib.grading.failure import GradingError
from course_lib.grading.host.judging import JudgeInSandbox, engine
from course_lib.grading.host.master import inside_of
from course_lib.grading.judging.task import Task, Worked, work
from course_lib.grading.sandbox.settings import Settings

_AHEAD = 2  # tasks at hand for each thread of a worker
_PATIENCE = 20  # seconds to reach the scheduler
_one_at_a_time = threading.Lock()


@dataclass
class ClusterHands:
    """As `Workers`: Dask runs a lost worker's tasks again elsewhere. What can only be done here is done at once."""

    client: Any
    inside: str
    settings: Settings
    do_here: Callable[[Any], Any]
    _finished: SimpleQueue = field(default_factory=SimpleQueue)
    _futures: set = field(default_factory=set)
    _here: int = 0

    @property
    def room(self) -> bool:
        return len(self._futures) < _AHEAD * max(1, sum(self.client.nthreads().values()))

    @property
    def busy(self) -> bool:
        return bool(self._futures) or self._here > 0

    def put(self, task: Any) -> None:
        if not isinstance(task, Task):
            self._here += 1
            return self._finished.put((task, self.do_here(task), None))
        future = self.client.submit(grade_on_worker, task, self.inside, self.settings, pure=False, retries=2)
        self._futures.add(future)
        future.add_done_callback(lambda done: self._finished.put((task, None, done)))

    def done(self) -> Iterator[tuple[Any, Any]]:
        task, result, future = self._finished.get()
        while True:
            if future is None:
                self._here -= 1
            else:
                self._futures.discard(future)
                result = future.result() if future.status == "finished" else future.exception()
                future.release()
            yield task, result
            try:
                task, result, future = self._finished.get_nowait()
            except Empty:
                return


@contextmanager
def cluster_hands(api, assignment: str, scheduler: str) -> Iterator[ClusterHands]:
    """The cluster at that address; every worker proves that its sandbox holds before it grades."""
    from course_lib.grading.batch.class_run import feedback_writer

    try:
        from distributed import Client
    except ImportError as error:
        raise GradingError("--scheduler needs Dask; pip install distributed, here and on every worker") from error
    try:
        client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise GradingError(f"no Dask scheduler answers at {scheduler} ({error}); start one with 'dask scheduler'") from error
    with client:
        if not client.nthreads():
            raise GradingError(f"the Dask cluster at {scheduler} has no workers; start some with 'dask worker {scheduler}'")
        yield ClusterHands(client, inside_of(Path("."), assignment), JudgeInSandbox(parent=api).settings, feedback_writer(api, assignment))


def grade_on_worker(task: Task, inside: str, settings: Settings) -> Worked:
    """What a worker of the cluster does; its preloaded process stays for the next task."""
    torch.set_num_threads(1)
    with _one_at_a_time:  # judging runs our own answers too, which seeds and silences the whole process
        return work(engine(Path.cwd(), inside, settings), task)
