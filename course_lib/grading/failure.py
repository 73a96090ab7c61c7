"""What stops a command, told to the person who gave it: the fact, then the way out."""


class GradingError(Exception):
    """Something expected went wrong; the message is one sentence for the user, no traceback needed."""
