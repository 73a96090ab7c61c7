"""How far a class is: a line for each student, and below them, in a terminal, how fast it goes and when it will be done."""

import time
from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

_SLOWEST = 3


class Live:
    """Told of each student; tells whoever looks on. `tell`, where given, gets plain lines and nothing else is drawn."""

    def __init__(self, count: int, tell: Callable[[str], None] | None = None):
        self._count, self._tell, self._done, self._worked = count, tell, 0, 0
        self._began, self._cells = time.monotonic(), {}
        self._bar = None if tell else _bar(Console(stderr=True))

    def __enter__(self) -> "Live":
        if self._bar:
            self._bar.start()
            self._row = self._bar.add_task("", total=self._count, pace="")
        return self

    def __exit__(self, *_) -> None:
        if self._bar:
            self._bar.stop()

    def student(self, student: str, result: str, seconds: float | None = None) -> None:
        """One more is done; without seconds it took none, for nothing had changed."""
        self._done, self._worked = self._done + 1, self._worked + (seconds is not None)
        taken = f"  {seconds:.1f} s" if seconds is not None else ""
        self._line(f"  {self._done:>{len(str(self._count))}} of {self._count}  {student:<12} {result}{taken}")
        if self._bar:
            self._bar.update(self._row, advance=1, pace=self._pace())

    def cell(self, what: str, seconds: float) -> None:
        """A cell has run; each is known by its slowest run."""
        self._cells[what] = max(seconds, self._cells.get(what, 0.0))

    def summary(self) -> str:
        """How many in how long, and what took longest; empty where nothing was to be done."""
        if not self._worked:
            return ""
        seconds = time.monotonic() - self._began
        return f"{self._worked} graded in {_time(seconds)}, {seconds / self._worked:.2f} s each; slowest cells: {self._slowest()}"

    def _pace(self) -> str:
        rate = self._worked / max(1e-9, time.monotonic() - self._began)
        left = (self._count - self._done) / rate if rate else 0
        return f"{60 * rate:.0f} a minute, {_time(left)} left; slowest: {self._slowest()}"

    def _slowest(self) -> str:
        slowest = sorted(self._cells.items(), key=lambda cell: -cell[1])[:_SLOWEST]
        return ", ".join(f"{what} {seconds:.1f} s" for what, seconds in slowest)

    def _line(self, text: str) -> None:
        if self._tell:
            self._tell(text)
        else:
            self._bar.console.print(text, markup=False, highlight=False)


def _bar(console: Console) -> Progress:
    columns = (BarColumn(bar_width=20), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[pace]}"))
    return Progress(*columns, console=console, disable=not console.is_terminal)


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.1f} min"
