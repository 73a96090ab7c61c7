"""Answers as students might write them: read from files, run as cells.

A file holds the answers to one exercise, as cells: `# %% right: name`, `# %% wrong: name` and
`# %% mistake: misconception | name`.
"""

import linecache
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn

HEADER = re.compile(r"# %% (right|wrong|mistake): (?:(.+) \| )?(.+)")
IMPORTED = {"math": math, "Path": Path, "Image": Image, "torch": torch, "nn": nn, "F": F, "plt": plt}
_numbers = count()


@dataclass(frozen=True)
class Answer:
    """One answer: what is true of it by the contract, a name, and its source."""

    kind: str
    misconception: str | None
    name: str
    source: str


def read_answers(file: Path) -> list[Answer]:
    """The answers in `file`, in its order."""
    _, *parts = re.split(r"^(?=# %% )", file.read_text(), flags=re.MULTILINE)
    headers = [HEADER.fullmatch(part.partition("\n")[0]) for part in parts]
    return [Answer(*header.groups(), part.partition("\n")[2]) for header, part in zip(headers, parts, strict=True)]


def run_cell(source: str, name: str, registered: bool = False) -> Callable:
    """What `source` calls `name`, run in a namespace of its own as a notebook's cell; `registered` as Jupyter
    does it, with its lines at hand for `inspect`."""
    file = f"/tmp/ipykernel_1/{next(_numbers)}.py"
    if registered:
        linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    namespace = {"__name__": "__main__", **IMPORTED}
    exec(compile(source, file, "exec"), namespace)
    return namespace[name]
