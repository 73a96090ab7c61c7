"""`course-lib predict`: which digit an image shows, by a model that `course-lib train` has saved."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from torch import Tensor

from course_lib.mnist.checkpoint import load
from course_lib.mnist.failure import NoDigit
from course_lib.mnist.probabilities import DigitProbabilities
from course_lib.mnist.reading import read_digit
from course_lib.mnist.saved_model import model_in
from course_lib.mnist.training_report import named
from course_lib.mnist.validation import evaluating


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("images", nargs="+", metavar="IMAGE", help="a picture of one digit, of any size and colours")
    parser.add_argument("--model", type=Path, required=True, metavar="PATH", help="what `train --save` wrote")


def run(arguments: Namespace) -> int:
    """Say of each image what it shows; 1 where one of them could not be read."""
    model = model_in(load(arguments.model))
    if len(model.classes) < 10:
        print(f"this model knows only {named(model.classes)}: every other digit looks like one of them to it")
    width = max(map(len, arguments.images))
    read = [_tell(model, path, width) for path in arguments.images]
    return 0 if all(read) else 1


def guess_text(probabilities: Tensor) -> str:
    """Return the likeliest digit, how sure that is, and the second guess, of probabilities [10]."""
    first, second = probabilities.topk(2).indices.tolist()
    return f"{first}, {_percent(probabilities[first])} sure; else {second}, {_percent(probabilities[second])}"


def _tell(model: DigitProbabilities, path: str, width: int) -> bool:
    try:
        digit = read_digit(path)  # (28, 28)
    except NoDigit as error:
        print(f"course-lib predict: {error}", file=sys.stderr, flush=True)
        return False
    with evaluating(model):
        print(f"{path:<{width}}  {guess_text(model(digit[None])[0])}", flush=True)
    return True


def _percent(probability: Tensor) -> str:
    share = 100 * probability.item()
    return f"{min(share, 99.9):.1f} %"  # nobody is entirely sure
