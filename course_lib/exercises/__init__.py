"""The exercises of the course: one folder an assignment, one file a question, one record an exercise."""

import importlib
from types import MappingProxyType

from course_lib.checking import Exercise

# Assignment -> the modules of its questions, in the order of the questionnaire.
ASSIGNMENTS = MappingProxyType({
    "01_images": ("images.q01_pixels", "images.q02_folders", "images.q03_similarity"),
    "02_tensors": (
        "tensors.q04_comprehension", "tensors.q05_odds", "tensors.q06_rank", "tensors.q07_rank_and_shape",
        "tensors.q08_rank_from_shape", "tensors.q09_distances", "tensors.q10_no_loop", "tensors.q11_indexing",
        "tensors.q12_broadcasting",
    ),
    "03_sgd": (
        "sgd.q13_validation", "sgd.q14_sgd", "sgd.q15_batches", "sgd.q16_seven_steps", "sgd.q17_parameters", "sgd.q18_loss",
        "sgd.q19_learning_rate", "sgd.q20_numerical_gradient", "sgd.q21_autograd", "sgd.q22_accuracy",
    ),
    "04_training_tools": (
        "tools.q23_sigmoid", "tools.q24_metric", "tools.q25_optimiser", "tools.q26_loader", "tools.q27_epoch",
        "tools.q28_pairs", "tools.q29_view",
    ),
    "05_training_loop": (
        "loop.q30_neuron", "loop.q31_line", "loop.q32_products", "loop.q33_backward", "loop.q34_train_step",
        "loop.q35_learner", "loop.q36_loop",
    ),
    "06_nonlinearity": (
        "nonlinearity.q37_relu", "nonlinearity.q38_merge", "nonlinearity.q39_nets", "nonlinearity.q40_pieces",
    ),
    "07_capstone": ("capstone.c01_digits",),
})

# Modules of `course_lib.mnist` that hold whole answers to the capstone though no record names them as its reference.
MORE_ANSWERS = frozenset(f"course_lib.mnist.{name}" for name in ("strided_net", "resnet", "recipes"))


def all() -> list[Exercise]:
    """Every exercise, in the order of the course."""
    return [exercise for assignment in ASSIGNMENTS for exercise in of_assignment(assignment)]


def of_assignment(assignment: str) -> list[Exercise]:
    """The exercises of one assignment, `KeyError` for an unknown one."""
    return [exercise for module in ASSIGNMENTS[assignment] for exercise in _of_module(module)]


def find(exercise_id: str) -> Exercise:
    """The exercise of that id; imports the one file that holds it."""
    question = str(exercise_id).split("_", 1)[0]
    modules = [module for modules in ASSIGNMENTS.values() for module in modules]
    near = [module for module in modules if module.split(".")[1].startswith(question + "_")]
    for module in near:
        for exercise in _of_module(module):
            if exercise.id == exercise_id:
                return exercise
    ids = [exercise.id for module in near or modules for exercise in _of_module(module)]
    raise KeyError(f"there is no exercise {exercise_id!r}; {'of that question' if near else 'in the course'} there are: "
                   + ", ".join(ids))


def _of_module(name: str) -> tuple[Exercise, ...]:
    return importlib.import_module(f"{__name__}.{name}").EXERCISES
