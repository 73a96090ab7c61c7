"""`course-lib lecture`: a demo as a web page, for as many visitors as there are seats."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from guard import Guard
from lecture_server import lecture_server
from playwright.sync_api import Browser, expect

REPOSITORY = Path(__file__).parents[2]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of the page of one demo, with a single seat."""
    home = tmp_path_factory.mktemp("home")
    with lecture_server("learning_rate", REPOSITORY, home, "--visitors", "1", "--dark") as served:
        yield served


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
