"""A student who hands in the release as it is gets no points, and is told "not answered yet" everywhere."""

from collections.abc import Callable, Iterator

from nbformat import NotebookNode

from course_lib.authoring.playback import Playback
from course_lib.authoring.setup_cell import IMPORTS

NOT_ANSWERED = "not answered yet"


def stubs(release: NotebookNode) -> dict[str, str]:
    """What a student finds in each answer cell, by exercise id."""
    answers = (cell for cell in release.cells if cell.cell_type == "code" and "nbgrader" in cell.metadata)
    return {cell.metadata.nbgrader.grade_id: cell.source for cell in answers if cell.metadata.nbgrader.solution}


def stub_faults(exercise, stub: str, examine: Callable) -> Iterator[tuple[str, str]]:
    """What is wrong with one stub: a fact and a way out each. Needs no kernel."""
    names: dict = {"__name__": "stub"}
    try:
        exec(IMPORTS, names)  # what every notebook has imported by then
        exec(stub, names)
        answer = names[exercise.name]
    except Exception as error:
        yield f"its stub raises {error!r} before it is called", "keep names and methods outside the solution's marks"
        return
    try:
        report = examine(exercise.id, answer)
    except Exception as error:
        yield f"to examine its stub raises {error!r}", "mend its probes"
        return
    if report.verdict != "unanswered":
        way_out = "keep nothing but signature and docstring outside the marks"
        yield f"its stub is judged {report.verdict!r}, not 'unanswered'", way_out
    if report.points:
        yield f"its stub earns {report.points:g} points", "look at its probes: they must call the answer"


def untouched_faults(playback: Playback) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the run of a whole release: subject, fact, way out."""
    for id, score in playback.scores().items():
        if score != 0:
            yield id, f"untouched, its graded cell returns {score}, not 0", "make its check return 0 for a stub"
        if NOT_ANSWERED not in playback.shown(id):
            yield id, f"untouched, its graded cell doesn't say {NOT_ANSWERED!r}", "look at what it says in the release"
