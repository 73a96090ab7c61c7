"""The lecture demos in JupyterLab: driven by keys alone, by the mouse, and with a student's function in them; and their pictures."""

import re
from collections.abc import Iterator

import pytest
from lab_page import LabPage
from nbformat.v4 import new_code_cell, new_notebook, new_output
from playwright.sync_api import Locator, expect

from course_lib.demos import DEMOS, LearningRate, find
from course_lib.demos.controls import Slide
from course_lib.demos.still import shown

pytestmark = pytest.mark.browser

RAISES = "def own(*arguments, **keywords):\n    raise RuntimeError('a < b')\n"
SLOW = "import time\n\ndef own(*arguments, **keywords):\n    time.sleep(0.2)\n    raise RuntimeError('slow')\n"
# The preset in which a demo has its picture taken, and after how many steps.
SHOWN = {
    "pixels": ("A digit is 784 numbers", 0), "pixel_similarity": ("The nearer mean decides", 0),
    "rank_and_shape": ("Reshaping moves no number", 1), "broadcasting": ("[n, 1] against [n]: the trap", 4),
    "l1_against_rmse": ("All in one pixel: four times", 0), "learning_rate": ("Three rates race", 3),
    "minibatch_noise": ("A noisy path, soon there", 20), "sigmoid": ("A large weight is always sure", 0),
    "loss_against_accuracy": ("A slope against a staircase", 6), "zero_grad": ("Forgotten once: a detour", 8),
    "relu_hinges": ("Many hinges follow a curve", 0), "live_training": ("Noise turns into 3 minus 7", 24),
}
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


@pytest.fixture(scope="module")
def lab(classroom) -> Iterator[LabPage]:
    """One notebook with all demos, run; then two cells for own functions."""
    cells = [new_code_cell(f"from course_lib.demos import {demo}\n\n{demo}()") for demo in DEMOS.values()]
    cells += [new_code_cell(f"{own}\nLearningRate(own)") for own in (RAISES, SLOW)]
    notebook = new_notebook(cells=cells)
    notebook.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    with classroom.open(notebook, "demos") as page:
        page.run_all()
        yield page


@pytest.fixture(params=DEMOS)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def demo_in(lab: LabPage, place: int) -> Locator:
    """A demo's part of the page, brought into view; Lab draws a cell only near where one looks."""
    lab.cell(place).scroll_into_view_if_needed()
    found = lab.cell(place).locator(".jp-OutputArea-output").filter(has=lab.page.locator(".course-demo"))
    found.first.wait_for()
    return found.first


def of(lab: LabPage, name: str) -> Locator:
    return demo_in(lab, list(DEMOS).index(name))


def svg(demo: Locator) -> Locator:
    return demo.locator(".course-demo > svg")


def line(demo: Locator) -> Locator:
    return demo.get_by_role("status")


def reset(demo: Locator) -> None:
    """To the start, by a button; the play button up, every control as it was."""
    demo.get_by_role("button", name="Reset", exact=True).click()


def test_it_is_drawn_and_read_out(lab: LabPage, name: str):
    demo = of(lab, name)
    kind = find(name)
    expect(line(demo)).to_contain_text(".")
    expect(lab.cell(list(DEMOS).index(name)).get_by_role("img", name=f"{kind.title}: ")).to_be_hidden()
    assert svg(demo).get_attribute("aria-label").startswith(f"{kind.title}: ")
    assert svg(demo).locator("*").count() > 15
    for preset in kind.presets:
        expect(demo.get_by_role("button", name=preset, exact=True)).to_be_visible()


def test_keys_alone_step_it_reset_it_and_choose_a_preset(lab: LabPage, name: str):
    demo, kind = of(lab, name), find(name)
    picture = svg(demo)
    picture.focus()
    before = picture.inner_html()
    if kind.plays:
        lab.page.keyboard.press(".")
        expect(picture).not_to_have_js_property("innerHTML", before)
        lab.page.keyboard.press("r")
        expect(picture).to_have_js_property("innerHTML", before)
        lab.page.keyboard.press(" ")
        expect(demo.get_by_role("button", name="Pause")).to_be_visible()
        expect(picture).not_to_have_js_property("innerHTML", before)
        lab.page.keyboard.press(" ")
        expect(demo.get_by_role("button", name="Play")).to_be_visible()
    told = line(demo).inner_text()
    last = demo.get_by_role("button", name=list(kind.presets)[-1], exact=True)
    last.focus()
    lab.page.keyboard.press("Enter")
    expect(line(demo)).not_to_have_text(told)


