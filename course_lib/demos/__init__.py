"""The lecture demos: `LearningRate()` in a notebook shows one, `LearningRate(sgd_step)` lets your own function run in it."""

import importlib

# Each demo is the class of that name in the module of that name, in the order of the course.
DEMOS = {
    "pixels": "Pixels",
    "pixel_similarity": "PixelSimilarity",
    "l1_against_rmse": "L1AgainstRMSE",
    "rank_and_shape": "RankAndShape",
    "broadcasting": "Broadcasting",
    "learning_rate": "LearningRate",
    "minibatch_noise": "MinibatchNoise",
    "sigmoid": "Sigmoid",
    "loss_against_accuracy": "LossAgainstAccuracy",
    "zero_grad": "ZeroGrad",
    "relu_hinges": "ReluHinges",
    "live_training": "LiveTraining",
}
__all__ = ["DEMOS", "find", *DEMOS.values()]


def find(name: str) -> type:
    """The demo of that name; `ValueError` tells which there are."""
    if name not in DEMOS:
        raise ValueError(f"there is no demo {name!r}; there are {', '.join(DEMOS)}")
    return getattr(importlib.import_module(f"course_lib.demos.{name}"), DEMOS[name])


def __getattr__(name: str) -> type:
    module = next((module for module, demo in DEMOS.items() if demo == name), None)
    if module is None:
        raise AttributeError(f"module 'course_lib.demos' has no attribute {name!r}")
    return find(module)


def __dir__() -> list[str]:
    return __all__
