"""Question 4: what a list comprehension is."""

from course_lib.checking import Draw, Exercise, Misconception, OneListComprehension, Probe


def long_words(words: list[str], min_length: int) -> list[str]:
    """The words of at least `min_length` characters, upper-cased."""
    return [word.upper() for word in words if len(word) >= min_length]


def in_two_lines(words: list[str], min_length: int) -> list[str]:
    shouted = [w.upper() for w in words if not len(w) < min_length]
    return shouted


def over_a_filter(words: list[str], min_length: int) -> list[str]:
    return [str.upper(w) for w in filter(lambda w: len(w) >= min_length, words)]


def by_loop(words: list[str], min_length: int) -> list[str]:
    chosen = []
    for word in words:
        if len(word) >= min_length:
            chosen.append(word.upper())
    return chosen


def only_longer(words: list[str], min_length: int) -> list[str]:
    return [word.upper() for word in words if len(word) > min_length]


def no_filter(words: list[str], min_length: int) -> list[str]:
    return [word.upper() for word in words]


def words_around(min_length: int, count: int) -> Probe:
    """Some words are shorter, some longer, and some exactly as long as asked for."""

    def inputs(draw: Draw) -> tuple[list[str], int]:
        lengths = [min_length - 1, min_length, min_length + 1, *(draw.integer(1, 9) for _ in range(count - 3))]
        words = [draw.word(length) for length in lengths]
        words[1] = words[1].capitalize()
        return [*draw.shuffled(words), words[1]], min_length

    return Probe(f"{count + 1} words", inputs)


q04_long_words = Exercise(
    id="q04_long_words",
    reference=long_words,
    alternatives=[in_two_lines, over_a_filter],
    misconceptions=[
        Misconception(
            "loop with `append`",
            "A comprehension writes the same in one line: [what to keep for each item if a condition]. "
            "What stands in your `append`, and what in your `if`?",
            wrong=[by_loop],
            points=1,
        ),
        Misconception(
            "`>` for `>=`",
            "A word of exactly that length is missing. Is 5 at least 5?",
            wrong=[only_longer],
            points=1,
        ),
        Misconception(
            "filter forgotten",
            "The short words are still there. Where in a comprehension does the condition stand?",
            wrong=[no_filter],
        ),
    ],
    rules=[OneListComprehension()],
    probes=[words_around(3, 3), words_around(5, 7), words_around(2, 12)],
)

EXERCISES = (q04_long_words,)