def test_keys_alone_move_every_slider(lab: LabPage, name: str):
    demo, kind = of(lab, name), find(name)
    reset(demo)
    for control in kind.controls.values():
        if not isinstance(control, Slide):
            continue
        row = demo.locator(".widget-slider").filter(has=lab.page.get_by_text(control.label, exact=True))
        handle, readout = row.first.get_by_role("slider"), row.first.locator(".widget-readout")
        before = readout.inner_text()
        handle.focus()
        up = float(handle.get_attribute("aria-valuenow")) < float(handle.get_attribute("aria-valuemax"))
        lab.page.keyboard.press("ArrowRight" if up else "ArrowLeft")
        expect(readout).not_to_have_text(before)
        lab.page.keyboard.press("ArrowLeft" if up else "ArrowRight")


def test_a_slider_and_the_seed_can_be_typed(lab: LabPage):
    demo = of(lab, "learning_rate")
    reset(demo)
    row = demo.locator(".widget-slider").filter(has=lab.page.get_by_text("start", exact=True))
    row.locator(".widget-readout").focus()
    lab.page.keyboard.press("ControlOrMeta+A")
    lab.page.keyboard.insert_text("1.5")
    lab.page.keyboard.press("Enter")
    expect(line(demo)).to_contain_text("x = 1.5,")
    demo = of(lab, "sigmoid")
    told = svg(demo).inner_html()
    demo.get_by_label("seed").fill("7")
    lab.page.keyboard.press("Enter")
    expect(svg(demo)).not_to_have_js_property("innerHTML", told)


def test_its_own_keys_reach_it(lab: LabPage, name: str):
    demo, kind = of(lab, name), find(name)
    if not kind.keys:
        pytest.skip("its mouse does nothing that its controls do not")
    reset(demo)
    picture = svg(demo)
    picture.focus()
    seen = {picture.inner_html()}
    for key in kind.keys:
        lab.page.keyboard.press(key)
        lab.page.wait_for_timeout(60)
        seen.add(picture.inner_html())
    assert len(seen) > 1


def test_the_mouse_harms_nothing(lab: LabPage, name: str):
    demo = of(lab, name)
    box = svg(demo).bounding_box()
    mouse = lab.page.mouse
    for across, down in ((0.2, 0.3), (0.5, 0.5), (0.8, 0.6)):
        mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])
        mouse.down()
        mouse.move(box["x"] + (across + 0.1) * box["width"], box["y"] + (down - 0.1) * box["height"], steps=8)
        mouse.up()
    expect(line(demo)).to_contain_text(".")
    reset(demo)


@pytest.mark.parametrize("theme", THEMES)
def test_it_has_its_picture_taken(lab: LabPage, classroom, theme: str):
    lab.choose_theme(THEMES[theme])
    for name in DEMOS:
        demo = of(lab, name)
        preset, steps = SHOWN[name]
        demo.get_by_role("button", name=preset, exact=True).click()
        for _ in range(steps):
            demo.get_by_role("button", name="Step", exact=True).click()
        expect(demo.locator(".course-demo")).to_have_attribute("data-theme", theme)
        demo.screenshot(path=classroom.screenshots / f"{name}_{theme}.png")
    lab.choose_theme(THEMES["light"])


def test_an_own_function_that_raises_is_told_and_the_demo_lives(lab: LabPage):
    demo = demo_in(lab, len(DEMOS))
    svg(demo).focus()
    lab.page.keyboard.press(".")
    expect(line(demo)).to_contain_text("Note: your sgd_step raised RuntimeError: a < b.")
    before = line(demo).inner_text()
    lab.page.keyboard.press(".")
    expect(line(demo)).not_to_have_text(before)


def test_a_slow_own_function_drops_frames_and_queues_none(lab: LabPage):
    demo = demo_in(lab, len(DEMOS) + 1)
    svg(demo).focus()
    for _ in range(40):
        lab.page.keyboard.press(".")
    lab.page.wait_for_timeout(1500)
    steps = int(re.search(r"After (\d+) steps", line(demo).inner_text())[1])
    assert 1 <= steps < 20, "forty presses in well under a second, a fifth of a second each"
    lab.page.wait_for_timeout(600)
    assert f"After {steps} steps" in line(demo).inner_text(), "nothing was queued"


def test_without_its_kernel_a_saved_demo_is_a_still_picture_with_words(classroom):
    words = "SGD and the learning rate: Learning rate 0.1"
    live = new_output("display_data", {"application/vnd.jupyter.widget-view+json": {"version_major": 2, "version_minor": 0, "model_id": "gone"},
                                       "text/plain": words})
    still = new_output("display_data", shown(LearningRate(), "gone"))
    notebook = new_notebook(cells=[new_code_cell("LearningRate()", outputs=[still, live])])
    notebook.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    with classroom.open(notebook, "still") as lab:
        picture = lab.cell(0).get_by_role("img", name=words)
        expect(picture).to_be_visible()
        assert picture.evaluate("image => image.naturalWidth") == 1600
        lab.page.screenshot(path=classroom.screenshots / "still.png")
