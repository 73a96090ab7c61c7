"""Given cells are run once for all submissions, where nobody could tell the difference.

A cell that prints the time tells whether it was run: what is remembered prints the same time in every sandbox.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from real_sandbox import ASSIGNMENT, REPOSITORY, need_bubblewrap, outputs

from course_lib.grading.host.master import given_cells
from course_lib.grading.judging.task import task_for, work
from course_lib.grading.sandbox.engine import Engine
from course_lib.grading.sandbox.room import Room
from course_lib.grading.sandbox.settings import Settings

TIME = "time.perf_counter_ns()"
STUB = "def answer(x):\n    raise NotImplementedError"
READS = {  # a given cell that reads the name, or depends on the setting
    "data": f"print(data.sum(), {TIME})",
    "words": f"print(words, {TIME})",
    "helper": f"print(helper(), {TIME})",
    "relu": f"print(F.relu(data), {TIME})",
    "figure": f"figure, axes = plt.subplots()\naxes.plot([1, 2])\nprint({TIME})",
    "division": f"print(torch.tensor(1) / 3, {TIME})",
    "answer": f"try:\n    print(answer(1))\nexcept NotImplementedError:\n    pass\nprint({TIME})",
}
SEEDED = f"torch.manual_seed(3)\ndrawn = torch.rand(2)\nprint(drawn, {TIME})"
UNSEEDED = f"print(torch.rand(1), {TIME})"
LUCK = "def one(drawn=torch.rand(1)):\n    return drawn\nluck = [one]"
STEPS = "steps = iter([1, 2, 3])"
SPOILING = {
    "a setting": "plt.rcParams['font.size'] = 33",
    "a thread": "import threading\nthreading.Thread(target=time.sleep, args=(1000,), daemon=True).start()",
    "a warning": "import warnings\nwarnings.warn('once')",
    "how results are shown": "get_ipython().display_formatter.formatters['text/plain'].float_precision = 1",
    "how figures are shown": "from matplotlib_inline.backend_inline import set_matplotlib_formats\nset_matplotlib_formats('svg')",
    "a value changed": "words.append('spoilt')",
}
STRANGE = {
    "prints past Python": f"import os\nos.write(1, b'past')\nprint({TIME})",
    "runs a program": f"!echo past\nprint({TIME})",
    "sees everything": f"print(len(globals()), {TIME})",
    "has a magic": f"%precision 3\nprint({TIME})",
    "fails": f"print({TIME})\n1 / 0",
    "writes a file": f"open('new', 'w').close()\nprint({TIME})",
    "deletes a name": f"gone = 1\ndel words\nprint({TIME})",
}
GIVEN = (
    "import time, torch\nimport torch.nn.functional as F\nfrom matplotlib import pyplot as plt",
    "data, words = torch.arange(4.0), ['a']",
    "def helper():\n    return [word * 2 for word in words]",
    STUB,
    *READS.values(),
    SEEDED,
    "torch.manual_seed(4)\nalways = torch.rand(1)",
    UNSEEDED,
    LUCK,
    f"print(luck[0](), {TIME})",
    STEPS,
    "print(next(steps))",
    "20 + 1",
    *SPOILING.values(),
    *STRANGE.values(),
)
SETUP = GIVEN[:4]
NO_TIMES = ("01_images", "04_training_tools", "05_training_loop", "06_nonlinearity")  # no cell shows how long something took


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    """One that has rehearsed, and one that has not."""
    need_bubblewrap()
    course = tmp_path_factory.mktemp("course")
    with Engine(course, ASSIGNMENT, Settings(given=(GIVEN,))) as rehearsed, Engine(course, ASSIGNMENT) as plain:
        yield rehearsed, plain


def shown(room: Room, cells: tuple[str, ...] | list[str]) -> list[str]:
    """What the cells show, each as a text."""
    return [repr([{**output, "execution_count": None} for output in outputs(room, cell)]) for cell in cells]


def in_both(engines: tuple[Engine, Engine], cells: list[str]) -> list[list[str]]:
    """What the cells show with and without a rehearsal."""
    said = []
    for engine in engines:
        with engine.rooms(chance=7)() as room:
            said.append(shown(room, cells))
    return said


def is_run(engine: Engine, cell: str, *before: str) -> bool:
    """Whether the last cell is run in each sandbox."""
    said = []
    for _ in range(2):
        with engine.rooms(chance=1)() as room:
            said.append(shown(room, [*SETUP, *before, cell])[-1])
    return said[0] != said[1]


@pytest.mark.parametrize("cell", [*READS.values(), SEEDED])
def test_what_is_the_same_for_all_is_remembered(engines, cell: str):
    rehearsed, plain = engines
    assert not is_run(rehearsed, cell)
    assert is_run(plain, cell), "or the time would tell nothing"


@pytest.mark.parametrize("name, before", [
    ("data", "data += 1"),
    ("data", "data.numpy()[0] = 5"),
    ("data", "data.data[0] = 5"),
    ("data", "data = torch.arange(4.0)"),
    ("data", "shout = print\ndef print(*words):\n    shout(*words)"),
    ("data", "torch.Tensor.sum = lambda self: 0"),
    ("data", "torch.set_printoptions(precision=1)"),
    ("words", "words.append('b')"),
    ("words", "words[0] = 'c'"),
    ("helper", "words = ['b']"),
    ("helper", "helper.__code__ = (lambda: 3).__code__"),
    ("helper", "def helper():\n    return 1"),
    ("words", "class Sly(type(words)):\n    __class__ = property(lambda self: 1 / 0)\nwords = Sly('a')"),
    ("words", "class Kind(type):\n    def __getattr__(self, name):\n        raise SystemExit\nclass Odd(metaclass=Kind):\n    pass\nwords = Odd()"),
    ("words", "words.append(words)"),
    ("words", "for _ in range(5000):\n    words = [words]\nprint = lambda *_, shout=print: shout(_[1:])"),
    ("relu", "F.relu = torch.abs"),
    ("figure", "plt.rcParams['font.size'] = 5"),
    ("figure", "axes = 3\nplt.plot = print"),
    ("figure", "import os\nos.environ['COURSE_LIB_DOTS_PER_INCH'] = '30'"),
    ("division", "torch.set_default_dtype(torch.float64)"),
    ("answer", "def answer(x):\n    return x"),
])
def test_what_a_student_has_changed_is_run(engines, name: str, before: str):
    assert is_run(engines[0], READS[name], before)


@pytest.mark.parametrize("cell", [UNSEEDED, *STRANGE.values()])
def test_what_could_differ_is_run(engines, cell: str):
    assert is_run(engines[0], cell)


def test_what_reads_what_is_run_is_run(engines):
    assert is_run(engines[0], f"print(luck[0](), {TIME})", LUCK)


def test_only_the_changed_text_is_run(engines):
    assert is_run(engines[0], READS["data"] + "  # mine")
    assert not is_run(engines[0], READS["words"], READS["data"] + "  # mine")


@pytest.mark.parametrize("cells", [
    ("torch.manual_seed(4)\nalways = torch.rand(1)", "print(torch.rand(1), always)"),
    (STEPS, "print(next(steps))", "print(next(steps), list(steps))"),
    ("20 + 1", "_ * 2", "Out", "In[-2:], _i"),
    ("import sys\nsys.path[0] = 'elsewhere'", "20 + 1", "__warningregistry__"),
    ("helper()", "words.append('b')", "helper()", "helper"),
    ("1 / 0", "20 + 1", "helper(1)"),
    *((cell, "20 + 1", "words, plt.rcParams['font.size']") for cell in SPOILING.values()),
])
def test_all_shows_as_if_it_had_been_run(engines, cells: tuple[str, ...]):
    rehearsed, plain = in_both(engines, [*SETUP, *cells])
    assert rehearsed == plain


@pytest.mark.parametrize("cell", ["", *STRANGE.values()])
def test_nothing_is_left_behind_for_others(engines, cell: str):
    look = ("import os, threading, warnings\nprint(plt.rcParams['font.size'], threading.active_count(), data, sorted(vars()), os.listdir())\n"
            "warnings.warn('once')")
    rehearsed, plain = in_both(engines, [*SETUP, cell, look, "1 / 3"])
    assert rehearsed[-2:] == plain[-2:]


@pytest.mark.parametrize("cell", ["import os\nos._exit(3)", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"])
def test_a_given_cell_that_ends_the_rehearsal_ends_no_more(tmp_path: Path, cell: str):
    need_bubblewrap()
    with Engine(tmp_path, ASSIGNMENT, Settings(given=((*SETUP, cell),))) as engine:
        assert is_run(engine, READS["data"])


@pytest.mark.parametrize("assignment", ["01_images", *(pytest.param(name, marks=pytest.mark.long) for name in NO_TIMES[1:])])
def test_a_whole_notebook_shows_the_same(tmp_path: Path, assignment: str):
    need_bubblewrap()
    answered = nbformat.read(REPOSITORY / "source" / assignment / f"{assignment}.ipynb", as_version=4)
    task = task_for(assignment, "ada", assignment, answered, {}, b"secret" * 6)
    worked = []
    for given in (given_cells(REPOSITORY, assignment), ()):
        with Engine(tmp_path, assignment, Settings(given=given)) as engine:
            worked.append(work(engine, task))
    assert worked[0].outputs == worked[1].outputs
    assert [one.points for one in worked[0].outcomes] == [one.points for one in worked[1].outcomes]


def test_a_thread_that_stays_is_seen():
    """A lock that it holds while a sandbox is born would never open there."""
    cells = ["import time", SPOILING["a thread"], "1 + 1"]
    program = f"import os, sys\nfrom course_lib.grading.inside.shell import Shell\ntold = Shell().rehearse([{cells}])\n" \
              "print(sorted(told), file=sys.__stdout__, flush=True)\nos._exit(0)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env={**os.environ, "MPLBACKEND": "agg"})
    assert ast.literal_eval(told.stdout) == [SPOILING["a thread"]], told.stderr
