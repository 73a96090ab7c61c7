"""How nbgrader reads a submission: through intake, so that a damaged notebook is mended and never stops the grading."""

from datetime import UTC, datetime
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode

from course_lib.grading.host.master import masters
from course_lib.grading.host.set_aside import set_aside
from course_lib.grading.intake import Received, receive
from course_lib.grading.records import MEMORY

NOTES = "course_lib_notes"  # where a notebook's metadata keeps them between nbgrader's two passes
_noticed: dict[Path, list[str]] = {}  # sentences by submission, from the hook until the notebook is read
_received: dict[tuple[Path, str], Received] = {}  # the same way, for who looked at it before nbgrader


def before_converting(assignment: str, student: str, notebooks: list[str]) -> None:
    """nbgrader's `pre_convert_hook`: called for each submission before anything of it is opened.

    nbgrader's `assignment` and `student` are patterns; the paths tell whom it is about. The list is changed in place:
    to the notebooks that there should be, whatever was handed in.
    """
    folder = Path(notebooks[0]).parent
    _noticed.pop(folder.absolute(), None)  # where looking fails, nbgrader goes on, and the exporter must not
    look_first(folder)
    notebooks[:] = [str(folder / f"{name}.ipynb") for name in masters(Path.cwd(), folder.name)]


def look_first(folder: Path) -> None:
    """Put aside what must not be opened, and keep what there is to say about it until the notebook is read."""
    student, assignment = folder.parts[-2:]
    _noticed[folder.absolute()] = set_aside(folder, Path(MEMORY, "set_aside", student, assignment))


def received(folder: Path, name: str, course: Path) -> Received:
    """A submission's notebook of that name, whole, as all of the grading sees it."""
    return receive(folder, name, masters(course, folder.name)[name])


def receive_once(folder: Path, name: str) -> Received:
    """The same, kept until nbgrader reads the notebook, so that what is graded is what was looked at."""
    _received[folder.absolute(), name] = found = received(folder, name, Path.cwd())
    return found


class ReceivingExporter(NotebookExporter):
    """Reads what was handed in through intake; what nbgrader itself has written, as it is."""

    def from_filename(self, filename, resources=None, **_):
        path = Path(filename)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent), "modified_date": _today()}
        # What the first pass has written was sound.
        notebook = self._submission(path) if self._is_submission() else nbformat.v4.reads(path.read_text("utf-8"))
        return self.from_notebook_node(notebook, resources=resources)

    def from_notebook_node(self, nb, resources=None, **_):
        """As nbconvert does it, but for its three copies of a notebook that nobody else has: a fifth of nbgrader's time."""
        resources = self._init_resources(resources)
        for preprocessor in self._preprocessors:
            nb, resources = preprocessor(nb, resources)
        nbformat.validate(nb, relax_add_props=True)
        # What the first pass writes is for the second one alone, and may be in one line.
        style = {"indent": None, "split_lines": False} if self._is_submission() else {}
        return nbformat.v4.writes(nb, **style) + "\n", resources

    def _is_submission(self) -> bool:
        return getattr(self.parent, "_sanitizing", False)

    def _submission(self, path: Path) -> NotebookNode:
        folder = path.parent.absolute()
        if folder not in _noticed:
            raise RuntimeError("the hook of nbgrader_config.py (pre_convert_hook) did not look at this submission")
        handed_in = _received.pop((folder, path.stem), None) or received(path.parent, path.stem, Path.cwd())
        notebook = nbformat.from_dict(handed_in.notebook)
        notebook.metadata[NOTES] = [*_noticed[folder], *handed_in.notes]
        _noticed[folder] = []  # said once, where an assignment has more notebooks
        return notebook


def _today() -> str:
    return datetime.now(UTC).strftime("%B %d, %Y")
