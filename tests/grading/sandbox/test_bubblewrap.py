from pathlib import Path

import pytest
from real_sandbox import ASSIGNMENT, need_bubblewrap, printed

from course_lib.grading.inside.walls import Bounds
from course_lib.grading.sandbox import bubblewrap
from course_lib.grading.sandbox.engine import Engine


@pytest.mark.slow  # preloads a process of its own
def test_a_python_environment_may_lie_in_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert tmp_path.is_relative_to("/tmp"), "this test needs its folder in /tmp"
    environment, beside = tmp_path / "my course" / ".venv", tmp_path / "beside.txt"
    (environment / "lib").mkdir(parents=True)
    (environment / "lib" / "module.py").write_text("found")
    beside.write_text("not for you")
    need_bubblewrap()
    honest = bubblewrap.python_folders()
    monkeypatch.setattr(bubblewrap, "python_folders", lambda: [*honest, environment])
    with Engine(tmp_path, ASSIGNMENT) as engine, engine._room(Bounds(), 0) as room:
        assert printed(room, f"""
import os
print({tmp_path.parts[2]!r} in os.listdir("/tmp"), os.listdir({str(tmp_path)!r}), open({str(environment / "lib" / "module.py")!r}).read())
open("/tmp/mine", "w").close()
try:
    open({str(environment / "new")!r}, "w")
except OSError as error:
    print(error.strerror)
""") == "True ['my course'] found\nRead-only file system\n"
