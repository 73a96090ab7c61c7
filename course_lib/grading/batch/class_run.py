"""A class graded: submissions go out to workers, and one writer, this process, takes what comes back into nbgrader."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from course_lib.grading.batch.live import Live
from course_lib.grading.failure import GradingError
from course_lib.grading.host import judging, reading
from course_lib.grading.host.master import masters
from course_lib.grading.host.one_submission import autograde, generate_feedback
from course_lib.grading.intake import Received
from course_lib.grading.judging.task import Task, Worked, task_for
from course_lib.grading.nbgrader_course import reason, silent_kernels
from course_lib.grading.records import Record, load, save
from course_lib.grading.table import number
from course_lib.grading.unchanged import fingerprint

HERE = Path(".")  # nbgrader works in the course's folder


class Hands(Protocol):
    """Who does tasks: processes here, or a cluster."""

    room: bool
    busy: bool

    def put(self, task: object) -> None: ...
    def done(self) -> Iterator[tuple[object, object]]: ...


@dataclass(frozen=True)
class Feedback:
    """The task of writing a student's feedback pages."""

    student: str


class ClassRun:
    """One run over the submissions of some students; `failures` holds why somebody could not be graded."""

    def __init__(self, api, assignment: str, hands: Hands, live: Live, secret: bytes, feedback: bool = True):
        self.api, self.assignment, self.hands, self.live, self.secret = api, assignment, hands, live, secret
        self.feedback, self.failures = feedback, {}
        self._worked: dict[str, dict[str, Worked]] = defaultdict(dict)
        self._digests: dict[str, str] = {}
        self._saved: dict[str, tuple[Record, float]] = {}
        self._heard: list[tuple[str, Worked, tuple[str, ...]]] = []
        self._names = list(masters(HERE, assignment))

    def through(self, students: Sequence[str]) -> None:
        """Grade them all; what was finished stays finished, whatever stops the run."""
        judging.listeners.append(self._hear)
        try:
            for task in (task for student in students for task in self._tasks(student)):
                while not self.hands.room:
                    self._take_in()
                self.hands.put(task)
            while self.hands.busy:
                self._take_in()
        finally:
            judging.listeners.remove(self._hear)

    def _tasks(self, student: str) -> list[Task]:
        """What there is to do for a student; nothing where it cannot even be read, and that is this one's failure."""
        folder = HERE / "submitted" / student / self.assignment
        try:
            reading.look_first(folder)
            self._digests[student] = fingerprint(HERE, self.assignment, student)
            received = {name: reading.receive_once(folder, name) for name in self._names}
            return [self._task(student, name, folder, one) for name, one in received.items()]
        except GradingError:
            raise
        except Exception as error:
            self._fail(student, f"{type(error).__name__}: {error}")
            return []

    def _task(self, student: str, name: str, folder: Path, received: Received) -> Task:
        files = _files(self.assignment, folder)
        return task_for(self.assignment, student, name, received.notebook, files, self.secret)

    def _take_in(self) -> None:
        for task, result in self.hands.done():
            if isinstance(result, GradingError):
                raise result  # no sandbox, no grading
            if isinstance(task, Feedback):
                self._finish(task.student, result)
            elif isinstance(result, Exception):
                self._fail(task.student, f"{type(result).__name__}: {result}")
            else:
                self._worked[task.student][task.name] = result
                if len(self._worked[task.student]) == len(self._names):
                    self._write(task.student)

    def _write(self, student: str) -> None:
        """Into the gradebook, by nbgrader itself, which finds the work done."""
        worked = self._worked.pop(student)
        for name, one in worked.items():
            judging.make_ready(self.assignment, student, name, one)
        self._heard.clear()
        self._forget(student)
        with silent_kernels():
            outcome = autograde(self.api, self.assignment, student)
        if not outcome["success"]:
            if _interrupted(outcome):  # nbgrader catches it; a person who stops one stops all
                raise KeyboardInterrupt
            return self._fail(student, reason(outcome))
        if not self._heard:
            return self._fail(student, "nbgrader passed over it; does its student_id_exclude name this student?")
        self._saved[student] = self._record(student)
        if self.feedback:
            self.hands.put(Feedback(student))
        else:
            self._finish(student, None)

    def _record(self, student: str) -> Record:
        heard = [worked for who, worked, _ in self._heard if who == student]
        notes = tuple(note for who, _, notes in self._heard for note in notes if who == student)
        return Record(
            self.assignment, student, self._digests.pop(student), heard[0].level, sum(one.seconds for one in heard),
            tuple(outcome for one in heard for outcome in one.outcomes), notes, datetime.now(UTC).isoformat(timespec="seconds"),
        )

    def _forget(self, student: str) -> None:
        """An earlier record is of no grading any more, while nbgrader is about to write: a run killed then starts it again."""
        if earlier := load(HERE, self.assignment, student):
            save(HERE, replace(earlier, digest=""))

    def _finish(self, student: str, trouble: object) -> None:
        """Only now is it remembered: whoever is killed before does it again."""
        record = self._saved.pop(student)
        if trouble is not None:
            return self._fail(student, str(trouble))
        save(HERE, record)
        self.live.student(student, points_so_far(self.api, self.assignment, student), record.seconds)

    def _fail(self, student: str, why: str) -> None:
        self._worked.pop(student, None)
        if student not in self.failures:  # an assignment can have more notebooks
            self.failures[student] = why
            self.live.student(student, why, 0.0)

    def _hear(self, student: str, worked: Worked, notes: tuple[str, ...]) -> None:
        self._heard.append((student, worked, notes))
        for cell, seconds in worked.cell_seconds.items():
            self.live.cell(cell, seconds)


def feedback_writer(api, assignment: str) -> Callable[[Feedback], str | None]:
    """What writes a student's feedback pages and returns why it could not, or None."""

    def write(task: Feedback) -> str | None:
        outcome = generate_feedback(api, assignment, task.student)
        return None if outcome["success"] else reason(outcome)

    return write


def points_so_far(api, assignment: str, student: str) -> str:
    """`24 of 26 points`."""
    with api.gradebook as gradebook:
        submission = gradebook.find_submission(assignment, student)
        by_hand = ", some to mark by hand" if submission.needs_manual_grade else ""
        return f"{number(submission.score):>4} of {number(submission.max_score)} points{by_hand}"


def _interrupted(outcome: dict) -> bool:
    return outcome["error"].rstrip().rpartition("\n")[2] == "KeyboardInterrupt"


def _files(assignment: str, folder: Path) -> dict[str, bytes]:
    """What will lie beside the notebook: the student's files, and over them the instructor's."""
    return {**judging.files_beside(folder), **judging.files_beside(HERE / "source" / assignment)}
