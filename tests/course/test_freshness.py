"""What is committed is what a build would write, and the course fits together."""

from pathlib import Path

import pytest

from course_lib.authoring.build import stale
from course_lib.authoring.course import Course
from course_lib.authoring.verify import Proof, verify

ROOT = Path(__file__).parents[2]


def test_source_and_release_and_errata_are_fresh():
    assert stale(ROOT) == []


def test_the_course_is_consistent():
    """The quick level; `course-lib verify` also runs every notebook, and asks twenty seeds."""
    faults = verify(Course.at(ROOT), Proof.of_the_course(), quick=True)
    assert not faults, "\n".join(map(str, faults))


@pytest.mark.parametrize("path", sorted((ROOT / "release").rglob("*.ipynb")), ids=lambda path: path.stem)
def test_a_release_holds_no_outputs_and_no_solution_markers(path: Path):
    text = path.read_text("utf-8")
    assert "SOLUTION" not in text and "MARK SCHEME" not in text and '"outputs": []' in text
