"""What a notebook calls while it is graded: figures are drawn as ever, and nothing is judged."""

from typing import Any, NoReturn

from course_lib.cells.figure import show

__all__ = ["check", "examine", "show"]


def check(exercise_id: str, answer: Any) -> float:
    """Say that the answer is judged elsewhere; 0.0 whatever it is, so that it tells nothing of what is right."""
    print(f"{exercise_id}: judged when your notebook is graded")
    return 0.0


def examine(exercise_id: str, answer: Any, seed: object = 0) -> NoReturn:
    """Refuse: a report from here would tell a program what only the judge outside may know."""
    raise RuntimeError("`examine` judges nothing while your notebook is graded; leave it to `check`.")
