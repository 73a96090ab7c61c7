"""Who sits in a sample class."""

_NAMES = (
    "ada", "blaise", "chandra", "dorothy", "emmy", "fatima", "grace", "hypatia", "ines", "johannes", "katherine",
    "leonhard", "maryam", "nikola", "olga", "pierre", "qiu", "ramanujan", "sofya", "tomoko", "ulugh", "vera", "wangari",
    "xavier", "yutaka", "zora", "aisha", "bruno", "chien", "diego", "evariste", "farah", "giulia", "hedy", "isaac",
    "jamal", "kofi", "lise", "mileva", "noor", "otto", "priya", "quentin", "rosalind", "satyendra", "tu", "ursula",
    "viktor", "wen", "ximena", "yara", "zeno",
)  # fmt: skip


def student_names(count: int) -> list[str]:
    """That many different names: ada, blaise, ..., and once they are used up ada2, blaise2, ..."""
    rounds = [position // len(_NAMES) for position in range(count)]
    return [_NAMES[position % len(_NAMES)] + (str(turn + 1) if turn else "") for position, turn in enumerate(rounds)]
