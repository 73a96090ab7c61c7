"""From a key press to a new picture of each lecture demo, in a real browser, beside an empty widget that only echoes.

    python benchmarks/demos.py [--presses 60] [--demo NAME ...] [--where lab|voila|both]

Needs Chromium and playwright. All keys go through the kernel and back; echo and demo take turns, key by key. The echo nudges Jupyter's
servers as the demos do (`surface.js`). *Own arithmetic* is the demo's step and picture alone, in this process, without a browser.
"""

import argparse
import os
import re
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page, TimeoutError, sync_playwright

REPOSITORY = Path(__file__).parents[1]
sys.path.insert(0, str(REPOSITORY / "tests" / "browser"))  # what starts a JupyterLab of our own lies there

from conftest import ARGUMENTS  # noqa: E402
from lab_page import LabPage  # noqa: E402
from lab_server import lab_server  # noqa: E402
from lecture_server import lecture_server  # noqa: E402

from course_lib.demos import DEMOS, find  # noqa: E402

ECHO = '''
import anywidget, traitlets

class Echo(anywidget.AnyWidget):
    _esm = """
    export default { render({ model, el }) {
      el.innerHTML = '<div class="course-demo"><svg tabindex="0" width="50" height="20"><text y="15">0</text></svg></div>';
      const svg = el.querySelector("svg");
      let underWay = false;
      svg.addEventListener("keydown", (event) => {
        if (event.key !== ".") return;
        event.stopPropagation();
        underWay = true;
        model.send({ kind: "step" });
        for (const wait of %s) setTimeout(() => underWay && model.send({ kind: "nudge" }), wait);
      });
      model.on("change:count", () => { underWay = false; svg.innerHTML = `<text y="15">${model.get("count")}</text>`; });
    } }"""
    count = traitlets.Int(0).tag(sync=True)

    def __init__(self):
        super().__init__()
        self.on_msg(self.heed)

    def heed(self, widget, message, buffers):
        if message["kind"] == "step":
            self.count += 1

Echo()
''' % re.search(r"NUDGES = (.+);", (REPOSITORY / "course_lib" / "demos" / "surface.js").read_text())[1]
# Presses are timed inside the page: from the key's own time stamp to the change of the picture.
WATCH = """(svg) => {
  const seen = { presses: [], pictures: [] };
  svg.addEventListener("keydown", (event) => seen.presses.push(event.timeStamp), true);
  new MutationObserver(() => seen.pictures.push(performance.now())).observe(svg, { childList: true });
  svg.seen = seen;
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--presses", type=int, default=60)
    parser.add_argument("--demo", nargs="*", choices=list(DEMOS), default=list(DEMOS))
    parser.add_argument("--where", choices=("lab", "voila", "both"), default="both")
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for where, opened in (("lab", in_lab), ("voila", in_voila)):
            if arguments.where in (where, "both"):
                print(f"\n{where}: milliseconds from key press to new picture, {arguments.presses} presses each")
                print(f"{'':<24}{'median':>8}{'95 %':>8}{'echo':>8}{'95 %':>8}{'above':>8}{'own arithmetic':>16}")
                for name in arguments.demo:
                    with opened(browser, name) as page:
                        tell(name, *turns(page, name, arguments.presses))


def notebook(name: str):
    cells = [new_code_cell(ECHO), new_code_cell(f"from course_lib.demos import {DEMOS[name]}\n\n{DEMOS[name]}()")]
    made = new_notebook(cells=cells)
    made.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return made


@contextmanager
def in_lab(browser, name: str) -> Iterator[Page]:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as home:
        nbformat.write(notebook(name), Path(folder, "demo.ipynb"))
        with lab_server(Path(folder), Path(home)) as server:
            page = browser.new_context(viewport={"width": 1600, "height": 1800}).new_page()
            lab = LabPage(page, [None, None]).open(server.address("demo.ipynb", "demo"))
            lab.run_all()
            yield page
            page.close()


@contextmanager
def in_voila(browser, name: str) -> Iterator[Page]:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as home:
        Path(folder, "lectures").mkdir()
        nbformat.write(notebook(name), Path(folder, "lectures", f"{name}.ipynb"))
        with lecture_server(name, Path(folder), Path(home)) as address:
            page = browser.new_context(viewport={"width": 1600, "height": 1800}).new_page()
            page.goto(address)
            yield page
            page.close()


def turns(page: Page, name: str, presses: int) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds of the demo, of the echo, and of the demo's own arithmetic."""
    pictures = page.locator(".course-demo > svg")
    pictures.nth(1).wait_for(timeout=120_000)
    page.wait_for_timeout(1500)
    echo, demo = pictures.nth(0), pictures.nth(1)
    key = "." if find(name).plays else next(iter(find(name).keys))
    for svg in (echo, demo):
        svg.evaluate(WATCH)
    for _ in range(presses + 5):  # the first ones warm up
        press(page, echo, ".")
        press(page, demo, key)
    return times(demo), times(echo), own_arithmetic(name, key, presses)


def press(page: Page, svg, key: str) -> None:
    svg.focus()
    count = svg.evaluate("svg => svg.seen.pictures.length")
    page.keyboard.press(key)
    try:
        page.wait_for_function("([svg, count]) => svg.seen.pictures.length > count", arg=[svg.element_handle(), count], timeout=3000, polling=5)
    except TimeoutError:  # the demo had nothing new to show: its steps have come to rest
        svg.evaluate("svg => svg.seen.presses.pop()")
        page.keyboard.press("r")
        page.wait_for_timeout(500)
        svg.evaluate("svg => svg.seen.presses.pop()")


def times(svg) -> list[float]:
    seen = svg.evaluate("svg => svg.seen")
    return [min(p for p in seen["pictures"] if p > at) - at for at in seen["presses"][5:] if any(p > at for p in seen["pictures"])]


def own_arithmetic(name: str, key: str, presses: int) -> list[float]:
    demo, taken = find(name)(), []
    for _ in range(presses):
        began = time.perf_counter()
        demo.step() if key == "." else demo.key(key)
        demo.picture().svg()
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def tell(name: str, demo: list[float], echo: list[float], own: list[float]) -> None:
    middle, late = statistics.median(demo), statistics.quantiles(demo, n=20)[-1]
    bare, bare_late = statistics.median(echo), statistics.quantiles(echo, n=20)[-1]
    print(f"{name:<24}{middle:>8.1f}{late:>8.1f}{bare:>8.1f}{bare_late:>8.1f}{middle - bare:>8.1f}{statistics.median(own):>16.1f}", flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
