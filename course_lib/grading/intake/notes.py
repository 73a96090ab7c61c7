"""What intake says to student and instructor: a few sentences, however much was wrong."""

_MOST_SENTENCES = 40
_MOST_NAMES = 40
_LONGEST_QUOTE = 60


class Notes:
    """Collects what is to be said; the same fact about several cells or files becomes one sentence."""

    def __init__(self) -> None:
        self._named: dict[str, list[str]] = {}

    def tell(self, sentence: str) -> None:
        """Say a whole sentence, once."""
        self._named.setdefault(sentence, [])

    def about(self, name: str, fact: str) -> None:
        """Say a fact about a cell or a file: `q09_rmse: stood there twice.`"""
        names = self._named.setdefault(fact, [])
        if name not in names[-_MOST_NAMES:]:
            names.append(name)

    def add(self, other: "Notes") -> None:
        """Say what the other says, too."""
        for fact, names in other._named.items():
            self._named.setdefault(fact, []).extend(names)

    def sentences(self) -> tuple[str, ...]:
        """All that was told, in order; never more than a page."""
        told = [f"{_listed(names)}: {fact}" if names else fact for fact, names in self._named.items()]
        if len(told) > _MOST_SENTENCES:
            told[_MOST_SENTENCES:] = [f"There is more to say, in {len(told) - _MOST_SENTENCES} further notes."]
        return tuple(told)


def quoted(text: object) -> str:
    """What a student wrote, short and printable, so that it can stand in a sentence of ours."""
    start = str(text)[:_LONGEST_QUOTE]
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in start)
    return f"'{shown}…'" if len(str(text)) > _LONGEST_QUOTE else f"'{shown}'"


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
