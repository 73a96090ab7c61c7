"""One PostgreSQL server for all tests of this folder."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that the tests of this folder find the server and the courses

from own_server import Server, programs, running_server  # noqa: E402


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    """A running server. Where none is installed, tests are skipped; under CI=true they fail."""
    if (folder := programs()) is None:
        missing = "no PostgreSQL server: 'apt-get install postgresql' brings one"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    with running_server(folder) as running:
        yield running
