"""How far a class is: a line for each student, and below them, in a terminal, how fast it goes and when it will be done."""

import time
from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column

from course_lib.grading.insight.wording import duration, visible

_SLOWEST = 3
_BAR = 20  # characters


class Live:
    """Told of each student; tells whoever looks on. `tell`, where given, gets plain lines and nothing else is drawn."""

    def __init__(self, count: int, tell: Callable[[str], None] | None = None):
        self._count, self._tell, self._done, self._worked = count, tell, 0, 0
        self._began, self._cells = time.monotonic(), {}
        self._bar = None if tell else _bar(Console(stderr=True))

    def __enter__(self) -> "Live":
        if self._bar:
            self._bar.start()
            self._row = self._bar.add_task("", total=self._count, pace="getting ready", slowest="")
        return self

    def __exit__(self, *_) -> None:
        if self._bar:
            self._bar.stop()

    def student(self, student: str, result: str, seconds: float | None = None) -> None:
        """One more is done; without seconds it took none, for nothing had changed."""
        self._done, self._worked = self._done + 1, self._worked + (seconds is not None)
        taken = f"  {duration(seconds)}" if seconds else ""
        self._line(f"  {self._done:>{len(str(self._count))}} of {self._count}  {student:<12} {result}{taken}")
        if self._bar:
            self._bar.update(self._row, advance=1, **self._pace())

    def cell(self, what: str, seconds: float) -> None:
        """A cell has run; each is known by its slowest run."""
        self._cells[what] = max(seconds, self._cells.get(what, 0.0))

    def tell_summary(self) -> None:
        """How many in how long, and what took longest; nothing where nothing was to be done."""
        if self._worked:
            seconds = time.monotonic() - self._began
            slowest = f"; slowest cells: {self._slowest()}" if self._cells else ""
            self._line(f"{self._worked} graded in {duration(seconds)}, {duration(seconds / self._worked)} each{slowest}")

    def _pace(self) -> dict[str, str]:
        if not self._worked:
            return {}
        rate = self._worked / max(1e-9, time.monotonic() - self._began)
        seconds = (self._count - self._done) / rate
        left = f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
        return {"pace": f"{60 * rate:.0f} a minute, {left} left", "slowest": f" slowest: {self._slowest()}" if self._cells else ""}

    def _slowest(self) -> str:
        slowest = sorted(self._cells.items(), key=lambda cell: -cell[1])[:_SLOWEST]
        return ", ".join(f"{what} {duration(seconds)}" for what, seconds in slowest)

    def _line(self, text: str) -> None:
        if self._tell:
            self._tell(visible(text))
        else:
            self._bar.console.print(visible(text), markup=False, highlight=False, soft_wrap=True)


def _bar(console: Console) -> Progress:
    """Gone once all is done; where the window is narrow, the slowest cells give way and not the bar."""
    rest = Column(ratio=1, no_wrap=True, overflow="ellipsis")
    columns = (
        BarColumn(bar_width=_BAR, table_column=Column(min_width=_BAR)), MofNCompleteColumn(), TimeElapsedColumn(),
        TextColumn("{task.fields[pace]}", table_column=Column(no_wrap=True)),
        TextColumn("{task.fields[slowest]}", markup=False, table_column=rest),
    )  # fmt: skip
    return Progress(*columns, console=console, disable=not console.is_terminal, expand=True, transient=True)
