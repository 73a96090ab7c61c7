"""Notebooks handed out to a student at a browser: each in a tab of its own, watched from the first request on."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from guard import Guard
from lab_page import LabPage
from lab_server import LabServer
from nbformat import NotebookNode
from playwright.sync_api import Browser

REPOSITORY = Path(__file__).parents[2]
VIEW = {"width": 1280, "height": 1000}


def read(step: str, assignment: str) -> NotebookNode:
    """The notebook of an assignment as it lies in source/ or release/."""
    return nbformat.read(REPOSITORY / step / assignment / f"{assignment}.ipynb", as_version=4)


def grade_id(cell: NotebookNode) -> str | None:
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def excerpt(notebook: NotebookNode, grade_ids: Iterable[str]) -> NotebookNode:
    """The setup cell of a notebook, and these cells of it."""
    wanted = set(grade_ids)
    setup = next(cell for cell in notebook.cells if cell.cell_type == "code")
    cells = [cell for cell in notebook.cells if cell is setup or grade_id(cell) in wanted]
    return nbformat.v4.new_notebook(cells=cells, metadata=notebook.metadata)


@dataclass(frozen=True)
class Classroom:
    """A server, a browser, and a folder for the pictures taken of what happens there."""

    server: LabServer
    browser: Browser
    screenshots: Path

    @contextmanager
    def open(self, notebook: NotebookNode, name: str) -> Iterator[LabPage]:
        """Hand out the notebook and open it. It is an error if a page raises or asks another machine for anything."""
        nbformat.write(notebook, self.server.folder / f"{name}.ipynb")
        context = self.browser.new_context(viewport=VIEW)
        guard = Guard(context)
        tab = context.new_page()
        try:
            lab = LabPage(tab, [grade_id(cell) for cell in notebook.cells])
            yield lab.open(self.server.address(f"{name}.ipynb", name))
        except BaseException:
            tab.screenshot(path=self.screenshots / f"failed_{name}.png")
            print(f"what the browser showed: {self.screenshots / f'failed_{name}.png'}", *guard.complaints(), sep="\n")
            raise
        finally:
            context.close()
        assert guard.complaints() == []
