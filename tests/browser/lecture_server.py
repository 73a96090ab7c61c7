"""`course-lib lecture` on a port of its own, gone afterwards."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lab_server import environment, free_port, stop

SECONDS = 120


@contextmanager
def lecture_server(demo: str, course: Path, home: Path, *options: str) -> Iterator[str]:
    """The address of the demo's page; `home` keeps what the server keeps for a user, and what it said."""
    port, log = free_port(), home / "lecture.log"
    command = [sys.executable, "-m", "course_lib", "lecture", demo, "--course-dir", str(course), "--port", str(port), *options]
    with log.open("w") as file:
        process = subprocess.Popen(command, cwd=home, env=environment(home), stdout=file, stderr=file, start_new_session=True)
        try:
            _wait_until_it_answers(f"http://127.0.0.1:{port}/voila/static/", process, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            stop(process)


def _wait_until_it_answers(address: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError:
            return  # an answer
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the lecture page did not answer (exit status {process.poll()}):\n{log.read_text()}")
