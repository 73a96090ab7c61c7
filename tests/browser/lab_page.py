"""A notebook open in JupyterLab, driven as a student drives it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

SECONDS = 180  # for a kernel that imports torch while the tests of others run
NUMBERED = re.compile(r"^\[\d+\]:$")


@dataclass(frozen=True)
class LabPage:
    """One notebook in one page; `names` are its cells' grade ids, None where a cell has none."""

    page: Page
    names: Sequence[str | None]

    def open(self, address: str) -> "LabPage":
        """Go there, and wait until Lab stands and the kernel waits for work."""
        self.page.goto(address)
        self.page.wait_for_function("window.jupyterapp", timeout=SECONDS * 1000)
        self.page.evaluate("() => jupyterapp.restored.then(() => true)")
        self.wait_for_idle()
        return self

    def wait_for_idle(self) -> None:
        expect(self.page.locator("#jp-main-statusbar")).to_contain_text("| Idle", timeout=SECONDS * 1000)

    def command(self, name: str, **arguments) -> None:
        """Run one of Lab's commands, and wait for what it promises."""
        run = "([name, arguments]) => jupyterapp.commands.execute(name, arguments).then(() => true)"
        self.page.evaluate(run, [name, arguments])

    def cell(self, which: str | int) -> Locator:
        """A cell, by its place or its grade id."""
        place = which if isinstance(which, int) else self.names.index(which)
        return self.page.locator(".jp-Notebook .jp-Cell").nth(place)

    def write(self, which: str | int, source: str) -> None:
        """Type over what stands in a cell."""
        cell = self.cell(which)
        cell.scroll_into_view_if_needed()
        if "jp-MarkdownCell" in cell.get_attribute("class"):
            cell.locator(".jp-RenderedMarkdown").dblclick()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(source)  # `type` would indent and close brackets by itself
        expect(cell.locator(".cm-content")).to_contain_text(source.splitlines()[0])

    def run(self, which: str | int) -> Locator:
        """Run a code cell to its end; what it put out."""
        cell = self.cell(which)
        cell.scroll_into_view_if_needed()
        cell.locator(".cm-content").click()
        prompt = cell.locator(".jp-InputPrompt").first
        before = prompt.inner_text()
        self.page.keyboard.press("ControlOrMeta+Enter")
        expect(prompt).not_to_have_text(before, timeout=SECONDS * 1000)
        expect(prompt).to_have_text(NUMBERED, timeout=SECONDS * 1000)
        return cell.locator(".jp-Cell-outputArea")

    def run_all(self) -> None:
        """Run all cells to the last one."""
        self.command("notebook:run-all-cells")
        prompts = self.page.locator(".jp-Notebook .jp-CodeCell .jp-Cell-inputArea .jp-InputPrompt")
        for place in range(prompts.count()):
            expect(prompts.nth(place)).to_have_text(NUMBERED, timeout=SECONDS * 1000)

    def choose_theme(self, name: str) -> None:
        """`JupyterLab Light` or `JupyterLab Dark`."""
        self.command("apputils:change-theme", theme=name)
        self.page.locator(f'body[data-jp-theme-name="{name}"]').wait_for(state="attached")
        self.page.locator("#jupyterlab-splash").wait_for(state="detached")

    def validate(self) -> str:
        """Press nbgrader's Validate; what its dialog says, after it was closed again."""
        self.page.get_by_role("button", name="Validate").click()
        message = self.page.locator("#validation-message")
        message.wait_for(timeout=SECONDS * 1000)
        said = message.inner_text()
        dialog = self.page.locator(".jp-Dialog")
        dialog.get_by_role("button", name="Ok").click()
        dialog.wait_for(state="detached")
        return said
