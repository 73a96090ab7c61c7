"""Seeds by generators, also for what knows of no generator, such as the first weights of torch's layers."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def drawing_from(generator: torch.Generator | None) -> Iterator[None]:
    """Inside, what torch draws on the CPU hangs on the generator alone; outside, nothing has been drawn.

    Without a generator nothing changes.
    """
    if generator is None:
        yield
        return
    seed = torch.randint(2**63 - 1, (), generator=generator).item()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        yield
