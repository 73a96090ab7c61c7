"""A figure in a file."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from course_lib.mnist.failure import PipelineError

_SUFFIXES = (".png", ".svg", ".pdf")


def require_drawable(path: Path) -> None:
    """Raise `PipelineError` where the file's name says no kind of picture that can be drawn."""
    if path.suffix.lower() not in _SUFFIXES:
        raise PipelineError(f"{path} is no name for a picture; let it end in .png, .svg or .pdf")


def write_losses(path: Path, history: Sequence[Mapping[str, float]]) -> None:
    """Draw the losses of a learner's history into a file, of the kind that its name says."""
    from course_lib.mnist.learned import draw_losses  # here, because matplotlib takes a second

    draw_losses(history).savefig(path)
