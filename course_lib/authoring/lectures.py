"""The lecture notebooks: from lectures/<demo>.py, with each demo's still picture for pages behind which no kernel runs."""

import ast
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from course_lib.authoring.course import Course
from course_lib.authoring.fault import refuse
from course_lib.authoring.notebook import dumps, give_ids
from course_lib.authoring.text import Cell, read_text

FOLDER = Path("lectures")


def lectures(course: Course) -> dict[Path, bytes]:
    """The notebooks by path; runs their code."""
    return {path.with_suffix(".ipynb"): dumps(_notebook(course.root, path, drawn=True)) for path in _texts(course)}


def stale_lectures(course: Course) -> list[Path]:
    """The notebooks whose cells are not those of their text, and those without a text; pictures are not compared, for
    another machine's last digits may differ."""
    expected = {path.with_suffix(".ipynb"): _sources(_notebook(course.root, path, drawn=False)) for path in _texts(course)}
    present = {path.relative_to(course.root): _sources(nbformat.read(path, as_version=4)) for path in (course.root / FOLDER).glob("*.ipynb")}
    return sorted(path for path in {*expected, *present} if expected.get(path) != present.get(path))


def _texts(course: Course) -> list[Path]:
    return [path.relative_to(course.root) for path in sorted((course.root / FOLDER).glob("*.py"))]


def _notebook(root: Path, path: Path, drawn: bool) -> NotebookNode:
    cells = read_text((root / path).read_text("utf-8"), path.as_posix()).cells
    notebook = new_notebook(cells=[_cell(cell, path) for cell in cells])
    notebook.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook.metadata.language_info = {"name": "python"}
    give_ids(notebook.cells)
    if drawn:
        _draw(notebook, path)
    return notebook


def _cell(cell: Cell, path: Path) -> NotebookNode:
    if cell.role not in ("markdown", "given"):
        raise refuse(path.as_posix(), cell.label, f"a lecture has no cell of the role {cell.role!r}", "use text and plain code")
    return new_markdown_cell(cell.source) if cell.role == "markdown" else new_code_cell(cell.source)


def _draw(notebook: NotebookNode, path: Path) -> None:
    """Run the cells, and put the still of each demo that a cell ends with below it."""
    from course_lib.demos.demo import Demo
    from course_lib.demos.still import shown

    names: dict[str, Any] = {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and isinstance(demo := _run(cell.source, names, path), Demo):
            cell.outputs = [new_output("display_data", shown(demo))]


def _run(source: str, names: dict[str, Any], path: Path) -> Any:
    """The value of a cell's last expression, as a notebook would show it."""
    *before, last = ast.parse(source, path.as_posix()).body
    shown = isinstance(last, ast.Expr)
    exec(compile(ast.Module(before if shown else [*before, last], []), path.as_posix(), "exec"), names)
    return eval(compile(ast.Expression(last.value), path.as_posix(), "eval"), names) if shown else None


def _sources(notebook: NotebookNode) -> list[tuple[str, str]]:
    return [(cell.cell_type, cell.source) for cell in notebook.cells]
