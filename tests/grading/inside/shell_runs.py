"""Cells run by a Shell in a process of its own, as in the sandbox: forked from a preloaded one."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

_PROGRAM = """
import json, os, signal, sys, time
from pathlib import Path
from course_lib.grading.inside import shell
from gathered import Outputs

shell.preload()
import threading
assert threading.active_count() == 1
if child := os.fork():
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
collected, raw = Outputs(), []
def emit(message):
    plain = json.loads(json.dumps(message, allow_nan=False))
    raw.append(plain | {"at": time.perf_counter()})
    collected.add(plain)
imported, began = set(sys.modules), time.perf_counter()
student = shell.Shell(emit)
ran = {"made_in": time.perf_counter() - began, "cells": [], "answers": []}
student.run("")
ran["imported"] = sorted(set(sys.modules) - imported)
for source in json.loads(Path(sys.argv[1]).read_text()):
    outputs_of_cell, before, began = collected.next_cell(), len(raw), time.perf_counter()
    well = student.run(source)
    ran["cells"].append({"well": well, "outputs": outputs_of_cell, "messages": raw[before:], "began": began,
                         "ended": time.perf_counter()})
for expression in sys.argv[3:]:
    try:
        ran["answers"].append(repr(student.answer(expression)))
    except Exception as error:
        ran["answers"].append(type(error).__name__)
ran["messages"], ran["ignores_interrupts"] = len(raw), signal.getsignal(signal.SIGINT) is signal.SIG_IGN
Path(sys.argv[2]).write_text(json.dumps(ran))
os._exit(0)
"""


def run_in_shell(sources: list[str], *expressions: str, **environment: str) -> dict:
    """What came of each cell, and then of each expression; the home folder is missing and may not be needed."""
    with tempfile.TemporaryDirectory() as name:
        cells, ran = Path(name, "cells.json"), Path(name, "ran.json")
        cells.write_text(json.dumps(sources))
        home = {"HOME": "/nonexistent", "MPLBACKEND": "agg", "OMP_NUM_THREADS": "1", "MPLCONFIGDIR": name, "PYTHONUNBUFFERED": "",
                "PYTHONPATH": str(Path(__file__).parent)}
        command = [sys.executable, "-c", _PROGRAM, str(cells), str(ran), *expressions]
        done = subprocess.run(command, env=os.environ | home | environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        assert not done.stdout
        return json.loads(ran.read_text())


def outputs_of(*sources: str) -> list[dict]:
    """Those of the last cell."""
    return run_in_shell(list(sources))["cells"][-1]["outputs"]
