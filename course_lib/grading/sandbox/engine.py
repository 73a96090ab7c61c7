"""What gives out sandboxes in this process: one preloaded process for an assignment, and another one where that is lost."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from course_lib.grading.inside.walls import Bounds
from course_lib.grading.sandbox.bubblewrap import Inside
from course_lib.grading.sandbox.digits import digits_for, digits_home
from course_lib.grading.sandbox.failure import SandboxError, SandboxLost, undisturbed
from course_lib.grading.sandbox.package import lay_out
from course_lib.grading.sandbox.preloaded import BUBBLEWRAP, Preloaded
from course_lib.grading.sandbox.room import Room
from course_lib.grading.sandbox.self_test import self_test
from course_lib.grading.sandbox.settings import Settings
from course_lib.mnist.shipped import DataError


class Engine:
    """Sandboxes for one assignment. `start` and `test` may be called early; `room` does what is missing of them.

    Made before a fork, it serves the children as well: they share the preloaded process, and one that finds it gone
    starts its own.
    """

    def __init__(self, course: Path, assignment: str, settings: Settings = Settings()):
        self.assignment, self.settings, self._course = assignment, settings, course.resolve()
        self._folder = Path(tempfile.mkdtemp(prefix="course-sandbox-"))
        self._owner, self._preloaded, self._tested = os.getpid(), None, False

    def start(self) -> None:
        """Begin to preload; does not wait for it."""
        if self._preloaded is None:
            self._preloaded = Preloaded(self._inside(), self._course, self.settings.level)

    def test(self) -> None:
        """Prove that the sandbox holds; `SandboxError` where it does not."""
        if self._tested:
            return
        if self.settings.level == BUBBLEWRAP:
            undisturbed(lambda: self_test(lambda bounds: self._room(bounds, 0), self._course))
        else:
            self.start()
            self._preloaded.wait()  # here, or of several processes one would hear that it is ready
        self._tested = True

    def rooms(self, chance: int) -> Callable[[], Room]:
        """What gives a fresh sandbox at each call, with the same chance in each."""
        self.test()
        return lambda: self._room(self.settings.bounds, chance)

    def close(self) -> None:
        """End the preloaded process, and every sandbox with it."""
        if self._preloaded is not None:
            self._preloaded.close()
            self._preloaded = None
        if self._owner == os.getpid():
            shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def _inside(self) -> Inside:
        package = self._folder / "package"
        if not package.exists():
            lay_out(self.assignment, package, self.settings.given)
            os.chmod(self._folder, 0o755)  # another user looks in
        try:
            return Inside(package, digits_for(self.assignment, digits_home()))
        except DataError as error:
            raise SandboxError(f"the digits that a sandbox shows cannot be laid out: {error}") from error

    def _room(self, bounds: Bounds, chance: int) -> Room:
        return undisturbed(lambda: self._new_room(bounds, chance))

    def _new_room(self, bounds: Bounds, chance: int) -> Room:
        self.start()
        try:
            return self._preloaded.room(bounds, chance)
        except SandboxLost:
            self._preloaded.close()
            self._preloaded = None
            raise
