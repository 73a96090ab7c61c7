"""The watch itself: what must not happen is noticed where it happens."""

import pytest
from guard import Guard

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def complaints(tab, page: str) -> list[str]:
    guard = Guard(tab.context)
    watched = tab.context.new_page()
    watched.set_content(page)
    watched.wait_for_load_state()
    return guard.complaints()


def test_a_request_that_leaves_the_machine_is_noticed(tab):
    assert complaints(tab, '<img src="https://example.org/pixel.png">') == [
        "a request left the machine: https://example.org/pixel.png"]


def test_a_page_that_raises_is_noticed(tab):
    [complaint] = complaints(tab, "<script>throw new Error('told')</script>")
    assert "told" in complaint


def test_a_picture_within_the_page_goes_nowhere(tab):
    assert complaints(tab, '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">') == []
