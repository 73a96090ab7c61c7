"""A student at JupyterLab: a wrong answer, its report, the mended answer, and nbgrader's Validate."""

from ast import literal_eval

import pytest
from classroom import excerpt, read
from playwright.sync_api import expect
from seen import lines, report_in

pytestmark = pytest.mark.browser

INVERT = "def invert(image):\n    return {}"
ARCHETYPE = "def archetype(images):\n    return images.mean(0)"
WRITTEN = "A model that learns by heart is perfect on what it has seen; only digits kept away can tell."
SUCCESS = "Success! Your notebook passes all the tests."


def test_a_wrong_answer_is_explained_by_its_report_and_the_mended_one_is_right(classroom):
    release = read("release", "01_images")
    with classroom.open(release, "01_images") as lab:
        lab.run("setup")
        assert report_of(lab).get_attribute("aria-label") == "q01_invert: not answered yet"

        lab.write("q01_invert", INVERT.format("-image"))
        report = report_of(lab)
        assert report.get_attribute("aria-label") == "q01_invert: not yet"
        expect(report).to_contain_text("q01_invert: not yet")
        said = lines(report)
        assert list(said) == ["called", "with", "returned", "expected", "hint"]
        [given] = literal_eval(said["with"].removeprefix("image = "))
        assert literal_eval(said["returned"]) == [[-value % 256 for value in given]]
        assert literal_eval(said["expected"]) == [[255 - value for value in given]]
        assert said["hint"].endswith("below 0 they wrap round, so -1 becomes 255. What should 0 turn into?")

        lab.write("q01_invert", INVERT.format("255 - image"))
        report = report_of(lab)
        assert report.get_attribute("aria-label") == "q01_invert: right" and lines(report) == {}


def report_of(lab):
    """Run the cell of the answer, whatever it says, and then its check."""
    lab.run("q01_invert")
    return report_in(lab.run("q01_invert_check"))


def test_validate_flags_what_is_wrong_or_unanswered_and_passes_when_all_is_mended(classroom):
    asked = ("q01_invert", "q01_invert_check", "q02_rubric", "q02_written", "q03_archetype", "q03_archetype_check")
    with classroom.open(excerpt(read("release", "01_images"), asked), "validated") as lab:
        lab.write("q01_invert", INVERT.format("-image"))
        said = lab.validate()
        assert said.count("The following cell failed:") == 3
        for cell in ('check("q01_invert", invert)', "YOUR ANSWER HERE", 'check("q03_archetype", archetype)'):
            assert cell in said

        lab.write("q01_invert", INVERT.format("255 - image"))
        lab.write("q02_written", WRITTEN)
        lab.write("q03_archetype", ARCHETYPE)
        assert lab.validate() == SUCCESS
