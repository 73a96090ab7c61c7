"""One run of training: what makes it what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from course_lib.mnist.failure import PipelineError
from course_lib.mnist.recipes import Recipe, recipe


@dataclass(frozen=True)
class TrainingRun:
    """What a checkpoint says `about` itself: on the CPU the same run trains the same model, bit for bit."""

    model: str  # one of recipes.MODELS
    digits: str  # "all", or some, such as "3,7"
    batch_size: int
    seed: int

    @property
    def recipe(self) -> Recipe:
        """How the model is made and trained."""
        return replace(recipe(self.model, self.digits), batch_size=self.batch_size)

    @property
    def about(self) -> dict[str, str]:
        """The run as a checkpoint tells it."""
        return {name: str(value) for name, value in vars(self).items()}

    @classmethod
    def told(cls, path: Path, about: Mapping[str, str]) -> TrainingRun:
        """Return the run that the checkpoint at `path` tells about; raise `PipelineError` where it doesn't tell it."""
        try:
            run = cls(about["model"], about["digits"], int(about["batch_size"]), int(about["seed"]))
            recipe(run.model, run.digits)
        except (KeyError, ValueError) as error:
            way_out = "name one that `course-lib train --save` wrote"
            raise PipelineError(f"{path} doesn't tell which model of this course it holds; {way_out}") from error
        return run
