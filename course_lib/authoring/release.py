"""The students' notebooks, byte for byte as nbgrader's own generate_assignment makes them."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from course_lib.authoring.course import release_path, source_path
from course_lib.authoring.fault import refuse

CONFIG = "nbgrader_config.py"


def make_releases(sources: Mapping[str, bytes], config: Path) -> dict[str, bytes]:
    """The release of each assignment's source, by the course's nbgrader configuration.

    nbgrader runs in a temporary folder and without a database: nobody's gradebook is touched.
    """
    if not sources:
        return {}
    if not config.is_file():
        raise refuse(CONFIG, "", "the file is missing", "bring it back: nbgrader needs it to clear the solutions")
    with tempfile.TemporaryDirectory(prefix="course-release-") as folder:
        workplace = Path(folder)
        shutil.copy(config, workplace / CONFIG)
        for assignment, content in sources.items():
            (workplace / source_path(assignment)).parent.mkdir(parents=True)
            (workplace / source_path(assignment)).write_bytes(content)
        _generate_assignments(workplace)
        return {name: (workplace / release_path(name)).read_bytes() for name in sources}


def _generate_assignments(workplace: Path) -> None:
    # One process for all: nbgrader takes a pattern for the assignment, and most of the time goes into its start.
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "--assignment=*", "--no-db", "--log-level=WARN"]
    personal = str(workplace / "no-personal-settings")  # what ~/.jupyter says must not change the release
    done = subprocess.run(
        command, cwd=workplace, env={**os.environ, "JUPYTER_CONFIG_DIR": personal}, capture_output=True, text=True
    )
    if done.returncode != 0:
        last_lines = "\n".join((done.stdout + done.stderr).strip().splitlines()[-12:])
        raise refuse("source/", "nbgrader generate_assignment", f"it failed:\n{last_lines}\n", "mend what it names")
