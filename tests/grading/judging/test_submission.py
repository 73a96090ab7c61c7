"""A notebook run in the real sandbox and judged: what dies costs what it was to do and no more, and nothing is left without a reason."""

import json
import time
from collections.abc import Callable, Mapping

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from real_sandbox import ASSIGNMENT
from release_of_tensors import cut_down, index_of, whole

from course_lib import exercises
from course_lib.grading.inside.messages import FILE
from course_lib.grading.judging.submission import Graded, Limits, grade_notebook
from course_lib.grading.judging.submitted import Submitted
from course_lib.grading.judging.task import Task, Worked, show, task_for, work
from course_lib.grading.sandbox.engine import Engine
from course_lib.grading.sandbox.room import Room

SECRET = b"a secret of tests, 32 bytes long"
WRONG = "def rmse(a, b):\n    return a.double().sum()"
NewRoom = Callable[[], Room]


def grade(new_room: NewRoom, answers: Mapping[str, str | None], files: Mapping[str, bytes] = {}, limits: Limits = Limits(), seed: str = "seed") -> Graded:
    return grade_notebook(cut_down(answers), files, new_room, seed, limits)


def verdicts(graded: Graded) -> dict[str, str]:
    return {name: one.report.verdict for name, one in graded.judged.items()}


def said(graded: Graded, answers: Mapping[str, str | None], grade_id: str) -> list[str]:
    """What the outputs of a cell say."""
    outputs = graded.outputs[index_of(cut_down(answers), grade_id)]
    return [output.get("text") or output.get("evalue") or str(output.get("data", {}).get("text/plain")) for output in outputs]


def validated(notebook: NotebookNode, outputs: Mapping[int, list]) -> None:
    for index, shown in outputs.items():
        notebook.cells[index].outputs = shown
    nbformat.validate(notebook)


def works(engine: Engine, answers: Mapping[str, str | None], secret: bytes = SECRET) -> tuple[Task, Worked]:
    task = task_for(ASSIGNMENT, "ada", ASSIGNMENT, cut_down(answers), {}, secret)
    return task, work(engine, task)


@pytest.mark.slow
def test_the_whole_release_with_right_answers_earns_every_point(new_room: NewRoom):
    notebook = whole()
    graded = grade_notebook(notebook, {}, new_room, "seed")
    expected = {exercise.id: ("right", exercise.points) for exercise in exercises.of_assignment(ASSIGNMENT)}
    assert {name: (one.report.verdict, one.report.points) for name, one in graded.judged.items()} == expected
    pictures = [output for outputs in graded.outputs.values() for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) > 5 and all(picture.metadata["image/png"]["alt"] for picture in pictures)
    assert graded.notes == [] and set(graded.outputs) == {index for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"}
    validated(notebook, graded.outputs)


@pytest.mark.slow
def test_the_untouched_release_is_unanswered_everywhere(new_room: NewRoom):
    stubs = {exercise.id: f"def {exercise.signature}:\n    # YOUR CODE HERE\n    raise NotImplementedError()"
             for exercise in exercises.of_assignment(ASSIGNMENT)}
    graded = grade_notebook(whole(stubs), {}, new_room, "seed")
    assert set(verdicts(graded).values()) == {"unanswered"} and len(graded.judged) == 13
    assert sum(one.report.points for one in graded.judged.values()) == 0


def test_two_gradings_agree(engine: Engine):
    answers = {"q09_mae": "import random, numpy\nprint(random.random(), numpy.random.rand(), torch.rand(3), id is not None)\n{1, 2}",
               "q09_rmse": WRONG, "q09_norms": None}
    (task, one), (again, other) = works(engine, answers), works(engine, answers)
    assert (task.key, task.seed, task.chance) == (again.key, again.seed, again.chance)
    assert one.outputs == other.outputs
    assert [outcome.text for outcome in one.outcomes] == [outcome.text for outcome in other.outcomes]
    assert one.notes == other.notes == ()


def test_another_secret_and_another_submission_draw_other_inputs(engine: Engine):
    def told(answers: Mapping[str, str | None], secret: bytes = SECRET) -> str:
        (outcome,) = works(engine, answers, secret)[1].outcomes
        return outcome.text

    first = told({"q09_rmse": WRONG})
    assert "returned" in first
    assert told({"q09_rmse": WRONG}, secret=SECRET[::-1]) != first
    assert told({"q09_rmse": WRONG + "  # mine"}) != first


def test_a_task_can_travel_and_holds_no_secret(engine: Engine):
    task, worked = works(engine, {"q09_rmse": None})
    assert SECRET not in repr(task).encode() and SECRET.hex() not in repr(task)
    notebook = cut_down({"q09_rmse": None})
    show(notebook, worked)
    nbformat.validate(notebook)
    assert [cell.execution_count for cell in notebook.cells] == [1, 2, 3]
    assert notebook.cells[-1].outputs[-1].data["text/plain"] == "2.0" and notebook.cells[-1].outputs[-1].execution_count == 3


DYING = {
    "leaves": "import os\nprint('before')\nimport time\ntime.sleep(0.5)\nos._exit(0)",
    "a null pointer": "import ctypes\nctypes.string_at(0)",
    "all files closed": "import os\nos.closerange(0, 1000)\nopen('/dev/null')\nprint(1)",
    "more memory than there is": "import os\nfor _ in range(6):\n    if os.fork() == 0:\n        break\nkeep = bytearray(700 << 20)\n"
                                 "keep[::4096] = b'1' * len(keep[::4096])\nwhile True:\n    pass",
    "cannot be interrupted": "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass",
    "forges a frame": "import os\nfor number in range(3, 30):\n    try:\n        os.write(number, b'Z' * 100)\n    except OSError:\n        pass\n"
                      "import time\ntime.sleep(5)",
    "a flood of frames": "import os, stat\nends = [n for n in range(3, 30) if os.path.exists(f'/proc/self/fd/{n}') and stat.S_ISSOCK(os.fstat(n).st_mode)]\n"
                         "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    os.write(ends[0], b'O\\0\\0\\0\\2{}' * 1000)",
}


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.slow if "flood" in name else ()) for name in DYING])
def test_a_cell_that_dies_costs_its_own_exercise(name: str, new_room: NewRoom):
    answers = {"q05_odds_doubled": None, "q09_mae": DYING[name], "q09_rmse": None}
    graded = grade(new_room, answers, limits=Limits(cell=2))
    assert verdicts(graded) == {"q05_odds_doubled": "right", "q09_mae": "crashed", "q09_rmse": "right"}
    assert "NameError: name 'mae' is not defined" in graded.judged["q09_mae"].report.text
    assert said(graded, answers, "q09_mae")[-1].startswith("This cell was stopped while it was graded: ")
    if name == "leaves":
        assert said(graded, answers, "q09_mae")[0] == "before\n"
    validated(cut_down(answers), graded.outputs)


