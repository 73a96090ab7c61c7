"""`course-lib` and its commands."""

import subprocess
import sys

import pytest

from course_lib.__main__ import COMMANDS, main


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    told = capsys.readouterr().out
    assert all(name in told for name in ("build", "pull", "verify", "sample-class", "grade", "demo"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_its_arguments(command: str, capsys):
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert f"usage: course-lib {command}" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["grades"], ["grade"]])
def test_a_wrong_call_is_told_in_a_line_and_ends_with_2(arguments: list[str], capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_help_loads_neither_torch_nor_nbgrader():
    script = (
        "import sys\nfrom course_lib.__main__ import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "sys.exit(' '.join({'torch', 'nbgrader', 'nbformat'} & set(sys.modules)) or None)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_stopping_by_the_keyboard_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch, capsys):
    def interrupted(arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("course_lib.grading.autograde.run", interrupted)
    assert main(["grade", "01_images"]) == 130
    assert capsys.readouterr().err == "\ncourse-lib grade: interrupted\n"
