"""The report in JupyterLab's own style sheets, light and dark: all of it can be read."""

import nbformat
import pytest
from classroom import excerpt, read
from playwright.sync_api import expect
from seen import contrast_of_bar, faint_texts, report_in, stripes

pytestmark = pytest.mark.browser

# A screenshot's name, the report's headline, and a cell that makes it.
REPORTS = {
    "grids": ("q03_archetype: not yet", """
def archetype(images):
    return images.mean(0) if len(images) < 4 else images[:3].mean(0)

check("q03_archetype", archetype)"""),
    "stack": ("q01_solid_color: not yet", """
def solid_color(height, width, rgb):
    sheet = torch.tensor(rgb, dtype=torch.uint8)[:, None, None].repeat(1, height, width)
    sheet[2, -1, -1] += 7
    return sheet

check("q01_solid_color", solid_color)"""),
    "pictures": ("q01_invert: not yet", """
def invert(image):
    return 255 - image if len(image) < 20 else image.flip(0)

check("q01_invert", invert)"""),
    "known_mistake": ("q01_invert: not yet", 'check("q01_invert", lambda image: -image)'),
    "crashed": ("q03_pixel_distance: not yet", """
def pixel_distance(a, b):
    print("a is", a)
    return (a @ b).mean()

check("q03_pixel_distance", pixel_distance)"""),
    "right": ("q01_invert: right", 'check("q01_invert", lambda image: 255 - image)'),
    "unanswered": ("q01_invert: not answered yet", """
def invert(image):
    raise NotImplementedError()

check("q01_invert", invert)"""),
}


@pytest.fixture(scope="module")
def reports(classroom):
    """A notebook of one report a cell, in the order of REPORTS, after a run of all."""
    notebook = excerpt(read("release", "01_images"), ())
    notebook.cells += [nbformat.v4.new_code_cell(source.strip()) for _, source in REPORTS.values()]
    with classroom.open(notebook, "reports") as lab:
        lab.run_all()
        yield lab


def report_on(lab, name):
    return report_in(lab.cell(place_of(name)))


def place_of(name):
    return 1 + list(REPORTS).index(name)  # the setup cell comes first


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_every_report_can_be_read_in_both_themes(theme, reports, screenshots):
    reports.choose_theme(f"JupyterLab {theme}")
    for name, (headline, _) in REPORTS.items():
        report = report_on(reports, name)
        while (folded := report.locator("details:not([open]) summary")).count():
            folded.first.click()
        report.screenshot(path=screenshots / f"{name}_{theme.lower()}.png")
        assert report.get_attribute("aria-label") == headline
        assert faint_texts(report) == [], f"{name} in {theme}"
        assert contrast_of_bar(report) >= 3, f"{name} in {theme}"
        assert stripes(report) == [], f"{name} in {theme}"


def test_two_images_are_drawn_with_their_difference_and_each_says_what_it_is(reports):
    images = report_on(reports, "pictures").get_by_role("img").all()
    assert [image.get_attribute("alt").split(":")[0] for image in images] == ["expected", "yours", "difference"]


def test_small_tensors_stand_side_by_side_as_numbers_and_the_wrong_ones_are_marked(reports):
    report = report_on(reports, "stack")
    titles = report.locator("figcaption").all_inner_texts()
    assert titles == ["expected[2]", "yours[2], wrong numbers underlined", "difference"]
    wrong, difference = report.locator("u").all_inner_texts(), report.locator("figure").nth(2).inner_text().split()
    assert len(wrong) == 1 and difference[1:].count("7") == 1




def test_the_students_own_lines_are_folded_away_until_asked_for(reports):
    report = report_in(reports.run(place_of("crashed")))
    trace, printed = report.locator("details").all()
    expect(trace.locator("pre")).to_be_hidden()
    trace.locator("summary").click()
    expect(trace.locator("pre")).to_have_text("line 3 in pixel_distance: return (a @ b).mean()")
    expect(printed.locator("summary")).to_have_text("what your code printed")