def test_a_loop_is_interrupted_and_what_the_cell_did_before_stays(new_room: NewRoom):
    answers = {"q05_odds_doubled": None, "q09_mae": "kept = 'kept'\nwhile True:\n    pass", "q09_rmse": "print(kept)\n" + WRONG}
    graded = grade(new_room, answers, limits=Limits(cell=1))
    assert graded.outputs[index_of(cut_down(answers), "q09_mae")][-1].ename == "KeyboardInterrupt"
    assert said(graded, answers, "q09_rmse") == ["kept\n"]


@pytest.mark.parametrize("body, told", [
    pytest.param("    import os\n    os._exit(0)", "the process ended", id="leaves"),
    pytest.param("    import ctypes\n    ctypes.string_at(0)", "the process ended", id="a null pointer"),
    pytest.param("    import os\n    for number in range(3, 30):\n        try:\n            os.write(number, b'V\\0\\0\\0\\2{}')\n        except OSError:\n"
                 "            pass\n    import time\n    time.sleep(60)", "it sent an observation that is none", id="forges an observation"),
    pytest.param("    raise SystemExit(3)", "SystemExit", id="exits"),
])
def test_an_answer_that_dies_when_it_is_called_costs_its_own_exercise(body: str, told: str, new_room: NewRoom):
    answers = {"q05_odds_doubled": None, "q09_mae": f"def mae(a, b):\n{body}", "q09_rmse": "print('again')\n" + WRONG, "q09_norms": None}
    graded = grade(new_room, answers)
    assert verdicts(graded) == {"q05_odds_doubled": "right", "q09_mae": "crashed", "q09_rmse": "wrong", "q09_norms": "right"}
    assert told in graded.judged["q09_mae"].report.text
    assert said(graded, answers, "q09_rmse") == ["again\n"]


def test_every_exercise_may_die_one_after_the_other(new_room: NewRoom):
    names = [exercise.id for exercise in exercises.of_assignment(ASSIGNMENT)][:6]
    graded = grade(new_room, dict.fromkeys(names, "import os\nos._exit(0)") | {"q09_rmse": None})
    assert verdicts(graded) == dict.fromkeys(names, "crashed") | {"q09_rmse": "right"}


def test_a_cell_that_dies_only_when_it_is_run_again_is_left_out(new_room: NewRoom):
    later = time.time() + 6
    answers = {"q05_odds_doubled": f"import os, time\nif time.time() > {later}:\n    os._exit(0)\nprint('lived')\ndef odds_doubled(numbers):\n"
                                   "    return [2 * n for n in numbers if n % 2]",
               "q09_mae": f"import time\ntime.sleep(max(0, {later} + 0.1 - time.time()))\nimport os\nos._exit(0)", "q09_rmse": None}
    graded = grade(new_room, answers)
    assert verdicts(graded) == {"q05_odds_doubled": "right", "q09_mae": "crashed", "q09_rmse": "right"}
    assert said(graded, answers, "q05_odds_doubled") == ["lived\n"]


