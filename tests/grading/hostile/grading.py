"""The hostile class graded by the command that an instructor runs, and what there was to be seen afterwards."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry

from tests.grading.hostile.attack import ASSIGNMENT, NOTEBOOK, Attack
from tests.grading.hostile.canaries import REPOSITORY, Canaries
from tests.grading.hostile.hostile_class import ORDINARY, write

_LARGEST = re.compile(r"VmHWM:\s+(\d+) kB")


@dataclass(frozen=True)
class Graded:
    """A course after its class was graded.

    `status` and `said` are the command's; `largest` is the most memory, in MiB, that one of its processes held; `mounted`
    are the file systems that were not there before.
    """

    canaries: Canaries
    status: int
    said: str
    largest: int
    mounted: list[str]

    def points(self, student: str) -> dict[str, float]:
        """By exercise, from the gradebook; empty where it knows of no submission."""
        with Gradebook(f"sqlite:///{self.canaries.course}/gradebook.db") as gradebook:
            try:
                notebook = gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student)
            except MissingEntry:
                return {}
            return {grade.name.removesuffix("_check"): grade.score for grade in notebook.grades}

    def notebook(self, student: str) -> NotebookNode:
        """The graded one."""
        return nbformat.read(self.folder("autograded", student) / NOTEBOOK, as_version=4)

    def page(self, student: str) -> str:
        """The feedback."""
        return (self.folder("feedback", student) / f"{ASSIGNMENT}.html").read_text("utf-8")

    def read(self) -> set[str]:
        """The places of the canaries whose tokens are in something that the grader has written."""
        written = [path.read_bytes() for path in self.written()]
        return {place for place, token in self.canaries.tokens.items() if any(token.encode() in text for text in written)}

    def last_names(self) -> set[str | None]:
        """Those of all students in the gradebook; nbgrader itself writes none."""
        with Gradebook(f"sqlite:///{self.canaries.course}/gradebook.db") as gradebook:
            return {student.last_name for student in gradebook.students}

    def folder(self, step: str, student: str) -> Path:
        return self.canaries.course / step / student / ASSIGNMENT

    def outputs(self, attack: Attack) -> list[NotebookNode]:
        """Those of the attack's own cells."""
        own = {attack.before.strip(), attack.after.strip()} - {""}
        cells = (cell for cell in self.notebook(attack.name).cells if cell.cell_type == "code")
        return [output for cell in cells for output in cell.outputs
                if cell.source in own or cell.metadata.get("nbgrader", {}).get("grade_id") == attack.exercise]

    def written(self) -> list[Path]:
        """The files that the grader has written for or about the attackers; neither links nor what it has set aside."""
        folders = (self.canaries.course / name for name in ("autograded", "feedback", ".grading"))
        paths = (path for folder in folders for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
        others = {"digits", "set_aside", "canary.txt", *ORDINARY, *(f"{name}.json" for name in ORDINARY)}
        return [path for path in paths if not others & set(path.parts)]


def grade(canaries: Canaries, attacks: Sequence[Attack], jobs: int = 2, settings: str = "") -> Graded:
    """Write the class, put a canary into the gradebook, and grade all of them."""
    write(canaries, attacks, settings)
    canaries.put_into_gradebook()
    before = _mounts()
    process = _start(canaries, "--jobs", str(jobs))
    largest = [0]
    watching = threading.Thread(target=_watch_memory, args=(process, largest), daemon=True)
    watching.start()
    said, _ = process.communicate()
    watching.join()
    return Graded(canaries, process.returncode, said, largest[0], sorted(_mounts() - before))


def _start(canaries: Canaries, *arguments: str) -> subprocess.Popen:
    environment = {**os.environ, **canaries.environment(), "PYTHONPATH": str(REPOSITORY), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "course_lib", "grade", ASSIGNMENT, "--course-dir", str(canaries.course), *arguments]
    return subprocess.Popen(command, env=environment, cwd=REPOSITORY, text=True, errors="replace",
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def _mounts() -> set[str]:
    return set(Path("/proc/self/mountinfo").read_text().splitlines())


def _watch_memory(process: subprocess.Popen, largest: list[int]) -> None:
    """The high-water marks of the command and of its workers, which are its children that run the same program."""
    while process.poll() is None:
        for one in [process.pid, *_workers(process.pid)]:
            try:
                mark = _LARGEST.search(Path(f"/proc/{one}/status").read_text())
            except OSError:
                continue
            largest[0] = max(largest[0], int(mark[1]) // 1024 if mark else 0)
        threading.Event().wait(0.2)


def _workers(process: int) -> list[int]:
    try:
        children = [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
        command = Path(f"/proc/{process}/cmdline").read_bytes()
        return [one for one in children if Path(f"/proc/{one}/cmdline").read_bytes() == command]
    except OSError:
        return []
