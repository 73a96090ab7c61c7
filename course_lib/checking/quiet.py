"""Running an answer so that it disturbs nobody: what it prints is kept, what it sets is set back."""

import io
import os
import random
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout

import torch

MAX_PRINTED = 2_000


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
    state, dtype, grad = random.getstate(), torch.get_default_dtype(), torch.is_grad_enabled()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        random.seed(seed)
        try:
            yield
        finally:
            random.setstate(state)
            torch.set_default_dtype(dtype)
            torch.set_grad_enabled(grad)


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
