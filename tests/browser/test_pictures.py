"""The pictures of a whole notebook, as the page shows them."""

import pytest
from classroom import read

pytestmark = pytest.mark.browser

LOADED = "image => image.decode().then(() => image.naturalWidth)"


def test_every_picture_of_the_instructors_notebook_is_shown_with_words(classroom):
    with classroom.open(read("source", "01_images"), "pictures") as lab:
        lab.run_all()
        pictures = lab.page.locator(".jp-OutputArea-output").get_by_role("img").all()
        assert len(pictures) > 10
        for picture in pictures:
            assert picture.evaluate(LOADED) > 0
            assert (picture.get_attribute("alt") or "").endswith("."), "alt text is a sentence"
