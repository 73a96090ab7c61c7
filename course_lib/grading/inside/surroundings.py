"""What a cell may find or leave changed outside of its notebook's names, and what chance has in store."""

import builtins
import functools
import os
import random
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib
import numpy
import torch
from IPython import get_ipython
from matplotlib import pyplot
from matplotlib_inline.config import InlineBackend


def surroundings() -> tuple:
    """All that steers other cells: settings of libraries, warnings, streams, the environment."""
    text = get_ipython().display_formatter.formatters["text/plain"]
    return (
        tuple(os.environ.items()), tuple(sys.path), os.getcwd(), id(sys.stdout), id(sys.stderr), tuple(pyplot.get_fignums()),
        _things(warnings.filters), _things(vars(builtins).values()), _things(vars(torch.Tensor).values()),
        _things(dict.values(matplotlib.rcParams)), repr(numpy.get_printoptions()), repr(vars(torch._tensor_str.PRINT_OPTS)),
        torch.get_default_dtype(), torch.get_default_device(), torch.is_grad_enabled(), torch.is_inference_mode_enabled(),
        torch.are_deterministic_algorithms_enabled(), torch.get_num_threads(),
        text.float_precision, text.pprint, text.max_seq_length, frozenset(InlineBackend.instance().figure_formats),
    )


def traces() -> tuple:
    """What lasts outside of Python: threads, files that anybody could find."""
    return len(os.listdir("/proc/self/task")), sorted(os.listdir("/tmp"))


def chance() -> tuple:
    """Where torch's random numbers stand, and where others do."""
    _, numbers, position, *_ = numpy.random.get_state()
    return torch.get_rng_state().numpy().tobytes(), (random.getstate(), numbers.tobytes(), position)


def take_up_chance(stood: bytes) -> None:
    """Torch's random numbers go on from where they stood."""
    torch.set_rng_state(torch.frombuffer(bytearray(stood), dtype=torch.uint8))


@contextmanager
def first_seed() -> Iterator[list[bytes]]:
    """Afterwards the list holds where torch's random numbers stood when `torch.manual_seed` was called first, if it was."""
    stood, seed = [], torch.manual_seed

    @functools.wraps(seed)
    def seed_and_tell(number: int) -> torch.Generator:
        if not stood:
            stood.append(chance()[0])
        return seed(number)

    torch.manual_seed = seed_and_tell
    try:
        yield stood
    finally:
        torch.manual_seed = seed


def _things(them: Any) -> int:
    return hash(tuple(map(id, them)))
