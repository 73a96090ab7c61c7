"""Processes that do tasks; one that dies costs nothing but time: its tasks are done again by another."""

import gc
import multiprocessing
import os
import pickle
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from course_lib.grading.inside.walls import die_with_parent

_AHEAD = 2  # tasks that a worker has at hand, so that it never waits for the next
_MOST_DEATHS = 3


@dataclass
class _Held:
    """A task in somebody's hands, and how many died with it in their hands."""

    task: Any
    deaths: int = 0


@dataclass
class _Worker:
    process: multiprocessing.Process
    channel: Connection
    held: deque[_Held] = field(default_factory=deque)


class Workers:
    """`put` tasks while there is `room`, and take results from `done`; results may come in another order."""

    def __init__(self, count: int, do: Callable[[Any], Any]):
        self._do, self._fork = do, multiprocessing.get_context("fork")
        gc.freeze()  # what the children share with this process stays shared
        self._workers = [self._hire() for _ in range(count)]

    @property
    def room(self) -> bool:
        return any(len(worker.held) < _AHEAD for worker in self._workers)

    @property
    def busy(self) -> bool:
        return any(worker.held for worker in self._workers)

    def put(self, task: Any) -> None:
        """The task goes to the worker with the fewest."""
        _hand(min(self._workers, key=lambda one: len(one.held)), _Held(task))

    def done(self, seconds: float | None = None) -> Iterator[tuple[Any, Any]]:
        """Tasks that are finished, each with its result, or the exception that it raised; waits for the first."""
        waiting = {thing: worker for worker in self._workers for thing in (worker.channel, worker.process.sentinel)}
        ready = {id(waiting[thing]): waiting[thing] for thing in wait(list(waiting), seconds)}
        for worker in ready.values():
            alive = worker.process.is_alive()  # asked first: what it sent before it died is still there
            try:
                while worker.channel.poll():
                    result = pickle.loads(worker.channel.recv_bytes())
                    yield worker.held.popleft().task, result
            except (EOFError, OSError):
                alive = False
            if not alive:
                yield from self._replace(worker)

    def close(self) -> None:
        for worker in self._workers:
            worker.channel.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()

    def _hire(self) -> _Worker:
        ours, theirs = self._fork.Pipe()
        process = self._fork.Process(target=_work, args=(theirs, ours, self._do), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _replace(self, dead: _Worker) -> Iterator[tuple[Any, Any]]:
        """Another worker takes the dead one's tasks; a task that was in the hands of three who died is given up."""
        dead.channel.close()
        dead.process.kill()  # where only its channel broke
        dead.process.join()
        self._workers[self._workers.index(dead)] = successor = self._hire()
        if dead.held:
            dead.held[0].deaths += 1
        for held in dead.held:
            if held.deaths < _MOST_DEATHS:
                _hand(successor, held)
            else:
                yield held.task, RuntimeError(f"the process that graded it died, {held.deaths} times")


def _hand(worker: _Worker, held: _Held) -> None:
    worker.held.append(held)
    with suppress(OSError):  # it died; `done` sees that
        worker.channel.send(held.task)


def _work(channel: Connection, other_end: Connection, do: Callable[[Any], Any]) -> None:
    die_with_parent()
    other_end.close()
    serve(channel, do)


def _leave() -> None:
    os._exit(0)


def serve(channel: Connection, do: Callable[[Any], Any], leave: Callable[[], None] = _leave) -> None:
    """Do what comes and send back what comes of it, until the other end is gone; then `leave`, in whatever one is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a person's Ctrl-C is for the first process, which ends this one
    tasks: queue.Queue = queue.Queue()
    threading.Thread(target=_read_ahead, args=(channel, tasks, leave), daemon=True).start()
    while True:
        task = tasks.get()
        try:
            result = pickle.dumps(do(task))
        except Exception as error:
            result = _sendable(error)
        with suppress(OSError):  # nobody is there any more, and whoever reads ahead is just leaving
            channel.send_bytes(result)


def _sendable(error: Exception) -> bytes:
    """The exception, or, where it would not arrive as what it is, one that says the same."""
    with suppress(Exception):
        if type(pickle.loads(pickled := pickle.dumps(error))) is type(error):
            return pickled
    return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))


def _read_ahead(channel: Connection, tasks: queue.Queue, leave: Callable[[], None]) -> None:
    """A full pipe would hold up the one who gives out tasks."""
    try:
        while True:
            tasks.put(channel.recv())
    except (EOFError, OSError):
        leave()  # the first process is gone, and what is being done is for nobody
