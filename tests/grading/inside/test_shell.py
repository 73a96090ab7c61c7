"""The essentials of a Shell, without a kernel to compare with."""

import base64

import pytest
from shell_runs import outputs_of, run_in_shell

_SIGINT_SOON = """\
import os, signal, threading, time
threading.Timer(.4, os.kill, (os.getpid(), signal.SIGINT)).start()
"""


def _stdout(text: str) -> dict:
    return {"output_type": "stream", "name": "stdout", "text": text}


def test_what_is_written_and_shown_keeps_its_order() -> None:
    source = ("import os, subprocess, sys\nprint('python'); os.write(1, b'raw\\n'); os.system('echo system')\n"
              "display(1); subprocess.run(['echo', 'program']); print('more'); print('oh', file=sys.stderr)\n"
              "os.write(2, b'raw oh\\n'); 2")
    first, one, second, oh, two = outputs_of(source)
    assert first == _stdout("python\nraw\nsystem\n")
    assert one == {"output_type": "display_data", "data": {"text/plain": "1"}, "metadata": {}}
    assert second == _stdout("program\nmore\n")
    assert oh == {"output_type": "stream", "name": "stderr", "text": "oh\nraw oh\n"}
    assert two == {"output_type": "execute_result", "execution_count": 1, "data": {"text/plain": "2"}, "metadata": {}}


def test_raw_writes_and_prints_take_turns() -> None:
    source = "import os\nfor n in range(200):\n    os.write(1, b'raw\\n'); print('python')"
    assert outputs_of(source) == [_stdout("raw\npython\n" * 200)]


def test_writes_of_one_stream_are_one_output_in_bounded_messages() -> None:
    ran = run_in_shell(["for n in range(30_000):\n    print(n, 'lines')", "print('x' * 200_000)"])
    many, long = ran["cells"]
    assert len(many["messages"]) < 40
    assert many["outputs"] == [_stdout("".join(f"{n} lines\n" for n in range(30_000)))]
    assert max(len(message["text"]) for message in long["messages"]) <= 2**16
    assert long["outputs"] == [_stdout("x" * 200_000 + "\n")]


def test_a_program_may_write_more_than_a_pipe_holds() -> None:
    source = "import os\nos.system(\"head -c 5000000 /dev/zero | tr '\\\\0' x\");"
    assert outputs_of(source) == [_stdout("x" * 5_000_000)]


def test_what_c_has_buffered_is_out_at_the_end_of_the_cell() -> None:
    assert outputs_of("import ctypes\nctypes.CDLL(None).printf(b'by C\\n');") == [_stdout("by C\n")]


def test_what_a_hanging_cell_printed_is_out_before_it_ends() -> None:
    cell, = run_in_shell(["import time\nprint('working'); time.sleep(1.5)"])["cells"]
    assert cell["messages"][0]["at"] < cell["ended"] - 0.8


def test_a_cell_ends_well_or_not() -> None:
    sources = ["1", "1 / 0", "(", "import sys; sys.exit()", "raise KeyboardInterrupt", "input()",
               "class Bad:\n    def __repr__(self): 1 / 0\nBad()", "%no_magic", "exit()", "await f()", "", "'here'"]
    ran = run_in_shell(sources)
    assert [cell["well"] for cell in ran["cells"]] == [True] + 7 * [False] + [True, False, True, True]
    names = [cell["outputs"][0].get("ename") for cell in ran["cells"][1:6]]
    assert names == ["ZeroDivisionError", "SyntaxError", "SystemExit", "KeyboardInterrupt", "StdinNotImplementedError"]


def test_a_traceback_names_the_cell_and_none_of_our_files() -> None:
    error, = outputs_of("def f():\n    1 / 0\n\nf()")
    text = "\n".join(error["traceback"])
    assert "\x1b[32mIn[1]\x1b[39m\x1b[32m, line 2" in text
    assert "grading" not in text


_BY_A_PROGRAM = "import subprocess; subprocess.run(['sleep', '60'])"


@pytest.mark.parametrize("waits", ["while True: pass", "time.sleep(60)", "!sleep 60", _BY_A_PROGRAM])
def test_an_interrupt_ends_a_cell(waits: str) -> None:
    hung, after = run_in_shell([_SIGINT_SOON + waits, "'still here'"])["cells"]
    assert hung["ended"] - hung["began"] < 20
    assert after["outputs"][0]["data"] == {"text/plain": "'still here'"}


def test_an_interrupt_ends_a_cell_that_awaits() -> None:
    waiting, busy = run_in_shell([f"import asyncio\n{_SIGINT_SOON}await asyncio.sleep(60)",
                                  f"{_SIGINT_SOON}await asyncio.sleep(0)\nwhile True: pass"])["cells"]
    assert waiting["outputs"][0]["ename"] == "CancelledError"
    assert busy["outputs"][0]["ename"] == "KeyboardInterrupt"


