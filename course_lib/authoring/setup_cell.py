"""The first code cell of every notebook: what all later cells rely on, in JupyterLab, VS Code and Colab alike."""

import json

# Plain Python, no %pip: graders and linters read the cell with `ast`, and pip's note about restarting stays away.
_SETUP = """\
# Run this cell first: it imports what the notebook uses,
# and installs the course where it is missing, as on Colab.
import importlib.util, subprocess, sys

if importlib.util.find_spec("course_lib") is None:
    subprocess.check_call([sys.executable, "-m", "pip", "install", "--quiet", {address}])

"""

IMPORTS = """\
import math
from pathlib import Path

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn
"""

_COURSE_IMPORTS = """
from course_lib import check
from course_lib.cells import show"""


def setup_source(address: str) -> str:
    """The cell's text; `address` is what `pip install` takes."""
    return _SETUP.format(address=json.dumps(address)) + IMPORTS + _COURSE_IMPORTS
