"""`course-lib train`: from the digits to a trained model, with what it learned and what it still confuses."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

import torch

from course_lib.mnist.argument_kinds import a_choice_of_digits, at_least, more_than_nothing
from course_lib.mnist.chosen_device import chosen_device
from course_lib.mnist.data import mnist
from course_lib.mnist.failure import PipelineError
from course_lib.mnist.learner import Learner
from course_lib.mnist.plot_file import require_drawable, write_losses
from course_lib.mnist.recipes import MODELS, learner_of
from course_lib.mnist.safeguards import EachEpochSaved, stop_without_numbers
from course_lib.mnist.seeded import drawing_from
from course_lib.mnist.training_plan import TrainingPlan, plan_of
from course_lib.mnist.training_report import begin_text, end_text, stopped_text
from course_lib.mnist.writable import require_writable


def add_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--model", choices=MODELS, help="what is trained (conv)")
    add("--digits", type=a_choice_of_digits, metavar="3,7|all", help="which digits it tells apart (all)")
    add("--epochs", type=at_least(1), metavar="N", help="how often it sees each digit (the model's usual number)")
    add("--batch-size", type=at_least(1), metavar="N", help="digits a step (the model's usual number)")
    add("--lr", type=more_than_nothing, metavar="R", help="the learning rate, or its peak (the usual one)")
    add("--device", default="auto", metavar="auto|cpu|cuda", help="where it is trained (auto: the GPU if there is one)")
    add("--seed", type=at_least(0), metavar="S", help="the same seed, the same run on a CPU (0)")
    add("--save", type=Path, metavar="PATH", help="where the model goes, after each epoch")
    add("--resume", type=Path, metavar="PATH", help="go on with what --save left; with --epochs, so many more")
    add("--plot", type=Path, metavar="PATH", help="where a picture of the losses goes: .png, .svg or .pdf")


def run(arguments: Namespace) -> int:
    """Train, save, draw and tell; what would go wrong at the end is found out before anything begins."""
    device = chosen_device(arguments.device)
    _require_places(arguments.save, arguments.plot)
    plan = plan_of(arguments)
    digits = mnist()
    saved = EachEpochSaved(arguments.save, plan.run.about) if arguments.save else None
    guards = [stop_without_numbers(), *([saved.callback] if saved else [])]
    generator = torch.Generator().manual_seed(plan.run.seed)
    learner = learner_of(plan.run.recipe, digits, device, generator, callbacks=guards, progress=sys.stdout)
    print(begin_text(plan, learner), flush=True)
    with drawing_from(generator):
        _train(plan, learner, saved)
    if arguments.plot:
        write_losses(arguments.plot, learner.history)
    print(end_text(plan, learner, digits, arguments.save, arguments.plot))
    return 0


def _require_places(save: Path | None, plot: Path | None) -> None:
    if plot:
        require_drawable(plot)
    for path in filter(None, (save, plot)):
        require_writable(path)
    if save and plot and save.absolute() == plot.absolute():
        raise PipelineError(f"--save and --plot both name {save}; give each a file of its own")


def _train(plan: TrainingPlan, learner: Learner, saved: EachEpochSaved | None) -> None:
    try:
        plan.carry_out(learner)
    except KeyboardInterrupt:
        if saved:
            print(f"\n{stopped_text(saved)}", end="", file=sys.stderr)  # `main` ends the line
        raise
