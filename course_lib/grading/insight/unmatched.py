"""The wrong answers that no misconception matches: the next one to write down is among them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from course_lib.grading.records import Outcome

# A number, not the digits of float32 or conv2d; an address is one, too.
_NUMBER = re.compile(r"(?<![\w.])[-+]?(0x[0-9a-fA-F]+|\d+(\.\d*)?(e[-+]?\d+)?|nan\b|inf\b)(?!\w)")
_NUMBERS = re.compile(r"#(?:, ?#)+,?|#,")
_ROWS = re.compile(r"(\[#\]|\(#\))(?:, ?(?:\[#\]|\(#\)))+")
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")


@dataclass(frozen=True)
class Unmatched:
    """Answers of which the reports say the same; a sample of them, the shortest text."""

    students: tuple[str, ...]
    sample: Outcome


def unmatched(outcomes: Mapping[str, Outcome]) -> list[Unmatched]:
    """The wrong and the crashed ones among one exercise's outcomes by student, alike ones together, most first."""
    alike: dict[tuple[str, str], dict[str, Outcome]] = {}
    for student, outcome in outcomes.items():
        if outcome.verdict in ("wrong", "crashed"):
            alike.setdefault((outcome.verdict, what_it_says(outcome.text)), {})[student] = outcome
    groups = [Unmatched(tuple(group), min(group.values(), key=_how_telling)) for group in alike.values()]
    return sorted(groups, key=lambda group: -len(group.students))


def what_it_says(text: str) -> str:
    """A report without what the seed decides, which differs from submission to submission: inputs and values."""
    lines = (line.strip() for line in text.splitlines()[1:])
    return "\n".join(_without_values(line) for line in lines if not line.startswith("with "))


def _without_values(line: str) -> str:
    label = line.split(" ", 1)[0]
    if label in ("called", "hint"):
        return line
    if label != "raised":  # the names in an exception's message are what tells it
        line = _STRING.sub("''", line)
    return _ROWS.sub(r"\1", _NUMBERS.sub("#", _NUMBER.sub("#", line)))


def _how_telling(outcome: Outcome) -> tuple[bool, int]:
    return not outcome.answer.strip(), len(outcome.answer)
