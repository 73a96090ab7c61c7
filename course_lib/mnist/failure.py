"""What stops the pipeline, told to the person who runs it: the fact, then the way out."""


class PipelineError(Exception):
    """Something expected went wrong; the message is one sentence for the user, no traceback needed."""


class NoDigit(PipelineError):
    """A file or a drawing in which no digit can be found."""
