"""A terminal that nobody looks at: progress is drawn as it would be, and costs what it costs."""

import io


class Terminal(io.StringIO):
    """Text that says of itself that it is a terminal."""

    def isatty(self) -> bool:
        return True
