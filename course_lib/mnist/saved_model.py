"""A trained model out of the file in which `course-lib train --save` left it."""

import torch

from course_lib.mnist.checkpoint import Checkpoint
from course_lib.mnist.failure import PipelineError
from course_lib.mnist.probabilities import DigitProbabilities
from course_lib.mnist.training_run import TrainingRun


def model_in(checkpoint: Checkpoint) -> DigitProbabilities:
    """Return the trained model, in eval mode on the CPU; raise `PipelineError` where the checkpoint holds another."""
    run = TrainingRun.told(checkpoint.path, checkpoint.about)
    model = run.recipe.make_model(torch.Generator())
    try:
        model.load_state_dict(checkpoint.model)
    except RuntimeError as error:
        raise PipelineError(f"{checkpoint.path} holds another model than {run.model}; train it again") from error
    return DigitProbabilities(model, run.recipe.classes).eval()
