"""What a cell shows, as messages: the results of its last lines, and its displays."""

from __future__ import annotations

from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher

from course_lib.grading.inside.outputs import plain_bundle


class Results(DisplayHook):
    """`sys.displayhook` while a cell runs: the value of its last line as an `execute_result`."""

    in_work = False  # from start to finish: an error that is shown meanwhile is the value's, and the cell has failed
    _message: dict | None = None

    def start_displayhook(self) -> None:
        self.in_work, self._message = True, None

    def write_output_prompt(self) -> None:
        """A prompt is no output here."""

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        self._message = {"output_type": "execute_result", "execution_count": self.prompt_count,
                         "data": plain_bundle(format_dict), "metadata": plain_bundle(md_dict or {})}

    def finish_displayhook(self) -> None:
        if self._message is not None:
            self.shell.transcript.show(self._message)
        self.in_work, self._message = False, None


class Displays(DisplayPublisher):
    """What `display`, `update_display` and `clear_output` lead to."""

    in_widget = False

    def publish(self, data: dict, metadata: dict | None = None, *, transient: dict | None = None,
                update: bool = False, **_: Any) -> None:
        self._validate_data(data, metadata)
        message = {"output_type": "update_display_data" if update else "display_data",
                   "data": plain_bundle(data), "metadata": plain_bundle(metadata or {})}
        if transient:
            message["transient"] = plain_bundle(transient)
        self.shell.transcript.show(message)

    def clear_output(self, wait: bool = False) -> None:
        """Nothing inside a widget: there is no front end, so that its outputs stand in the cell."""
        if not self.in_widget:
            self.shell.transcript.show({"output_type": "clear_output", "wait": bool(wait)})
