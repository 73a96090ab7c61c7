"""A PostgreSQL server of our own: in a temporary folder, on a socket in it, nothing outside; gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import psycopg

from course_lib.grading.inside.walls import die_with_parent

START_SECONDS = 60  # a cold disk and two busy cores
USER, PASSWORD = "grader", "p@ss: 100 %"
# Nothing outlives the tests: what is written need not reach the disk.
SETTINGS = {"listen_addresses": "", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Server:
    """A running server: `folder` has its socket, by which it is reached."""

    folder: Path

    def database(self, name: str) -> str:
        """Create an empty database; the URL by which nbgrader opens it."""
        self.tell(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def url(self, name: str, password: str = PASSWORD) -> str:
        return f"postgresql+psycopg://{USER}:{quote(password, safe='')}@/{name}?host={self.folder}"

    def tell(self, statement: str) -> None:
        with self.connection() as connection:
            connection.execute(statement)

    def connection(self) -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user=USER, password=PASSWORD, dbname="postgres", autocommit=True)


def programs() -> Path | None:
    """The folder with `initdb` and `postgres`; Debian keeps one for each version, and none on PATH."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), default=None)


@contextmanager
def running_server(programs: Path) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="postgresql-") as name:
        server = Server(Path(name))
        _initialise(programs, server.folder)
        with (server.folder / "log").open("w") as log:
            process = _started(programs, server.folder, log)
            try:
                _wait_until_it_answers(server, process)
                yield server
            finally:
                _stop(process)


def _initialise(programs: Path, folder: Path) -> None:
    password = folder / "password"
    password.write_text(PASSWORD)
    for path in (folder, password):
        os.chown(path, *_account())
    options = {"pgdata": folder / "data", "username": USER, "pwfile": password, "auth": "scram-sha-256",
               "encoding": "UTF8", "locale": "C"}  # fmt: skip
    command = [programs / "initdb", "--no-sync", *(f"--{name}={value}" for name, value in options.items())]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **_as_account())
    assert done.returncode == 0, done.stderr


def _started(programs: Path, folder: Path, log: IO) -> subprocess.Popen:
    settings = {**SETTINGS, "unix_socket_directories": folder}
    command = [programs / "postgres", "-D", folder / "data", *(f"--{name}={value}" for name, value in settings.items())]
    return subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                            preexec_fn=die_with_parent, **_as_account())  # fmt: skip


def _as_account() -> Mapping[str, Any]:
    user, group = _account()
    return {} if os.getuid() else {"user": user, "group": group, "extra_groups": []}


def _account() -> tuple[int, int]:
    """User and group of the server, which refuses to be root."""
    if os.getuid():
        return os.getuid(), os.getgid()
    entries = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = entries.get("postgres") or entries["nobody"]
    return entry.pw_uid, entry.pw_gid


def _wait_until_it_answers(server: Server, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return server.connection().close()
        except psycopg.OperationalError:
            time.sleep(0.05)
    said = (server.folder / "log").read_text("utf-8", "replace")
    raise RuntimeError(f"PostgreSQL did not answer (exit status {process.poll()}):\n{said}")


def _stop(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGINT)  # to PostgreSQL: end now, whoever is connected
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
