"""The dashboard in a real browser, as somebody sees it who presses its buttons."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mock_amocrm.server import MockAmoCRM

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# A refusal of the control API that a test asks for is no mistake of the page.
REFUSED = "Failed to load resource: the server responded"


@dataclass
class Dashboard:
    """One tab; what its console said and whom it asked beside the fake are kept."""

    mock: MockAmoCRM
    page: "Page"
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self._heard(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("dialog", lambda dialog: dialog.accept())

    def open(self, view: str, account: str = "", *, query: str = "") -> "Page":
        """A view of an account, ready."""
        if account:
            self.page.add_init_script(f"sessionStorage.setItem('mock-amocrm-account', {account!r})")
        self.page.goto(f"{self.mock.url}/_mock/{query}#{view}")
        return self.ready(view)

    def turn_to(self, view: str) -> "Page":
        """Another view of the page that is open."""
        self.page.evaluate(f"location.hash = '#{view}'")
        return self.ready(view)

    def ready(self, view: str) -> "Page":
        """The page, once a view is there."""
        self.page.locator(f".view.{view} h2").first.wait_for()
        return self.page

    def copied(self) -> str:
        """What was copied last."""
        return str(self.page.evaluate("navigator.clipboard.readText()"))

    def line(self, seq: int) -> "Locator":
        """The journal's row of an entry."""
        return self.page.locator(f"[data-seq='{seq}']")

    def filter(self, **values: str) -> None:
        """Narrow the journal."""
        for name, value in values.items():
            control = self.page.locator(f"[data-filter={name}]")
            if name == "text":
                control.fill(value)
            else:
                control.select_option(value)

    def lines(self) -> list[int]:
        """The numbers of the rows that are drawn, newest first."""
        rows = "[...document.querySelectorAll('[data-seq]')]"
        by_place = ".sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)"
        return [int(seq) for seq in self.page.evaluate(f"{rows}{by_place}.map((row) => row.dataset.seq)")]

    def _heard(self, text: str) -> None:
        if not text.startswith(REFUSED):
            self.complaints.append(text)

    def _asked(self, url: str) -> None:
        if not url.startswith((f"{self.mock.url}/_mock/", "data:")):
            self.strangers.append(url)
