"""The reference pipeline, from the bytes of the digits onwards.

Each name is imported when it is first asked for, so that a part can be used where another is missing.
"""

from importlib import import_module

_HOMES = {
    "best_device": "device",
    "DataError": "shipped",
    "Digits": "data",
    "mnist": "data",
    "ThreesAndSevens": "data",
    "threes_and_sevens": "data",
    "mnist_sample": "sample",
    "gray_to_tensor": "images",
    "solid_color": "images",
    "invert": "images",
    "count_images": "folders",
    "labelled_files": "folders",
    "archetype": "similarity",
    "pixel_distance": "similarity",
    "is_three": "similarity",
    "mae": "distances",
    "rmse": "distances",
    "norms": "distances",
    "distances_to": "distances",
    "gradient": "gradients",
    "init_params": "parameters",
    "minibatches": "sgd",
    "mnist_loss": "losses",
    "sgd_step": "sgd",
    "validate": "validation",
    "BasicOptim": "optimiser",
    "MiniLoader": "loader",
    "batch_accuracy": "metrics",
    "sigmoid": "activations",
    "sigmoid_slope": "activations",
    "train_epoch": "training",
    "DataLoaders": "learner",
    "Learner": "learner",
    "digit_model": "convolutional_net",
    "simple_net": "two_layer_net",
    "merge_linear": "nonlinearity",
    "relu": "nonlinearity",
    "relu_interpolator": "nonlinearity",
    "sawtooth": "nonlinearity",
    "train_step": "loop",
    "training_loop": "loop",
    "accelerated": "device",
    "accuracy": "classes",
    "class_targets": "classes",
    "parse_classes": "classes",
    "predicted_digits": "classes",
    "residents": "classes",
    "Resident": "resident",
    "drawing_from": "seeded",
    "Callback": "callbacks",
    "one_cycle": "schedules",
    "set_lr": "schedules",
    "stop_early": "early_stopping",
    "progress_table": "progress",
    "sweep_rates": "lr_finder",
    "linear_net": "linear_model",
    "resnet18_model": "resnet",
    "strided_model": "strided_net",
    "Recipe": "recipes",
    "recipe": "recipes",
    "learner_of": "recipes",
    "train_stack": "fast",
    "Checkpoint": "checkpoint",
    "CheckpointError": "checkpoint",
    "surest_mistakes": "most_confused",
    "read_digit": "reading",
    "digit_from_image": "reading",
    "digit_from_drawing": "reading",
    "draw_losses": "learned",
    "draw_weights": "learned",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
