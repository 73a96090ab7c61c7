"""What the contract fixes about the whole course: which assignment asks which question, and where prose."""

QUESTIONS: dict[str, tuple[str, ...]] = {
    "01_images": ("q01", "q02", "q03"),
    "02_tensors": tuple(f"q{number:02}" for number in range(4, 13)),
    "03_sgd": tuple(f"q{number:02}" for number in range(13, 23)),
    "04_training_tools": tuple(f"q{number:02}" for number in range(23, 30)),
    "05_training_loop": tuple(f"q{number:02}" for number in range(30, 37)),
    "06_nonlinearity": tuple(f"q{number:02}" for number in range(37, 41)),
    "07_capstone": ("c01",),
}

WRITTEN = frozenset({"q02", "q03", "q13", "q15", "q19", "q22", "q31", "q34", "q38", "q40"})
WRITTEN_POINTS = 1


def question_of(exercise_id: str) -> str:
    """The question an id belongs to: what stands before its first underscore."""
    return exercise_id.split("_", 1)[0]
