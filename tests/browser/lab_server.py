"""A JupyterLab server of our own: nothing of the user's settings, nothing outside this machine."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 180  # a cold disk and two busy cores
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "extensionmanager-extension/plugin": {"enabled": False},
}


@dataclass(frozen=True)
class LabServer:
    """Where a running server listens, and the folder of notebooks that it serves."""

    port: int
    token: str
    folder: Path

    def address(self, notebook: str, workspace: str) -> str:
        """The page that opens a notebook of the folder in a workspace of that name."""
        return f"http://127.0.0.1:{self.port}/lab/workspaces/{workspace}/tree/{notebook}?token={self.token}"


@contextmanager
def lab_server(folder: Path, home: Path) -> Iterator[LabServer]:
    """JupyterLab on `folder`, with everything it keeps for a user in `home`; gone with all its kernels afterwards."""
    server = LabServer(free_port(), secrets.token_hex(16), folder)
    _write_settings(home / "lab-settings")
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(_command(server), cwd=folder, env=environment(home), stdout=log, stderr=log,
                                   stdin=subprocess.DEVNULL, start_new_session=True)
        try:
            _wait_until_it_answers(server, process, home / "server.log")
            yield server
        finally:
            stop(process)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _command(server: LabServer) -> list[str]:
    options = {
        "ServerApp.ip": "127.0.0.1", "ServerApp.port": server.port, "ServerApp.port_retries": 0,
        "ServerApp.open_browser": False, "ServerApp.allow_root": True, "ServerApp.root_dir": server.folder,
        "IdentityProvider.token": server.token, "LabApp.expose_app_in_browser": True,
        "LabApp.extension_manager": "readonly",  # the other one asks PyPI
    }
    return [sys.executable, "-m", "jupyterlab", *(f"--{name}={value}" for name, value in options.items())]


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON", "MPL"))}
    places = {
        "HOME": home, "XDG_CACHE_HOME": home / "cache", "IPYTHONDIR": home / "ipython",
        "JUPYTER_CONFIG_DIR": home / "config", "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime", "JUPYTERLAB_SETTINGS_DIR": home / "lab-settings",
        "JUPYTERLAB_WORKSPACES_DIR": home / "lab-workspaces",
    }
    return {**kept, **{name: str(place) for name, place in places.items()}, "OMP_NUM_THREADS": "1"}


def _write_settings(folder: Path) -> None:
    for plugin, settings in SETTINGS.items():
        path = folder / "@jupyterlab" / f"{plugin}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings), "utf-8")


def _wait_until_it_answers(server: LabServer, process: subprocess.Popen, log: Path) -> None:
    status = f"http://127.0.0.1:{server.port}/api/status?token={server.token}"
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(status, timeout=10):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    said = "\n".join(log.read_text("utf-8", "replace").splitlines()[-20:])
    raise RuntimeError(f"JupyterLab did not answer on port {server.port} (exit status {process.poll()}):\n{said}")


def stop(process: subprocess.Popen) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, how)  # its own session, so this is nobody else's group
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                continue