def test_between_cells_interrupts_are_ignored() -> None:
    ran = run_in_shell(["import signal\nsignal.signal(signal.SIGINT, signal.SIG_DFL)"])
    assert ran["ignores_interrupts"] == [True, True]


def test_figures_come_at_the_end_of_the_cell_and_are_closed() -> None:
    ran = run_in_shell(["import matplotlib.pyplot as plt\nplt.plot([1, 2])\nprint('printed')", "plt.get_fignums()"])
    printed, figure = ran["cells"][0]["outputs"]
    assert printed == _stdout("printed\n")
    assert figure["data"]["text/plain"] == "<Figure size 640x480 with 1 Axes>"
    assert base64.b64decode(figure["data"]["image/png"]).startswith(b"\x89PNG")
    assert ran["cells"][1]["outputs"][0]["data"] == {"text/plain": "[]"}


def test_the_shell_needs_nothing_imported_after_the_fork() -> None:
    ran = run_in_shell([])
    assert ran["imported"] == []
    assert ran["made_in"] < 0.5  # 0.015 s on an idle machine


def test_an_answer_is_evaluated_where_the_cells_ran() -> None:
    source = "def f(x):\n    print('printed'); return x + y\n\ny = 2"
    ran = run_in_shell([source], "f(1)", "missing", "1 / 0", "input()", "__name__")
    assert ran["answers"] == ["3", "NameError", "ZeroDivisionError", "StdinNotImplementedError", "'__main__'"]
    assert ran["messages"] == 0


def test_children_of_a_cell_neither_go_on_nor_speak_for_it() -> None:
    source = """\
import os
if (child := os.fork()) == 0:
    display('from the child')
    print('its text')
else:
    os.waitpid(child, 0)"""
    first, second = run_in_shell([source, "print('once')"])["cells"]
    assert first["outputs"] == [_stdout("its text\n")]
    assert second["outputs"] == [_stdout("once\n")]


def test_threads_that_outlive_their_cell_crash_nothing() -> None:
    started = """\
import threading, time
def later():
    for n in range(100):
        print(n); display(n); time.sleep(.005)

threads = [threading.Thread(target=later) for _ in range(4)]
[thread.start() for thread in threads]; None"""
    ran = run_in_shell([started, "1 + 1", "[thread.join() for thread in threads]; print('joined')"])
    assert [cell["well"] for cell in ran["cells"]] == [True, True, True]
    assert ran["cells"][-1]["outputs"][-1]["text"].endswith("joined\n")


def test_what_a_student_replaces_does_not_reach_the_next_display() -> None:
    sources = ["import builtins, sys\nsys.displayhook = None; sys.stdout.close(); sys.stderr = sys.stdout\n"
               "builtins.input = lambda: 'mine'",
               "display('seen'); 1 / 0", "input()"]
    _, second, third = run_in_shell(sources)["cells"]
    assert [output["output_type"] for output in second["outputs"]] == ["display_data", "error"]
    assert third["outputs"][0]["ename"] == "StdinNotImplementedError"


def test_a_cell_that_a_broken_shell_cannot_run_says_so() -> None:
    cell = run_in_shell(["import sys\nsys.stdout = None", "1"])["cells"][1]
    assert cell["outputs"][0]["ename"] == "AttributeError"
    assert not cell["well"]


def test_commands_run_without_a_terminal_where_there_is_none() -> None:
    none = "import pty\ndef fork():\n    raise OSError('out of pty devices')\npty.fork = fork"
    assert run_in_shell([none, "!echo told; echo wrong >&2; exit 3\n_exit_code"])["cells"][1]["outputs"] == [
        _stdout("told\nwrong\n"),
        {"output_type": "execute_result", "execution_count": 2, "data": {"text/plain": "3"}, "metadata": {}}]


def test_widgets_crash_nothing_and_clear_nothing() -> None:
    source = "import ipywidgets\nprint('before')\nipywidgets.interact(lambda x: print('x is', x), x=3);"
    written, widget = outputs_of(source)
    assert written == _stdout("before\nx is 3\n")
    assert widget["data"]["text/plain"].startswith("interactive(")


def test_bundles_become_plain_data() -> None:
    bundle = "{'text/plain': object, 'a/b': b'abc', 3: [1, {2: {3}}], 'c/d': float('inf')}"
    shown, = outputs_of(f"display({bundle}, raw=True)")
    assert shown["data"] == {"text/plain": "<class 'object'>", "a/b": "YWJj", "3": [1, {"2": "{3}"}], "c/d": "inf"}
