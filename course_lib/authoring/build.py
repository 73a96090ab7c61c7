"""`course-lib build`: notebooks/ -> source/ -> release/, the page of errata, and the lecture notebooks."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat

from course_lib.authoring.course import Course, add_course_arguments, release_path, source_path
from course_lib.authoring.errata import errata_page
from course_lib.authoring.fault import CourseError, refuse
from course_lib.authoring.lectures import lectures, stale_lectures
from course_lib.authoring.notebook import dumps, fingerprint, to_notebook
from course_lib.authoring.release import CONFIG, make_releases


def add_arguments(parser: ArgumentParser) -> None:
    add_course_arguments(parser)
    parser.add_argument("--force", action="store_true", help="drop edits made in source/ that were not pulled")


def run(arguments: Namespace) -> int:
    """Build and say which files were written; 1 where the course can't be built."""
    try:
        course = Course.at(arguments.course_dir)
        for path, changed in build(course, arguments.assignments, force=arguments.force).items():
            print(f"{path.as_posix()}  {'written' if changed else 'unchanged'}")
    except CourseError as error:
        print(f"course-lib build: {error}", file=sys.stderr)
        return 1
    return 0


def build(course: Course, assignments: Sequence[str] = (), force: bool = False) -> dict[Path, bool]:
    """Write source/, release/ and the page of errata from notebooks/, and the lecture notebooks from their texts; the
    files, and whether each changed. Where assignments are chosen, the lectures are left alone.

    An edit in source/ that was not pulled yet is not overwritten, except by `force`: CourseError says so.
    """
    chosen = course.assignments(assignments)
    if not force:
        for assignment in chosen:
            _refuse_to_lose_an_edit(course, assignment)
    files = built(course, chosen) | errata_page(course) | ({} if assignments else lectures(course))
    return {path: _write(course.root / path, content) for path, content in files.items()}


def built(course: Course, assignments: Sequence[str] = ()) -> dict[Path, bytes]:
    """The notebooks that `build` would write, by path from the course's folder; nothing is written."""
    chosen = course.assignments(assignments)
    sources = {assignment: dumps(to_notebook(course, assignment)) for assignment in chosen}
    releases = make_releases(sources, course.root / CONFIG)
    files = {source_path(assignment): content for assignment, content in sources.items()}
    return files | {release_path(assignment): content for assignment, content in releases.items()}


def stale(root: Path, course: Course | None = None) -> list[Path]:
    """The files in source/, release/ and lectures/ that a build would write differently, add or not know, from `root` on."""
    course = course or Course.at(root)
    expected = built(course) | errata_page(course)
    present = {path.relative_to(course.root) for step in ("source", "release") for path in _files(course.root / step)}
    return sorted({*outdated(course, expected), *(present - expected.keys()), *stale_lectures(course)})


def outdated(course: Course, expected: Mapping[Path, bytes]) -> list[Path]:
    """The files among `expected` that are missing, or hold something else."""
    return [path for path, content in expected.items() if not _holds(course.root / path, content)]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and ".ipynb_checkpoints" not in path.parts]


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _write(path: Path, content: bytes) -> bool:
    if _holds(path, content):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def _refuse_to_lose_an_edit(course: Course, assignment: str) -> None:
    path = source_path(assignment)
    if not (course.root / path).is_file():
        return
    notebook = nbformat.read(course.root / path, as_version=4)
    as_built = notebook.metadata.get("course_lib", {}).get("fingerprint")
    if as_built is not None and as_built != fingerprint(notebook):
        way_out = f"'course-lib pull {assignment}' takes the edit into the text, 'course-lib build --force' drops it"
        raise refuse(path.as_posix(), "", "it was edited since it was built", way_out)
