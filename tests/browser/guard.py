"""What a page must never do: ask another machine for something, or raise."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Route, WebSocketRoute

OWN = {"127.0.0.1", "localhost"}
WITHIN = {"data", "blob", "about"}  # schemes that reach nothing


@dataclass
class Guard:
    """Watches a browser context; requests that would leave the machine are refused and remembered."""

    context: BrowserContext
    left: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.route(_leaves, self._refuse)
        self.context.route_web_socket(_leaves, self._refuse_socket)
        self.context.on("page", self._watch)

    def complaints(self) -> list[str]:
        """All that was wrong so far, in sentences."""
        return [*(f"a request left the machine: {url}" for url in self.left),
                *(f"the page raised: {error}" for error in self.errors)]

    def _watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _refuse(self, route: Route) -> None:
        self.left.append(route.request.url)
        route.abort("blockedbyclient")

    def _refuse_socket(self, socket: WebSocketRoute) -> None:
        self.left.append(socket.url)
        socket.close()


def _leaves(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in WITHIN and parts.hostname not in OWN
