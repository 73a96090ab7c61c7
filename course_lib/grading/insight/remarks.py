"""What is to be said about submissions beside their points: not graded, repaired, less well shut in than others."""

from collections.abc import Iterable, Mapping, Sequence

from course_lib.grading.insight.wording import visible

_MOST_NAMES = 8


def failures_text(failures: Mapping[str, str]) -> str:
    """Who has no marks, and why, by student; empty if all have."""
    return _listed("Not graded", (f"{student}: {reason}" for student, reason in failures.items()))


def notes_text(notes: Mapping[str, Sequence[str]]) -> str:
    """What intake repaired or could not, by student; empty where it had nothing to say."""
    return _listed("Noted at intake", (f"{student}: {note}" for student, own in notes.items() for note in own))


def notes_by_kind_text(notes: Mapping[str, Sequence[str]]) -> str:
    """The same by note, the most frequent first, for a class of hundreds."""
    students: dict[str, list[str]] = {}
    for student, own in notes.items():
        for note in own:
            students.setdefault(note, []).append(student)
    most_first = sorted(students.items(), key=lambda entry: -len(entry[1]))
    return _listed("Noted at intake", (f"{note}: {_some(of_note)}" for note, of_note in most_first))


def levels_text(levels: Mapping[str, str]) -> str:
    """How well the submissions were shut in while they ran: one line where all were alike, else by student."""
    known = {student: level for student, level in levels.items() if level}
    students: dict[str, list[str]] = {}
    for student, level in known.items():
        students.setdefault(level, []).append(student)
    if len(students) <= 1:
        return visible("".join(f"Sandbox: {level}" for level in students))
    rarest_first = sorted(students, key=lambda level: len(students[level]))
    most = rarest_first.pop()
    rare = (f"{level}: {', '.join(students[level])}" for level in rarest_first)
    return _listed("Sandbox, not the same for all", [*rare, f"{most}: all others"])


def _some(students: list[str]) -> str:
    shown, more = students[:_MOST_NAMES], len(students) - _MOST_NAMES
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _listed(title: str, lines: Iterable[str]) -> str:
    indented = [f"  {visible(' '.join(line.split()))}" for line in lines]
    return "\n".join([title, *indented]) if indented else ""
