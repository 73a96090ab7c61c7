"""How a submission is kept in: the level of isolation, and what it may use."""

from dataclasses import dataclass, field

from course_lib.grading.inside.walls import Bounds
from course_lib.grading.sandbox.preloaded import BUBBLEWRAP


@dataclass(frozen=True)
class Settings:
    """Seconds on the processor for one cell, and by the clock for all that one student handed in.

    `given` are the cells of each notebook as students got it, but for those that are judged.
    """

    level: str = BUBBLEWRAP
    cell_seconds: float = 120.0
    submission_seconds: float = 1800.0
    bounds: Bounds = field(default_factory=Bounds)
    given: tuple[tuple[str, ...], ...] = ()
