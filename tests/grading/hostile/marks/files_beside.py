"""Files handed in beside the notebook, or written by it, which Python would load in another's place."""

from functools import partial
from pathlib import Path

from tests.grading.hostile.attack import CAGED, Attack

marks = partial(Attack, "marks")
FORGED = "def check(*_):\n    return 2.0\n\nexamine = check\n"
LOADED = "print('loaded from beside the notebook')\nimport builtins\nbuiltins.check = lambda *_: 2.0\n"

# Each of these would be loaded if the folder of the submission came first on the path, or were a home.
NAMES = ("torch.py", "json.py", "numpy.py", "matplotlib.py", "IPython.py", "sitecustomize.py", "usercustomize.py", "conftest.py",
         "course_lib.py", "cloudpickle.py", "safetensors.py", "struct.py", "nbgrader_config.py", "ipython_config.py",
         "jupyter_nbconvert_config.py", "preload.pth")


def modules(folder: Path) -> None:
    for name in NAMES:
        (folder / name).write_text(LOADED)


def package(folder: Path) -> None:
    for part in ("", "cells", "checking", "grading"):
        (folder / "course_lib" / part).mkdir(parents=True, exist_ok=True)
        (folder / "course_lib" / part / "__init__.py").write_text(FORGED)


def start_files(folder: Path) -> None:
    files = {
        ".ipython/profile_default/startup/00_first.py": LOADED,
        "profile_default/startup/00_first.py": LOADED,
        ".jupyter/jupyter_nbconvert_config.py": LOADED,
        ".config/matplotlib/matplotlibrc": "backend: module://beside\n",
        "matplotlibrc": "backend: module://beside\n",
        "beside.py": LOADED,
        ".env": "PYTHONSTARTUP=beside.py\n",
        "pip.conf": "[global]\nindex-url = http://127.0.0.1:1/\n",
        "pyvenv.cfg": "home = .\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def helper(folder: Path) -> None:
    (folder / "helper.py").write_text("import torch\nwork = torch.broadcast_shapes\n")


WRITTEN = CAGED + f"""
from pathlib import Path
for folder in (".", "..", "/tmp", "/", str(Path.home()), *__import__("sys").path):
    for name in {NAMES!r}:
        try:
            Path(folder, name).write_text({LOADED!r})
        except OSError:
            pass
"""

ATTACKS = (
    marks("modules_beside_the_notebook", "torch.py, json.py, sitecustomize.py and others lie beside it.", beside=modules),
    marks("package_beside_the_notebook", "A course_lib of the student's own lies beside it.", beside=package),
    marks("start_files_beside_the_notebook", "Start files of IPython, matplotlib and pip lie beside it.", beside=start_files),
    marks("modules_written_into_the_folder", "The cell writes such modules wherever it can.", WRITTEN),
    marks("modules_written_before_it_dies", "The same, and the process dies, so that a new one loads them.", WRITTEN + """
import os
os._exit(0)""", ends_in=("Stopped",)),
    marks("library_called_in_a_file_beside", "The forbidden call stands in a file.", """
def broadcast_shape(a, b):
    import helper
    return tuple(helper.work(a, b))""", exercise="q12_broadcast_shape", beside=helper),
)
