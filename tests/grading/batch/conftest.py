"""A small class that has handed in, and one preloaded process for all the tests of a file."""

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that the tests of this folder find small_class

from small_class import make_course  # noqa: E402

from course_lib.grading.batch import local  # noqa: E402
from course_lib.grading.host import judging  # noqa: E402
from course_lib.grading.sandbox.engine import Engine  # noqa: E402


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_course(tmp_path_factory.mktemp("pristine") / "course")


@pytest.fixture(scope="module", autouse=True)
def secret(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The same for all, so that all hidden inputs are the same; none is left in anybody's home."""
    path = tmp_path_factory.getbasetemp() / "secret"
    path.write_bytes(b"known to these tests alone, 32 bytes and more")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_LIB_SECRET", str(path))
        yield


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """To preload and to prove the walls takes seconds: all that a test's own process grades runs in sandboxes of this one."""
    with Engine(tmp_path_factory.mktemp("engine"), "01_images") as engine, pytest.MonkeyPatch.context() as patch:
        patch.setattr(local, "Engine", lambda *_: nullcontext(engine))
        patch.setattr(judging, "engine", lambda *_: engine)
        yield engine
