"""A notebook run from top to bottom in a real kernel, and what is to be said about the run."""

import html.parser
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

CELL_SECONDS = 180


@dataclass(frozen=True)
class Playback:
    """A notebook with the outputs of its run, and how long the run took, kernel start included."""

    notebook: NotebookNode
    seconds: float

    def scores(self) -> dict[str, float | None]:
        """What each automatically graded cell returned, by exercise id; None where that is no number."""
        graded = [cell for cell in self.notebook.cells if cell.cell_type == "code" and _marks(cell).get("grade")]
        return {_marks(cell)["grade_id"].removesuffix("_check"): _number(cell) for cell in graded}

    def shown(self, exercise_id: str) -> str:
        """All text that the graded cell of an exercise put out."""
        cells = [cell for cell in self.notebook.cells if _marks(cell).get("grade_id") == f"{exercise_id}_check"]
        return "\n".join(text for cell in cells for output in cell.outputs for text in _texts(output))


def play(notebook: NotebookNode, root: Path) -> Playback:
    """Run all cells, also after an error, in an empty folder, with the `course_lib` of `root` where it has one."""
    import matplotlib.font_manager  # noqa: F401  builds its cache here, once: the kernel would announce it on stderr
    from nbclient import NotebookClient

    played = deepcopy(notebook)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="course-play-") as folder:
        place = {"metadata": {"path": folder}}
        client = NotebookClient(played, kernel_name="python3", allow_errors=True, timeout=CELL_SECONDS, resources=place)
        client.extra_arguments = ["--Application.log_level=ERROR"]  # what it says of its own sockets helps nobody here
        client.execute(env=_environment(root))
    return Playback(played, time.perf_counter() - start)


def noise(playback: Playback) -> Iterator[tuple[str, str]]:
    """Each cell that raised or wrote to stderr, with what it said."""
    for subject, output in _outputs(playback.notebook):
        if output.output_type == "error":
            yield subject, f"it raised {output.ename}: {output.evalue}".split("\n")[0]
        elif output.output_type == "stream" and output.name == "stderr":
            yield subject, f"it wrote to stderr: {output.text.strip()[:200]!r}"


def pictures_without_words(playback: Playback) -> Iterator[str]:
    """Each cell that shows a picture without alt text."""
    for subject, output in _outputs(playback.notebook):
        if any(not described for described in _descriptions(output)):
            yield subject


def _environment(root: Path) -> dict[str, str]:
    if not (root / "course_lib").is_dir():
        return dict(os.environ)
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")]))}


def _outputs(notebook: NotebookNode) -> Iterator[tuple[str, NotebookNode]]:
    for position, cell in enumerate(notebook.cells, start=1):
        first_line = cell.source.strip().split("\n")[0][:60]
        for output in cell.get("outputs", ()):
            yield _marks(cell).get("grade_id") or f"cell {position} ({first_line})", output


def _marks(cell: NotebookNode) -> Mapping:
    return cell.metadata.get("nbgrader", {})


def _number(cell: NotebookNode) -> float | None:
    results = [output.data.get("text/plain", "") for output in cell.outputs if output.output_type == "execute_result"]
    try:
        return float(results[0])
    except (IndexError, ValueError):
        return None


def _texts(output: NotebookNode) -> Iterator[str]:
    if output.output_type == "stream":
        yield output.text
    yield from (str(value) for kind, value in output.get("data", {}).items() if kind.startswith("text/"))


def _descriptions(output: NotebookNode) -> Iterator[bool]:
    data, about = output.get("data", {}), output.get("metadata", {})
    page = _Images()
    page.feed(str(data.get("text/html", "")))
    yield from page.described
    if page.described:  # a page beside the bare picture takes its place
        return
    for kind, value in data.items():
        if kind.startswith("image/"):
            own = about.get(kind, {})
            yield bool(about.get("alt") or own.get("alt") or "<title" in str(value)[:2000])


class _Images(html.parser.HTMLParser):
    """Collects, for each image of a page, whether it has words; what is hidden from screen readers needs none."""

    def __init__(self):
        super().__init__()
        self.described: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag in ("img", "svg") and about.get("aria-hidden") != "true":
            self.described.append(bool(about.get("alt") or about.get("aria-label")))
        elif tag == "title" and self.described:  # an svg's own title
            self.described[-1] = True
