"""The gradebook's database: set up before anything is written, and told of in a sentence where it is out of reach."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from course_lib.grading.failure import GradingError
from course_lib.grading.turns import one_at_a_time

_PLACE = "nbgrader_config.py has it as c.CourseDirectory.db_url"


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


@contextmanager
def one_engine() -> Iterator[None]:
    """Inside, a process opens a gradebook with the same engine each time, and sees to its tables the first time.

    nbgrader makes a new engine at each of its many looks into the gradebook, and a new one has to work out every statement
    anew; it also asks each time whether all twenty tables are there. That is a third of nbgrader's time.
    """
    from nbgrader import api

    tables = api.Base.metadata
    honest, honest_tables, made, seen_to = api.create_engine, tables.create_all, {}, set()

    def engine(url: str, **settings):
        key = os.getpid(), url  # a connection must not be shared with a child
        if key not in made:
            made[key] = honest(url, **settings)
        return made[key]

    def create_all(bind) -> None:
        if bind not in seen_to:
            honest_tables(bind=bind)
            seen_to.add(bind)

    api.create_engine, tables.create_all = engine, create_all
    try:
        yield
    finally:
        api.create_engine, tables.create_all = honest, honest_tables
        for one in made.values():
            one.dispose()


@contextmanager
def one_transaction(api) -> Iterator[Callable[[], None]]:
    """Inside, nbgrader's many looks into the gradebook are one, and its many commits are one, at the end.

    What is written of a submission is written whole or not at all, and sooner. What is yielded takes back all that was written
    inside.
    """
    from nbgrader.api import Gradebook

    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
        session, honest = gradebook.db(), (Gradebook.__init__, Gradebook.close)

        def join(self, db_url, course_id=None, authenticator=None) -> None:
            vars(self).update(vars(gradebook))

        def go_on() -> None:
            session.flush()
            session.expire_all()  # as after a commit: what the database works out, such as sums, is asked for anew

        Gradebook.__init__, Gradebook.close, session.commit = join, lambda self: session.expire_all(), go_on
        try:
            yield session.rollback
        finally:
            Gradebook.__init__, Gradebook.close = honest
            del session.commit
        session.commit()


def set_up(api, students: Sequence[str]) -> None:
    """Make the gradebook where it is new, and enter the students who are new to it.

    Runs of several assignments may begin at once. Each would find tables and students missing, and nbgrader takes it
    for an error when another one was faster.
    """
    from nbgrader.api import Gradebook

    with one_at_a_time():
        Gradebook(api.coursedir.db_url).close()  # steps of nbgrader's that name no course enter one by default
        with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
            _enter(gradebook, students)


def _enter(gradebook, students: Sequence[str]) -> None:
    from nbgrader.api import Student
    from sqlalchemy.exc import DataError

    known = {student for (student,) in gradebook.db.query(Student.id)}
    gradebook.db.add_all(Student(id=student) for student in students if student not in known)
    try:
        gradebook.db.commit()
    except (DataError, UnicodeError):  # a name that the database can't hold; nbgrader says so of that student alone
        gradebook.db.rollback()


def _check(url: str) -> None:
    """What can be told without connecting: whether this is an address, and whether its driver is installed."""
    from sqlalchemy import create_engine
    from sqlalchemy.exc import ArgumentError

    try:
        create_engine(url)
    except ArgumentError as error:
        raise GradingError(
            f"the gradebook's address is none that SQLAlchemy knows ({_line(error)}); {_PLACE}: "
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
        return f"can't be opened: {_line(error)}; {_PLACE}"
    return (
        f"refused something: {_line(error)}; what was graded stays graded, so mend that and run this again "
        "('nbgrader db upgrade' mends a gradebook of an older nbgrader)"
    )


def _line(error: Exception) -> str:
    """The driver's own words, in one line."""
    words = " ".join(str(getattr(error, "orig", None) or error).split())
    return words if len(words) <= 300 else f"{words[:300]}..."
