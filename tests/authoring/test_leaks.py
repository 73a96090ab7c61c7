import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from course_lib.authoring.course import release_path
from course_lib.authoring.leaks import leaked


@pytest.fixture
def leaks(course):
    release = nbformat.read(course.root / release_path("01_images"), as_version=4)

    def with_cell(cell):
        return leaked(course.text("01_images"), nbformat.from_dict({**release, "cells": [*release.cells, cell]}))

    return with_cell


def test_a_release_as_built_shows_nothing(leaks):
    assert leaks(new_markdown_cell("nothing")) == []


@pytest.mark.parametrize("cell, name", [
    (new_code_cell("def f(image):\n\treturn [255  - value for value in image]"), "q01_invert"),
    (new_markdown_cell("Write\n\n    return [255 - value for value in image]"), "q01_invert"),
    (new_markdown_cell("Because everybody then measures on the same pictures."), "q02"),
    (new_markdown_cell("- one point: results can be compared between publications"), "q02"),
], ids=["code in another layout", "code in prose", "model answer", "mark scheme"])
def test_a_line_of_a_solution_is_found_wherever_it_stands(leaks, cell, name):
    assert [found for found, _ in leaks(cell)] == [name]


def test_a_line_that_anybody_may_write_is_no_leak(leaks):
    assert leaks(new_code_cell("self.images = []")) == []
