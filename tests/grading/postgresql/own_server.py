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

import psycopg

from course_lib.grading.inside.walls import die_with_parent

START_SECONDS = 60  # a cold disk and two busy cores
USER, PASSWORD = "grader", "a password"
# Nothing outlives the tests: what is written need not reach the disk.
SETTINGS = {"listen_addresses": "", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Server:
    """A running server: `folder` has its socket, by which it is reached."""

    folder: Path

    def database(self, name: str) -> str:
        """Create an empty database; the URL by which nbgrader opens it."""
        with self.connection() as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def url(self, name: str, password: str = PASSWORD, scheme: str = "postgresql+psycopg") -> str:
        return f"{scheme}://{USER}:{password.replace(' ', '%20')}@/{name}?host={self.folder}"

    def connection(self, name: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user=USER, password=PASSWORD, dbname=name, autocommit=True)


def programs() -> Path | None:
    """The folder with `initdb` and `postgres`; Debian keeps one for each version and none on PATH."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    return max(versions, key=lambda path: float(path.parent.name), default=None)


@contextmanager
def running_server(programs: Path) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="postgresql-") as name:
        folder = Path(name)
        _initialise(programs, folder)
        with (folder / "log").open("w") as log:
            process = _start(programs, folder, log)
            try:
                _wait_until_it_answers(Server(folder), process)
                yield Server(folder)
            finally:
                _stop(process)


def _initialise(programs: Path, folder: Path) -> None:
    password = folder / "password"
    password.write_text(PASSWORD)
    for path in (folder, password):
        os.chown(path, *_account())
    options = [f"--pgdata={folder / 'data'}", f"--username={USER}", f"--pwfile={password}", "--auth=scram-sha-256",
               "--encoding=UTF8", "--locale=C", "--no-sync"]  # fmt: skip
    done = subprocess.run([programs / "initdb", *options], cwd=folder, capture_output=True, text=True, **_as_account())
    assert done.returncode == 0, done.stderr


def _start(programs: Path, folder: Path, log) -> subprocess.Popen:
    settings = {**SETTINGS, "unix_socket_directories": folder}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return subprocess.Popen([programs / "postgres", "-D", folder / "data", *options], cwd=folder, stdout=log, stderr=log,
                            stdin=subprocess.DEVNULL, preexec_fn=die_with_parent, **_as_account())  # fmt: skip


def _account() -> tuple[int, int]:
    """User and group of the server, which refuses to be root."""
    if os.getuid():
        return os.getuid(), os.getgid()
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return entry.pw_uid, entry.pw_gid


def _as_account() -> Mapping:
    user, group = _account()
    return {} if os.getuid() else {"user": user, "group": group, "extra_groups": []}


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
