"""The script of the tutorials, run as it is, and the clock beside it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "tutorial_digits.py"
_ACCURACY = re.compile(r"accuracy (\d+)/(\d+)")


@dataclass(frozen=True)
class Standing:
    """Where a training stands after an epoch."""

    epoch: int
    seconds: float  # since the digits were read
    accuracy: float  # of the validation digits


def run_tutorial(seed: int, target: float, epochs: int, threads: int) -> Iterator[Standing]:
    """Run the script, and say where it stands after each epoch, until it has reached the target or has no epoch left.

    The clock starts when it has read the digits: importing torch is nobody's fault.
    """
    command = [sys.executable, "-u", SCRIPT, "--seed", str(seed), "--epochs", str(epochs), "--cpu"]
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "MKL_NUM_THREADS": str(threads)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        process.stdout.readline()  # it tells how many digits there are
        began, epoch = time.perf_counter(), 0
        for line in process.stdout:
            if found := _ACCURACY.search(line):
                epoch += 1
                right, all_of_them = map(int, found.groups())
                yield Standing(epoch, time.perf_counter() - began, right / all_of_them)
                if right / all_of_them >= target:
                    return
        if process.wait():
            raise SystemExit(f"{SCRIPT.name} ended with status {process.returncode}")
    finally:
        process.kill()
        process.wait()
