"""The page of `course-lib report` in Chromium: it can be read in light and dark, nothing is cut off, nothing runs."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from guard import Guard
from playwright.sync_api import Browser, Page
from seen import faint_texts

sys.path.insert(0, str(Path(__file__).parents[1] / "grading"))  # where the made-up class sits

from made_up_records import made_up_class  # noqa: E402

from course_lib.grading.insight.page import page as page_of  # noqa: E402
from course_lib.grading.insight.summary import summarise  # noqa: E402

pytestmark = pytest.mark.browser

HOSTILE = "<script>document.title = 'taken over'</script><img src=x onerror=\"document.title = 'taken over'\">"

# The texts of a plot that leave its frame, and pairs of texts that lie on each other.
CROWDED = """
plot => {
  const frame = plot.getBoundingClientRect(), texts = [...plot.querySelectorAll('text')]
  const boxes = texts.map(text => [text.getBoundingClientRect(), text.textContent])
  const outside = boxes.filter(([box]) => box.left < frame.left - 1 || box.right > frame.right + 1
                                       || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4
  const after = ([a, told], i) => boxes.slice(i + 1).filter(([b]) => over(a, b)).map(([_, other]) => [told, other])
  const pairs = boxes.flatMap(after)
  return {outside: outside.map(([_, told]) => told), pairs}
}
"""
FILLS = "plot => [...plot.querySelectorAll('rect')].map(rect => getComputedStyle(rect).fill)"


@pytest.fixture(scope="module", params=["02_tensors", "07_capstone"])
def document(request, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on two hundred submissions, the first fifty with tags in their answers and notes."""
    records = {record.student: record for record in made_up_class(request.param, 200)}
    hostile = {"verdict": "wrong", "text": f"x\n  returned  {HOSTILE}", "answer": HOSTILE}
    for record in list(records.values())[:50]:
        outcomes = tuple(replace(outcome, **hostile) for outcome in record.outcomes)
        records[record.student] = replace(record, outcomes=outcomes, notes=(HOSTILE,))
    path = tmp_path_factory.mktemp("report") / f"{request.param}.html"
    path.write_text(page_of(summarise(request.param, records, ("zoe",)), names=True), "utf-8")
    return path


@pytest.fixture(params=["light", "dark"])
def opened(request, browser: Browser, document: Path) -> Iterator[tuple[Page, Guard, list[str]]]:
    context = browser.new_context(color_scheme=request.param, viewport={"width": 1100, "height": 900})
    guard, complaints = Guard(context), []
    tab = context.new_page()
    tab.on("console", lambda message: complaints.append(message.text))
    # Under an address of this machine: the guard lets a page have no other file.
    tab.route("http://localhost/report", lambda route: route.fulfill(path=document, content_type="text/html"))
    tab.goto("http://localhost/report")
    yield tab, guard, complaints
    context.close()


def test_the_page_can_be_read_and_nothing_is_cut_off(opened, document: Path, screenshots: Path, request):
    tab, _, _ = opened
    tab.locator("summary").click()
    scheme = request.node.callspec.params["opened"]
    tab.screenshot(path=screenshots / f"class_{document.stem}_{scheme}.png", full_page=True)
    assert faint_texts(tab.locator("main")) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    plots = tab.get_by_role("img").all()
    assert len(plots) == 4
    for plot in plots:
        assert plot.evaluate(CROWDED) == {"outside": [], "pairs": []}
        assert "rgb(0, 0, 0)" not in plot.evaluate(FILLS)  # what a shape is filled with that no rule knows


def test_verdicts_differ_in_their_pattern_not_in_their_colour_alone(opened):
    tab, _, _ = opened
    inside = {
        name: tab.locator(f"#fill-{name} > :not(.plain)").evaluate_all("shapes => shapes.map(s => s.outerHTML).join()")
        for name in ("right", "known", "wrong", "crashed", "unanswered")
    }
    assert len(set(inside.values())) == 5


def test_nothing_in_the_page_runs_or_asks_for_anything(opened):
    tab, guard, complaints = opened
    assert HOSTILE in tab.locator("pre").all_inner_texts()
    assert tab.title().endswith("what the class did")
    assert guard.complaints() == [] and complaints == []


def test_a_script_smuggled_into_the_page_would_be_refused(browser: Browser, document: Path):
    tab = browser.new_page()
    smuggled = document.with_name("smuggled.html")
    inserted = f"<main>{HOSTILE}<style>main {{ opacity: 0 }}</style>"
    smuggled.write_text(document.read_text("utf-8").replace("<main>", inserted), "utf-8")
    tab.goto(smuggled.as_uri())
    assert tab.title().endswith("what the class did")
    assert tab.locator("main").evaluate("main => getComputedStyle(main).opacity") == "1"
    tab.close()


def test_on_a_narrow_screen_only_the_plots_scroll(browser: Browser, document: Path):
    tab = browser.new_page(viewport={"width": 400, "height": 800})
    tab.goto(document.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.close()
