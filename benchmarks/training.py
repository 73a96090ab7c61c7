"""How fast the course trains, beside what a student would compare it with: the same data and model, in one run.

    python benchmarks/training.py [epoch|digits|scaling|gpu|all] [--rounds N] [--seeds N] [--plot PATH]

epoch    an epoch of simple_net on the 3s and 7s, against the bare matrix products, loops by hand and fastai's Learner
digits   time to 99.0 % of all ten digits, against the script of the tutorials (minutes a seed)
scaling  time by the number of images and of parameters; draws it with --plot
gpu      99.5 % on a GPU, and time and memory by batch size; "not measured yet" without one

Rounds are interleaved, each contender once a round, and still: the machine should have nothing else to do.
"""

import argparse
import os
from pathlib import Path

from training.machine import machine, versions

PARTS = ("epoch", "digits", "scaling", "gpu")


def main() -> None:
    arguments = parsed()
    print(f"{machine()}\n{versions()}")
    for part in PARTS if arguments.part == "all" else [arguments.part]:
        MEASURE[part](arguments)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", nargs="?", choices=(*PARTS, "all"), default="all")
    parser.add_argument("--rounds", type=int, help="of epoch (default 39, and the first: 40 epochs) or scaling (15)")
    parser.add_argument("--seeds", type=int, help="of digits (default 5) or gpu (20)")
    parser.add_argument("--epochs", type=int, default=14, help="of the tutorial at most (default 14; 0 leaves it out)")
    parser.add_argument("--our-epochs", type=int, help="of digits (default 2) or gpu (the recipe's)")
    parser.add_argument("--threads", type=int, help="default 1, and 2 for digits")
    parser.add_argument("--plot", type=Path, metavar="PATH", help="where to draw how time grows")
    return parser.parse_args()


def epoch(arguments: argparse.Namespace) -> None:
    from training.epoch import measure_epoch

    measure_epoch(arguments.rounds or 39, arguments.threads or 1)


def digits(arguments: argparse.Namespace) -> None:
    from training.digits import measure_digits

    threads = arguments.threads or min(2, os.cpu_count() or 1)
    measure_digits(arguments.seeds or 5, arguments.our_epochs or 2, arguments.epochs, threads)


def scaling(arguments: argparse.Namespace) -> None:
    from training.scaling import measure_scaling

    measure_scaling(arguments.rounds or 15, arguments.threads or 1, arguments.plot)


def gpu(arguments: argparse.Namespace) -> None:
    from training.gpu import measure_gpu

    measure_gpu(arguments.seeds or 20, arguments.our_epochs)


MEASURE = {"epoch": epoch, "digits": digits, "scaling": scaling, "gpu": gpu}


if __name__ == "__main__":
    main()
