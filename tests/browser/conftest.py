"""One JupyterLab and one Chromium for all tests of this folder."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))  # so that the tests of this folder find what drives the browser

from classroom import Classroom  # noqa: E402
from lab_server import LabServer, lab_server  # noqa: E402

# No GPU, and no calls home of Chromium's own.
ARGUMENTS = ("--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
             "--disable-component-update --disable-sync").split()


@pytest.fixture(scope="package")
def chromium() -> str:
    """Where the system's Chromium lies. Where there is none, tests are skipped; under CI=true they fail."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        missing = "no Chromium on PATH: 'apt-get install chromium' brings one"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    return path


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)


@pytest.fixture(scope="package")
def server(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    with lab_server(tmp_path_factory.mktemp("notebooks"), tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="package")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for pictures; $COURSE_LIB_SCREENSHOTS chooses one that is easy to find."""
    chosen = os.environ.get("COURSE_LIB_SCREENSHOTS")
    folder = Path(chosen) if chosen else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="package")
def classroom(server: LabServer, browser: Browser, screenshots: Path) -> Classroom:
    return Classroom(server, browser, screenshots)
