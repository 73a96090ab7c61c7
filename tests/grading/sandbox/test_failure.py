import pytest

from course_lib.grading.sandbox.failure import SandboxError, SandboxLost, undisturbed


def losing(times: int):
    lost = iter([True] * times)

    def attempt() -> str:
        if next(lost, False):
            raise SandboxLost("it went away")
        return "done"

    return attempt


def test_what_is_disturbed_is_tried_again():
    assert undisturbed(losing(0)) == undisturbed(losing(2)) == "done"


def test_what_is_always_disturbed_ends_with_a_way_out():
    with pytest.raises(SandboxError, match="it went away; 3 times in a row. Is there enough memory"):
        undisturbed(losing(3))
