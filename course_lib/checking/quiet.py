"""Running an answer so that it disturbs nobody: what it prints is kept, what it sets is set back."""

import builtins
import io
import math
import os
import random
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from operator import is_

import numpy as np
import torch

MAX_PRINTED = 2_000
# What an answer patches here would go on to judge it, and all answers after it. The builtins come first.
_SHARED = (builtins, math, torch, torch.Tensor, torch.nn.functional, torch.testing)
_NUMPYS = np.random.MT19937()  # of NumPy's own kind, for answers: to put the state of the one in use back takes longer


class Printed(io.TextIOBase):
    """Keeps the first characters written to it and forgets the rest."""

    def __init__(self):
        self.text = ""

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.text += text[: max(0, MAX_PRINTED - len(self.text))]
        return len(text)


@contextmanager
def quiet(seed: int) -> Iterator[Printed]:
    """Inside, output is kept in place of shown, warnings are off, chance is seeded; afterwards all is as before.

    nbgrader takes all marks from a cell that writes to stderr; C code writes past `sys.stderr`, so the file
    descriptor is swapped too.
    """
    printed = Printed()
    with _own_settings(seed), _no_stderr(), redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield printed


@contextmanager
def _own_settings(seed: int) -> Iterator[None]:
    state, numpys_source, numpys_state = random.getstate(), np.random.get_bit_generator(), np.random.get_state(legacy=False)
    dtype, device, grad = torch.get_default_dtype(), torch.get_default_device(), torch.is_grad_enabled()
    folder, environment, depth = _folder(), _environment(), sys.getrecursionlimit()
    with torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(seed)  # torch.manual_seed also queues calls for every kind of device
        random.seed(seed)
        np.random.set_bit_generator(_NUMPYS)
        np.random.seed(seed)
        try:
            yield
        finally:
            random.setstate(state)
            np.random.set_bit_generator(numpys_source)
            if numpys_state["has_gauss"]:  # the second of a pair of normal numbers, which no source holds
                np.random.set_state(numpys_state)
            torch.set_default_dtype(dtype)
            torch.set_grad_enabled(grad)
            if torch.get_default_device() != device:
                torch.set_default_device(None if device.type == "cpu" else device)
            sys.setrecursionlimit(depth)
            if folder is not None:
                os.chdir(folder)
            if _environment() != environment:
                os.environ.clear()
                os.environ.update({os.environ.decodekey(name): os.environ.decodevalue(value) for name, value in environment.items()})


def _folder() -> str | None:
    """None where there is none to go back to: a cell has removed the folder that it works in."""
    try:
        return os.getcwd()
    except OSError:
        return None


def _environment() -> dict:
    """As it is kept, for this is asked thousands of times; `dict(os.environ)` decodes each name and value."""
    return dict(os.environ._data)


@contextmanager
def _no_stderr() -> Iterator[None]:
    try:
        kept = os.dup(2)
    except OSError:  # a process without a stderr
        kept = None
    with open(os.devnull, "w") as sink, redirect_stderr(Printed()):
        if kept is not None:
            os.dup2(sink.fileno(), 2)
        try:
            yield
        finally:
            if kept is not None:
                os.dup2(kept, 2)
                os.close(kept)


def with_names_kept(work: Callable, *arguments, **keywords) -> object:
    """Do the work; whatever it patches in Python or torch is put back before anything else happens."""
    kept = [(owner, dict(vars(owner))) for owner in _SHARED]
    try:
        return work(*arguments, **keywords)
    finally:
        builtins.__dict__.update(kept[0][1])  # with nothing that could be patched itself
        for owner, names in kept[1:]:
            _put_back(owner, names)


def _put_back(owner: object, names: dict) -> None:
    now = vars(owner)
    if [*now] == [*names] and all(map(is_, now.values(), names.values())):
        return  # as nearly always; values not by `==`, which they may define
    for name, value in dict(now).items():
        if name in names and value is not names[name]:
            setattr(owner, name, names[name])
        elif name not in names and isinstance(owner, type):  # a module may load some of its names late
            delattr(owner, name)