def test_what_ran_before_runs_again_after_a_death(new_room: NewRoom):
    answers = {"q05_odds_doubled": "helper = 3\n" + "def odds_doubled(numbers):\n    return 1", "q09_mae": "import os\nos._exit(0)",
               "q09_rmse": "print(helper)\n" + WRONG}
    assert said(grade(new_room, answers), answers, "q09_rmse") == ["3\n"]


def test_the_end_of_all_time_gives_every_check_a_reason(new_room: NewRoom):
    answers = {"q05_odds_doubled": None, "q09_mae": "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass", "q09_rmse": None,
               "q09_norms": None}
    graded = grade(new_room, answers, limits=Limits(cell=60, submission=4))
    assert verdicts(graded) == {"q05_odds_doubled": "right", **dict.fromkeys(("q09_mae", "q09_rmse", "q09_norms"), "crashed")}
    for name in ("q09_mae", "q09_rmse", "q09_norms"):
        assert "the 4 seconds for the whole notebook were used up" in graded.judged[name].report.text
        assert graded.outputs[index_of(cut_down(answers), f"{name}_check")]
    assert graded.notes == ["Not everything was run: the 4 seconds for a notebook were used up."]


def test_an_answer_that_waits_ends_with_the_time_for_the_notebook(new_room: NewRoom):
    began = time.monotonic()
    graded = grade(new_room, {"q09_mae": "import time\ndef mae(a, b):\n    time.sleep(50)"}, limits=Limits(cell=60, submission=3))
    assert verdicts(graded) == {"q09_mae": "crashed"}
    assert time.monotonic() - began < 20


def test_files_lie_beside_the_notebook(new_room: NewRoom):
    look = "import os\nprint(sorted(os.listdir('.')), open('folder/é.txt').read())\n" + WRONG
    answers = {"q09_rmse": look}
    graded = grade(new_room, answers, {"folder/é.txt": b"text", "helper.py": b"x = 1"})
    assert said(graded, answers, "q09_rmse") == ["['folder', 'helper.py'] text\n"]


@pytest.mark.parametrize("files", [
    pytest.param({"a": b"", "a/b": b""}, id="a file where a folder should be"), pytest.param({"x" * 300: b""}, id="a name that is too long"),
    pytest.param({f"large{number}": bytes(2**25) for number in range(5)}, id="more than the disk holds"), pytest.param({"": b""}, id="no name"),
])
def test_files_that_cannot_be_laid_down_stop_nothing(files: Mapping[str, bytes], new_room: NewRoom):
    graded = grade(new_room, {"q09_rmse": None}, files, Limits(submission=60))
    assert verdicts(graded) == {"q09_rmse": "right"} and graded.notes == []


def test_files_that_end_the_sandbox_are_left_out(new_room: NewRoom):
    def dies_of_files() -> Room:
        room = new_room()
        tell = room.tell

        def ends(kind, payload, patience):
            tell(kind, payload, patience)
            raise room._ended("it choked") if kind == FILE else AssertionError

        room.tell = ends
        return room

    graded = grade(dies_of_files, {"q09_rmse": None}, {"file": b""}, Limits(submission=60))
    assert verdicts(graded) == {"q09_rmse": "right"}
    assert graded.notes == ["The files beside the notebook were left out: it choked."]


@pytest.mark.parametrize("source", [
    "", "(((", "\ud800", "\0", "%%no_such_magic", "exit()", "raise SystemExit", "import sys; sys.exit(1)", "raise KeyboardInterrupt", "get_ipython().kernel",
    "input('?')", "1/0", "assert False", "!exit 1", "%%bash\nexit 1", "x = " + "(" * 500 + ")" * 500, "await asyncio.sleep(0)",
])
def test_an_odd_cell_stops_nothing(source: str, new_room: NewRoom):
    notebook = cut_down({"q09_rmse": None})
    notebook.cells.insert(1, new_code_cell(source))
    graded = grade_notebook(notebook, {}, new_room, "seed")
    assert verdicts(graded) == {"q09_rmse": "right"}
    json.dumps(graded.outputs).encode()


@pytest.mark.parametrize("source", ["def f(): yield\n" * 6000, "lambda: 0;" * 9000, "class A: x = 1\n" * 6000])
def test_a_cell_of_thousands_of_definitions_is_read_in_time(source: str):
    """Nobody bounds the grader's own time from outside."""
    began = time.process_time()
    submitted = Submitted([source, WRONG])
    assert submitted.answer("rmse") is not None and submitted.written("rmse") is not None
    assert time.process_time() - began < 15


def test_only_one_exercise_may_be_asked_for(new_room: NewRoom):
    graded = grade_notebook(cut_down({"q09_mae": None, "q09_rmse": None, "q09_norms": "print('never')"}), {}, new_room, "seed", only="q09_rmse")
    assert verdicts(graded) == {"q09_rmse": "right"} and len(graded.outputs) == 4  # the first cell, both answers, the check


def test_a_notebook_without_code_needs_nothing(new_room: NewRoom):
    assert grade_notebook(new_notebook(), {}, new_room, "seed") == Graded()
