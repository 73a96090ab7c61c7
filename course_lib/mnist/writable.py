"""Finding out before a long computation whether its result can be written."""

import os
from pathlib import Path
from tempfile import TemporaryFile

from course_lib.mnist.failure import PipelineError


def require_writable(path: Path) -> None:
    """Raise `PipelineError` where a file could not be written; found out by writing an unnamed one beside it."""
    if path.is_dir():
        raise PipelineError(f"{path} is a directory; name a file in it")
    if not path.parent.is_dir():
        raise PipelineError(f"{path} cannot be written: there is no directory {path.parent}; make it first")
    try:
        TemporaryFile(dir=path.parent).close()
    except OSError as error:
        raise PipelineError(f"{path} cannot be written ({error.strerror}); name a file somewhere else") from error
    if path.exists() and not os.access(path, os.W_OK):
        raise PipelineError(f"{path} cannot be written, it may only be read; name another file")
