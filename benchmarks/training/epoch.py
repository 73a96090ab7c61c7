"""An epoch of `simple_net` on the 12,396 3s and 7s: the floor, loops by hand, fastai's `Learner`, ours."""

from __future__ import annotations

import torch

from training.clock import interleaved
from training.fastai_learner import HOW_TO_INSTALL, fastai_learner, is_installed
from training.loops import autograd_loop, autograd_loop_with_validation, data_loader_loop, products, products_in_rows
from training.ours import our_fast_path, our_learner
from training.task import Contender, Task, threes_against_sevens


def measure_epoch(rounds: int, threads: int, seed: int = 0) -> None:
    """Print for each contender what an epoch takes and what it has learned after all of them."""
    torch.set_num_threads(threads)
    task = threes_against_sevens(seed)
    contenders = {contender.name: contender for contender in _contenders(task, seed)}
    times = interleaved({name: contender.epoch for name, contender in contenders.items()}, rounds)
    floor = times["matrix products alone"]
    print(f"\nAn epoch of simple_net (784-30-1), batch 256, shuffled, {len(task.train_x)} images, "
          f"{threads} thread{'s' * (threads > 1)}; a first epoch, then {rounds} rounds")
    print(f"{'':<30} {'min':>8} {'median':>8}   {'to the floor':>12} {'first':>9}   {'accuracy':>8}")
    for name, contender in contenders.items():
        own = times[name]
        print(f"{name:<30} {1e3 * own.least:5.1f} ms {1e3 * own.median:5.1f} ms   {own.least / floor.least:5.2f} "
              f"{own.times_as_long_as(floor):6.2f} {1e3 * own.first:6.0f} ms   {_accuracy(task, contender):>8}")
    print("to the floor: the ratio of the least times, and the median over the rounds of the ratio within a round")
    if not is_installed():
        print(HOW_TO_INSTALL)


def _contenders(task: Task, seed: int) -> list[Contender]:
    def generator() -> torch.Generator:  # one each: where the order hangs on it alone, all see the same batches
        return torch.Generator().manual_seed(seed)

    return [
        products(task),
        products_in_rows(task),
        our_fast_path(task, generator()),
        our_learner(task, generator()),
        autograd_loop(task, generator()),
        autograd_loop_with_validation(task, generator()),
        data_loader_loop(task, generator()),
        *([fastai_learner(task)] if is_installed() else []),
    ]


def _accuracy(task: Task, contender: Contender) -> str:
    return f"{task.accuracy(contender.model):.4f}" if contender.model else "-"
