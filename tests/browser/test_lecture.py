"""`course-lib lecture`: a demo as a web page, for as many visitors as there are seats."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from guard import Guard
from lab_server import environment, free_port, stop
from playwright.sync_api import Browser, expect

REPOSITORY = Path(__file__).parents[2]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of the page of one demo, with a single seat."""
    port, home = free_port(), tmp_path_factory.mktemp("home")
    command = [sys.executable, "-m", "course_lib", "lecture", "learning_rate", "--course-dir", str(REPOSITORY), "--port", str(port),
               "--visitors", "1", "--dark"]
    with (home / "lecture.log").open("w") as log:
        process = subprocess.Popen(command, cwd=home, env=environment(home), stdout=log, stderr=log, start_new_session=True)
        try:
            _wait(f"http://127.0.0.1:{port}/voila/static/", process)
            yield f"http://127.0.0.1:{port}/"
        finally:
            stop(process)
            print((home / "lecture.log").read_text())


def _wait(address: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError:
            return  # it answers
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the page does not answer")


def test_a_page_shows_the_demo_and_asks_no_other_machine(address: str, browser: Browser):
    context = browser.new_context(viewport={"width": 1600, "height": 1000})
    guard = Guard(context)
    page = context.new_page()
    page.goto(address)
    picture = page.locator(".course-demo > svg").first
    picture.wait_for(timeout=120_000)
    expect(page.locator(".course-demo").first).to_have_attribute("data-theme", "dark")
    expect(page.get_by_text("from course_lib.demos")).to_have_count(0)
    expect(page.get_by_role("img", name="SGD and the learning rate: ")).to_have_count(0)  # the still one is hidden
    picture.focus()
    before = picture.inner_html()
    page.keyboard.press(".")
    expect(picture).not_to_have_js_property("innerHTML", before)
    other = context.new_page()
    refused = other.goto(address)
    assert refused.status == 503
    expect(other.locator("body")).to_contain_text("All seats are taken, of which there are 1. Close a tab that you need no more")
    context.close()
    assert guard.complaints() == []
