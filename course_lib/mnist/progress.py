"""Progress: a table that grows by a line an epoch, and on a terminal a bar while the epoch lasts."""

import time
from typing import TYPE_CHECKING, TextIO

from course_lib.mnist.callbacks import Callback

if TYPE_CHECKING:
    from course_lib.mnist.learner import Learner

_WIDTH = 11  # of a column: "train_loss" and a gap
_BAR = 30
_PAUSE = 0.1  # seconds between two drawings of the bar: more would cost time, and nobody could read them


def progress_table(stream: TextIO) -> Callback:
    """Return a callback that writes each epoch's measures and seconds to the stream as plain text.

    The bar shows on terminals only, and needs a training loader that has a length.
    """
    table = _Table(stream)
    bar = {"after_step": table.draw_bar} if stream.isatty() else {}
    return Callback(before_fit=table.begin, after_epoch=table.write_line, **bar)


class _Table:
    def __init__(self, stream: TextIO):
        self.stream = stream
        self.names: list[str] = []

    def begin(self, learner: "Learner") -> None:
        self.names = []
        self.started = self.drawn = time.perf_counter()

    def draw_bar(self, learner: "Learner") -> None:
        now = time.perf_counter()
        if now - self.drawn > _PAUSE:
            self.drawn = now
            self.stream.write("\r" + bar_text(learner.steps, learner.total_steps, learner.n_epochs))
            self.stream.flush()

    def write_line(self, learner: "Learner") -> None:
        measures = learner.history[-1]
        self.stream.write("\r\033[K" if self.stream.isatty() else "")  # the bar gives way to the line
        if list(measures) != self.names:
            self.names = list(measures)
            self.stream.write(_row("epoch", *self.names, "seconds"))
        now = time.perf_counter()
        values = [f"{value:.4f}" for value in measures.values()]
        self.stream.write(_row(str(learner.epochs_done), *values, f"{now - self.started:.2f}"))
        self.stream.flush()
        self.started = self.drawn = now


def bar_text(steps: int, total_steps: int, n_epochs: int) -> str:
    """Return a line of constant width that tells how much of the epoch under way is done, and which one it is."""
    per_epoch = total_steps // n_epochs
    epoch, step = divmod(steps - 1, per_epoch)
    done = _BAR * (step + 1) // per_epoch
    return f"epoch {epoch + 1} of {n_epochs} [{'#' * done}{'.' * (_BAR - done)}] {100 * (step + 1) // per_epoch:3} %"


def _row(first: str, *cells: str) -> str:
    return f"{first:>5}" + "".join(f" {cell:>{_WIDTH}}" for cell in cells) + "\n"
