"""For `nbgrader zip_collect`: archives from a learning platform, unpacked without trust in what they say."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from nbgrader.plugins import ExtractorPlugin
from traitlets import List

from course_lib.grading.intake.archive_limits import ARCHIVE_LIMITS, Budget, Damaged, Refused
from course_lib.grading.intake.archive_members import members
from course_lib.grading.intake.notes import quoted
from course_lib.grading.intake.opening import read_regular


class BoundedExtractor(ExtractorPlugin):
    """nbgrader's extractor with limits: regular files only, so many, so large, so deep; what is refused is logged.

    In nbgrader_config.py:
    `c.ZipCollectApp.extractor_plugin = "course_lib.grading.intake.archive.BoundedExtractor"`
    """

    zip_ext = List([".zip", ".gz", ".tgz", ".tar"], help="What archives end with; other files are copied.")
    zip_ext.tag(config=True)

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack each archive into a folder of its own name; one that is refused stops none of the others."""
        found = False
        for file in _regular_files(Path(archive_path)):
            found = True
            into = Path(extracted_path) / file.relative_to(archive_path).parent
            into.mkdir(parents=True, exist_ok=True)
            try:
                self._take(file, into, Budget(ARCHIVE_LIMITS))
            except (Refused, OSError) as refusal:
                self.log.warning("Refused %s: %s", file, refusal)
        if not found:
            self.log.warning("No files found in directory: %s", archive_path)

    def _take(self, file: Path, into: Path, budget: Budget) -> None:
        is_archive = file.suffix.lower() in self.zip_ext
        limit = budget.limits.archive_bytes if is_archive else budget.limits.member_bytes
        if file.stat().st_size > limit:
            raise Refused(f"it has more than {limit / 2**20:.0f} MB")
        if is_archive:
            self._unpack(file, into / _stem(file), budget)
        else:
            _write(into / file.name, [read_regular(file.parent, file.name, limit)])

    def _unpack(self, archive: Path, into: Path, budget: Budget, depth: int = 1) -> None:
        """All or nothing for limits on the whole; a member that is no plain file is left out alone."""
        written: list[Path] = []
        self.log.info("Extracting from %s to %s", archive, into)
        try:
            for name, content in members(archive, budget, lambda name, reason: self._leave_out(archive, name, reason)):
                target = into.joinpath(*name.split("/"))
                try:
                    _write(target, content)
                except (Damaged, OSError) as error:  # a file where a folder is wanted, say
                    self._leave_out(archive, name, getattr(error, "strerror", None) or str(error))
                    continue
                written.append(target)
        except Refused:
            for path in written:
                path.unlink(missing_ok=True)
            raise
        for path in written:
            if path.suffix.lower() in self.zip_ext:
                self._unpack_inner(path, budget, depth + 1)

    def _unpack_inner(self, archive: Path, budget: Budget, depth: int) -> None:
        try:
            if depth > budget.limits.archive_depth:
                raise Refused(f"archives may lie {budget.limits.archive_depth} deep in each other")
            inner = budget.inner()
            self._unpack(archive, archive.with_name(_stem(archive)), inner, depth)
            budget.charge(inner)  # not where it was refused, else one student's trap would use up the class's share
        except Refused as refusal:
            self.log.warning("Refused %s: %s", archive, refusal)
        archive.unlink(missing_ok=True)

    def _leave_out(self, archive: Path, name: str, reason: str) -> None:
        self.log.warning("Left out %s of %s: %s", quoted(name), archive, reason)


def _regular_files(folder: Path) -> Iterator[Path]:
    """The files below the folder, by name; no link is followed, and none is taken."""
    for root, folders, files in os.walk(folder):
        folders.sort()
        paths = (Path(root, name) for name in sorted(files))
        yield from (path for path in paths if stat.S_ISREG(path.lstat().st_mode))


def _stem(archive: Path) -> str:
    name = archive.name.removesuffix(archive.suffix)
    return name.removesuffix(".tar") or "archive"


def _write(path: Path, content: Iterable[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
    try:
        with open(descriptor, "wb") as file:
            for chunk in content:
                file.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
