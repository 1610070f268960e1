"""Links that leave Chromium for an app: by what they were opened, whether they were let go."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page
from playwright.sync_api import Error as PlaywrightError

from harness.adapters.recorder import Recorder
from harness.adapters.way_back import leaves_browser
from harness.wire.exchange import Way


class LeavingLinks:
    """What one person's browser hands over to the system."""

    def __init__(self, *, person: str, recorder: Recorder) -> None:
        self.went: list[tuple[Way, str]] = []
        self.pressed: Way | None = None
        self.blocked: Way | None = None
        self.wants_button = False
        self._person = person
        self._recorder = recorder
        self._heard: set[str] | None = None

    def leave(self, url: str, *, redirected: bool) -> None:
        """A link leaves, or is held back where only a button may open an app."""
        if self._heard is not None:
            if url in self._heard:
                return
            self._heard.add(url)
        by = "redirect" if redirected else self.pressed or "page"
        if self.wants_button and by != "button":
            self.blocked = by
            self._recorder.link_blocked(self._person, url, by=by)
        else:
            self.went.append((by, url))

    def forget(self) -> None:
        """The tab is another one."""
        self.went.clear()
        self.pressed = self.blocked = None

    @contextmanager
    def despite_routes(self, context: BrowserContext, page: Page) -> Iterator[None]:
        """Hear of links also while a route is active.

        Playwright doesn't tell of a request to an app that a 302 leads to while anything is intercepted; DevTools' own
        event does. What both of them tell is one link.
        """
        session = context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._on_devtools)
        session.send("Network.enable")
        self._heard = set()
        try:
            yield
        finally:
            _detach(session)
            self._heard = None

    def _on_devtools(self, event: Mapping[str, Any]) -> None:
        url = str(event["request"]["url"])
        if self._heard is not None and leaves_browser(url):
            self.leave(url, redirected="redirectResponse" in event)


def _detach(session: CDPSession) -> None:
    try:
        session.send("Network.disable")  # what was on its way comes before the answer to this
        session.detach()
    except PlaywrightError:
        return  # the tab is closed already, and its session with it
