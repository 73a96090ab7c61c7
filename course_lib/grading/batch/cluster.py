"""The workers of a Dask cluster grade; the gradebook stays here. A task carries all that it needs, but no secret."""

import logging
import math
import pickle
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from course_lib.grading.batch.cluster_worker import do_errand
from course_lib.grading.batch.grading_process import errand
from course_lib.grading.batch.workers import Workers
from course_lib.grading.failure import GradingError
from course_lib.grading.host.judging import JudgeInSandbox
from course_lib.grading.host.master import inside_of
from course_lib.grading.judging.task import Task
from course_lib.grading.sandbox.settings import Settings
from course_lib.grading.unchanged import code_that_judges

_AHEAD = 2  # tasks at hand for each thread of a worker
_PATIENCE = 20  # seconds to reach the scheduler
_RECOUNT = 2  # seconds between two counts of the workers
_LOOK = 0.05  # seconds between two looks at who is done
_RETRIES = 2  # where a grading process dies; for a worker that dies Dask counts by itself


@dataclass
class ClusterHands:
    """As `Workers`: Dask runs a lost worker's tasks again elsewhere. What is no `Task` can only be done `here`."""

    client: Any
    here: Workers
    inside: str
    settings: Settings
    _finished: SimpleQueue = field(default_factory=SimpleQueue)
    _futures: set = field(default_factory=set)
    _threads: int = 0
    _counted: float = -math.inf

    @property
    def room(self) -> bool:
        return len(self._futures) < _AHEAD * self._count_threads()

    @property
    def busy(self) -> bool:
        return bool(self._futures) or self.here.busy

    def put(self, task: Any) -> None:
        if not isinstance(task, Task):
            return self.here.put(task)
        packed = errand(task, self.inside, self.settings, code_that_judges())
        with self._in_reach():
            future = self.client.submit(do_errand, packed, pure=False, retries=_RETRIES)
        self._futures.add(future)
        future.add_done_callback(lambda done: self._finished.put((task, done)))

    def done(self) -> Iterator[tuple[Any, Any]]:
        """Like that of `Workers`, but there may be nothing yet."""
        if self.here.busy:
            yield from self.here.done(_LOOK)
        with suppress(Empty):
            task, future = self._finished.get(timeout=_LOOK)
            while True:
                self._futures.discard(future)
                with self._in_reach():
                    result = pickle.loads(future.result()) if future.status == "finished" else future.exception()
                    future.release()
                yield task, result or self._lost()
                task, future = self._finished.get_nowait()
        if self.client.status in ("closing", "closed"):
            raise self._lost()

    def _count_threads(self) -> int:
        """Of all workers, which come and go; to ask takes a journey to the scheduler and back."""
        if (now := time.monotonic()) - self._counted > _RECOUNT:
            with self._in_reach():
                self._threads, self._counted = max(1, sum(self.client.nthreads().values())), now
        return self._threads

    @contextmanager
    def _in_reach(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._lost() from error

    def _lost(self) -> GradingError:
        return GradingError("the Dask cluster is out of reach; what is graded is kept, and the same command goes on from here")


@contextmanager
def cluster_hands(api, assignment: str, scheduler: str, jobs: int) -> Iterator[ClusterHands]:
    """The cluster at that address, whose every worker proves that its sandbox holds before it grades; `jobs` processes here."""
    from course_lib.grading.batch.class_run import feedback_writer

    settings, inside = JudgeInSandbox(parent=api).settings(assignment), inside_of(Path("."), assignment)
    here = Workers(jobs, feedback_writer(api, assignment))  # before the client, whose threads would not survive the fork
    try:
        with _client(scheduler) as client:
            yield ClusterHands(client, here, inside, settings)
    finally:
        here.close()


@contextmanager
def _client(scheduler: str) -> Iterator:
    try:
        from distributed import Client
    except ImportError as error:
        raise GradingError("--scheduler needs Dask; pip install distributed, here and on every worker") from error
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what there is to say is said in a sentence
    try:
        client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise GradingError(f"no Dask scheduler answers at {scheduler} ({error}); start one with 'dask scheduler'") from error
    with client:
        if not client.nthreads():
            raise GradingError(f"the Dask cluster at {scheduler} has no workers; start some with 'dask worker {scheduler}'")
        yield client
