"""What stops the pipeline, told to the person who runs it: the fact, then the way out."""

from pathlib import Path


class PipelineError(Exception):
    """Something expected went wrong; the message is one sentence for the user, no traceback needed."""


class BadFile(PipelineError):
    """A file that is not what it should be: `path` says which, the message why, and the way out."""

    def __init__(self, path: Path, fact: str, way_out: str) -> None:
        super().__init__(path, fact, way_out)
        self.path = path

    def __str__(self) -> str:
        path, fact, way_out = self.args
        return f"{path} {fact}; {way_out}"


class NoDigit(PipelineError):
    """A file or a drawing in which no digit can be found."""
