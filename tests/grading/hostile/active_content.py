"""What of a page a browser would run or load, where an attack's mark is in it."""

from html.parser import HTMLParser

MARK = "hostile"
_LOADING = {"script", "iframe", "object", "embed", "base", "form", "meta", "link", "style", "svg", "math", "frame", "applet"}


def active_content(page: str) -> list[str]:
    """The tags and attributes that bear the mark and would act; text that only shows it is none."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self._inside: str | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._inside = tag if tag in ("script", "style") else None
        for name, value in attributes:
            acts = name.startswith("on") or name in ("href", "src", "srcdoc", "action", "data", "content", "style", "xlink:href")
            if MARK in (value or "") and (acts or tag in _LOADING):
                self.found.append(f"<{tag} {name}={(value or '')[:80]}>")

    def handle_endtag(self, tag: str) -> None:
        self._inside = None

    def handle_data(self, text: str) -> None:
        if self._inside and MARK in text:
            self.found.append(f"<{self._inside}> {text[:80]}")
