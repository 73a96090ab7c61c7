"""What a notebook's reader gets to see, or to hear, of a figure."""

import base64
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from matplotlib import pyplot
from matplotlib.figure import Figure

from course_lib.cells.figure import show


@pytest.fixture
def ipython():
    InteractiveShell.clear_instance()
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


def drawn(alt: str = "a falling line", figure: Figure | None = None) -> dict:
    """What a notebook receives when the figure is shown."""
    with capture_output() as captured:
        show(figure or figure_with_a_line(), alt)
    (output,) = captured.outputs
    return output.data


def figure_with_a_line() -> Figure:
    figure, axes = pyplot.subplots(figsize=(4, 3))
    axes.plot([3, 1])
    return figure


def image_in(page: str) -> dict[str, str]:
    """The attributes of the page's only tag."""
    tags = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: tags.append((tag, dict(attributes)))
    parser.feed(page)
    ((tag, attributes),) = tags
    assert tag == "img"
    return attributes


def png_in(page: str) -> bytes:
    kind, data = image_in(page)["src"].split(",")
    assert kind == "data:image/png;base64"
    return base64.b64decode(data, validate=True)


def test_the_image_and_its_plain_twin_carry_the_alt_text(ipython):
    data = drawn("a falling line")
    assert image_in(data["text/html"])["alt"] == data["text/plain"] == "a falling line"


def test_an_alt_text_with_markup_cannot_leave_its_attribute(ipython):
    alt = '1 < 2 & "quoted" \'too\'"><script>alert(1)</script>'
    assert image_in(drawn(alt)["text/html"])["alt"] == alt


def test_the_image_has_two_dots_for_each_pixel_of_the_page(ipython):
    page = drawn()["text/html"]
    dots = int.from_bytes(png_in(page)[16:20], "big")
    assert dots // 2 + 20 == int(image_in(page)["width"])  # 10 pixels of padding on each side
    assert dots > 2 * 300  # 4 inches are 384 pixels of a page


def test_the_card_is_white_whatever_the_theme_and_never_wider_than_the_page(ipython):
    style = image_in(drawn()["text/html"])["style"]
    assert "background:#fff" in style and "max-width:100%" in style


@pytest.mark.parametrize("part", ["figure", "axes", "axes in a subfigure"])
def test_a_figure_and_anything_drawn_in_it_show_the_whole_figure(ipython, part):
    figure = pyplot.figure(figsize=(4, 3))
    left, right = figure.subfigures(1, 2)
    axes = {"figure": figure, "axes": figure.add_axes((0, 0, 1, 1)), "axes in a subfigure": left.subplots()}[part]
    width = image_in(drawn(figure=axes)["text/html"])["width"]
    assert width == image_in(drawn(figure=figure)["text/html"])["width"]


def test_a_shown_figure_is_closed(ipython):
    figure = figure_with_a_line()
    assert pyplot.fignum_exists(figure.number)
    drawn(figure=figure)
    assert not pyplot.fignum_exists(figure.number)


def test_a_figure_that_pyplot_does_not_know_is_shown_as_well(ipython):
    figure = Figure()
    figure.add_subplot()
    assert png_in(drawn(figure=figure)["text/html"]).startswith(b"\x89PNG")


def test_outside_ipython_the_figure_is_closed_and_nothing_is_displayed(capfd):
    InteractiveShell.clear_instance()
    figure = figure_with_a_line()
    show(figure, "a falling line")
    assert not pyplot.fignum_exists(figure.number)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("alt", ["", "  \n", None])
def test_a_figure_without_alt_text_is_refused(alt):
    with pytest.raises(ValueError, match="needs an alt text"):
        show(Figure(), alt)


@pytest.mark.parametrize("what", [None, [3, 1], "plot"], ids=["None", "a list", "a string"])
def test_what_is_no_figure_is_named(what):
    with pytest.raises(TypeError, match=type(what).__name__):
        show(what, "a falling line")


def test_importing_it_does_not_import_matplotlib():
    code = "import course_lib.cells.figure, sys; sys.exit('matplotlib' in sys.modules or 'IPython' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
