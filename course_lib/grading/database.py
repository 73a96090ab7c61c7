"""The gradebook's database: set up before anything is written, and told of in a sentence where it is out of reach."""

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from course_lib.grading.failure import GradingError
from course_lib.grading.records import MEMORY

_OTHERS = "nbgrader_config.py has it as c.CourseDirectory.db_url"


@contextmanager
def told_plainly(url: str) -> Iterator[None]:
    """Inside, whatever the database refuses is a `GradingError` with a way out; no password is told."""
    from nbgrader.api import InvalidEntry
    from sqlalchemy.exc import SQLAlchemyError

    _check(url)
    try:
        yield
    except (SQLAlchemyError, InvalidEntry) as error:
        raise GradingError(f"the gradebook {_shown(url)} {_refusal(error)}") from error


def set_up(api, students: Sequence[str]) -> None:
    """Make the gradebook where it is new, and enter the students who are new to it.

    Runs of several assignments may begin at once. Nobody else gets here meanwhile: two would both find the tables or
    a student missing, and the second one's entry would be an error.
    """
    from nbgrader.api import Gradebook, Student

    with _alone(Path(MEMORY, "gradebook.lock")):
        Gradebook(api.coursedir.db_url).close()  # some steps of nbgrader's know no course, and want one for that
        with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
            known = {student for (student,) in gradebook.db.query(Student.id)}
            gradebook.db.add_all(Student(id=student) for student in students if student not in known)
            gradebook.db.commit()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # the kernel gives it back, however this process ends
        yield


def _check(url: str) -> None:
    """What can be told without connecting: whether this is an address, and whether its driver is installed."""
    from sqlalchemy import create_engine
    from sqlalchemy.exc import ArgumentError

    try:
        create_engine(url)
    except ArgumentError as error:
        raise GradingError(
            f"the gradebook's address is none that SQLAlchemy knows ({_line(error)}); {_OTHERS}: "
            "sqlite:///gradebook.db, say, or postgresql+psycopg://USER@HOST/gradebook"
        ) from error
    except ImportError as error:
        raise GradingError(
            f"the gradebook {_shown(url)} wants a driver that can't be loaded ({_line(error)}); for PostgreSQL let "
            "c.CourseDirectory.db_url begin with postgresql+psycopg:// and 'pip install \"psycopg[binary]\"'"
        ) from error


def _shown(url: str) -> str:
    from sqlalchemy.engine import make_url

    return make_url(url).set(query={}).render_as_string(hide_password=True)


def _refusal(error: Exception) -> str:
    if getattr(error, "statement", None) is None:
        return f"can't be opened: {_line(error)}; {_OTHERS}"
    return (
        f"refused something: {_line(error)}; what is graded stays graded, so run this again once that is mended. "
        "A gradebook of an older nbgrader is brought up to date by 'nbgrader db upgrade'"
    )


def _line(error: Exception) -> str:
    """The driver's own words, in one line."""
    words = " ".join(str(getattr(error, "orig", None) or error).split())
    return words if len(words) <= 300 else f"{words[:300]}..."
