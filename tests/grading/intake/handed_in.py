"""A release notebook with an answer in each exercise, and what comes out when it is handed in."""

import copy
import json
from collections import Counter
from functools import cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course_lib.grading.intake import Received
from course_lib.grading.intake.receiving import take_in

RELEASE = Path(__file__).parents[3] / "release"
NAME = "02_tensors"
STUB = "# YOUR CODE HERE\n    raise NotImplementedError()"


@cache
def release(name: str = NAME) -> NotebookNode:
    return nbformat.read(RELEASE / name / f"{name}.ipynb", as_version=4)


def answered(name: str = NAME) -> dict:
    """The release as a student saves it: each stub filled in, each written answer given."""
    notebook = json.loads(nbformat.writes(release(name)))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        cell["source"] = cell["source"].replace(STUB, f"answer = '{grade_id}'\n    return answer")
        cell["source"] = cell["source"].replace("YOUR ANSWER HERE", f"What I think about {grade_id}.")
    return notebook


def answers(notebook: dict) -> dict[str, str]:
    """The texts of the cells that students fill in, by grade id."""
    marked = [cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("solution")]
    return {cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"]) for cell in marked}


def find(notebook: dict, grade_id: str) -> dict:
    """The cell of that grade id."""
    return next(cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)


def position(notebook: dict, grade_id: str) -> int:
    return notebook["cells"].index(find(notebook, grade_id))


def sources(notebook: dict) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook["cells"]]


def own_cell(source: str, kind: str = "code") -> dict:
    """A cell that a student adds."""
    more = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "id": f"mine{abs(hash(source)) % 10**6}", "metadata": {}, "source": source, **more}


def hand_in(folder: Path, content: dict | str | bytes, name: str = NAME, file: str | None = None) -> Received:
    """What intake makes of this content in the notebook's file; without its safety net, so that errors show."""
    if isinstance(content, dict):
        content = json.dumps(content)
    content = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    path = folder / (file or f"{name}.ipynb")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return received(folder, name)


def received(folder: Path, name: str = NAME) -> Received:
    """What intake makes of the folder, once it has been looked over: what holds for every submission holds here."""
    before = copy.deepcopy(release(name))
    taken = take_in(folder, name, release(name))
    assert release(name) == before, "intake changed the release"
    look_over(taken, release(name))
    return taken


def look_over(taken: Received, master: NotebookNode) -> None:
    """What intake promises of every notebook that it hands on."""
    notebook = taken.notebook
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode("utf-8")
    marked = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    expected = [cell for cell in master.cells if "nbgrader" in cell.metadata]
    assert [cell.metadata for cell in marked] == [cell.metadata for cell in expected]
    assert [cell.cell_type for cell in marked] == [cell.cell_type for cell in expected]
    assert notebook.metadata == master.metadata
    locked = {cell.metadata.nbgrader.grade_id: cell.source for cell in expected if cell.metadata.nbgrader.locked}
    assert locked == {key: cell.source for key, cell in by_grade_id(notebook).items() if key in locked}
    assert max(Counter(cell.id for cell in notebook.cells).values()) == 1
    assert not any(cell.get("outputs") for cell in notebook.cells)
    for note in taken.notes:
        assert note.endswith(".") and note.isprintable() and len(note) < 4_000, note


def by_grade_id(notebook: NotebookNode) -> dict[str, NotebookNode]:
    return {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}
