"""Cells run by a Shell in a process of its own, as in the sandbox: forked from a preloaded one."""

import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

_PROGRAM = """
import json, os, signal, sys, threading, time
from pathlib import Path
from course_lib.grading.inside import shell
from course_lib.grading.inside.preload import preload
from gathered import Outputs

def run(request):
    collected, raw = Outputs(), []
    def emit(message):
        plain = json.loads(json.dumps(message, allow_nan=False))
        raw.append(plain | {"at": time.perf_counter()})
        collected.add(plain)
    imported, began = set(sys.modules), time.perf_counter()
    student.open(emit)
    ran = {"made_in": time.perf_counter() - began, "cells": [], "answers": []}
    ran["ignores_interrupts"] = [signal.getsignal(signal.SIGINT) is signal.SIG_IGN]
    student.run("")
    ran["imported"] = sorted(set(sys.modules) - imported)
    for source in request["sources"]:
        outputs_of_cell, before, began = collected.next_cell(), len(raw), time.perf_counter()
        well = student.run(source)
        ran["cells"].append({"well": well, "outputs": outputs_of_cell, "messages": raw[before:], "began": began,
                             "ended": time.perf_counter()})
        ran["ignores_interrupts"].append(signal.getsignal(signal.SIGINT) is signal.SIG_IGN)
    for expression in request["expressions"]:
        try:
            ran["answers"].append(repr(student.answer(expression)))
        except Exception as error:
            ran["answers"].append(type(error).__name__)
    ran["messages"] = len(raw)
    Path(request["ran"]).write_text(json.dumps(ran))

preload()
student = shell.Shell()
assert threading.active_count() == 1
for line in sys.stdin:
    if child := os.fork():
        os.waitpid(child, 0)
        print("done", flush=True)
    else:
        run(json.loads(line))
        os._exit(0)
"""


def run_in_shell(sources: list[str], *expressions: str) -> dict:
    """What came of each cell, and then of each expression."""
    with tempfile.TemporaryDirectory() as name:
        ran = Path(name, "ran.json")
        told = json.dumps({"sources": sources, "expressions": expressions, "ran": str(ran)})
        preloaded = _preloaded()
        preloaded.stdin.write(told + "\n")
        assert preloaded.stdout.readline() == "done\n"  # and nothing that the cells wrote
        return json.loads(ran.read_text())


@cache
def _preloaded() -> subprocess.Popen:
    """One for all tests; its home folder is missing and may not be needed. It ends when the tests do."""
    settings = {"HOME": "/nonexistent", "MPLBACKEND": "agg", "OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "",
                "PYTHONPATH": str(Path(__file__).parent)}
    return subprocess.Popen([sys.executable, "-c", _PROGRAM], env=os.environ | settings, stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, text=True, bufsize=1)


def outputs_of(*sources: str) -> list[dict]:
    """Those of the last cell."""
    return run_in_shell(list(sources))["cells"][-1]["outputs"]
