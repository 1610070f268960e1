"""One running app of the web phone, which is one page: what is done to it, and what it has shown since."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from playwright.sync_api import ConsoleMessage, Locator, Page
from playwright.sync_api import Error as PlaywrightError

from harness.adapters import chromium_errors
from harness.adapters.chromium_picture import picture_of
from harness.adapters.page_clock import PageClock
from harness.adapters.phone_tabs import PhoneTabs
from simulated_client import LeadCard, Screen

# One question for everything: a round trip for each part would cost more than the page itself takes.
_REPORT: Final = """async ([seconds, limit]) => {
  const phone = window.phone;
  const late = (_, give_up) => setTimeout(() => give_up(new Error("the app never gets idle")), limit);
  if (seconds !== null) await Promise.race([phone.settle(seconds), new Promise(late)]);
  return {
    screen: phone.read(),
    changes: phone.changes(),
    opened: phone.opened(),
    alert: document.querySelector('[role="alertdialog"]') !== null,
    now: performance.now(),
  };
}"""
# A function, since the page's policy forbids it to evaluate words; an element's id is a name of the window's, too.
_READY: Final = """() => typeof window.phone?.read === "function" && document.querySelector("[data-screen]") !== null"""
_PINGS: Final = 3
_LIMIT_MS: Final = 120_000
"""Real time for the app to get idle: a request that nobody answers is given up after 30 s, and may be retried."""


class PhonePageBroken(Exception):
    """The web phone itself has failed: no fault of the backend's, nor of the scenario's."""

    def __init__(self, what: str) -> None:
        super().__init__(f"the web phone's own page has failed, which is a mistake of the harness: {what}")


@dataclass(frozen=True, slots=True)
class Report:
    """The screen now, the changes that led to it with their moments, and what the system was asked to open."""

    screen: Screen
    changes: tuple[tuple[Screen, int], ...]
    opened: str | None
    alert: bool


class PhonePage:
    """From the app's start to its end."""

    def __init__(self, tabs: PhoneTabs, address: str, *, link: str | None = None) -> None:
        self._tabs = tabs
        self._clock = PageClock()
        self._errors: list[str] = []
        self._page = tabs.take()
        self._page.on("pageerror", self._on_thrown)
        self._page.on("console", self._on_logged)
        self.act("start", lambda page: self._start(page, address + (f"#link={quote(link, safe='')}" if link else "")))

    def report(self, *, settle: float | None = None) -> Report:
        """What there is to see, once the app is idle, or at most after so many virtual seconds; at once without."""
        asked = time.monotonic_ns()
        told = self.act("tell its screen", lambda page: page.evaluate(_REPORT, [settle, _LIMIT_MS]))
        self._clock.told(told["now"], asked_ns=asked, answered_ns=time.monotonic_ns())
        changes = tuple((_screen(change["screen"]), self._clock.at(change["at"])) for change in told["changes"])
        return Report(_screen(told["screen"]), changes, told["opened"], told["alert"])

    def tell(self, call: str, *arguments: object) -> None:
        """What the phone's system does to the app, or somebody else."""
        self.act(call, lambda page: page.evaluate(f"given => window.phone.{call}(...given)", list(arguments)))

    def press(self, name: str, *, within: str | None = None) -> None:
        """Press the button of this name: in the region or dialog of that role, or wherever it is."""

        def click(page: Page) -> None:
            place: Page | Locator = page if within is None else page.locator(within)
            place.get_by_role("button", name=name, exact=True).first.click()

        self.act(f"press «{name}»", click)

    def act(self, what: str, do: Callable[[Page], Any]) -> Any:
        """Do something to the page; whatever goes wrong there is told as what it is."""
        try:
            self._tabs.show(self._page)
            done = do(self._page)
        except PlaywrightError as error:
            first = str(error).partition("\n")[0]
            raise PhonePageBroken(f"couldn't {what}: {'; '.join([first, *self._errors])}") from None
        if self._errors:
            raise PhonePageBroken("; ".join(self._errors))
        return done

    def picture(self, *, hide: Callable[[str], str]) -> bytes | None:
        """What it looks like, without a secret."""
        return picture_of(self._page, hide=hide)

    def close(self) -> None:
        """The app ends."""
        self._page.remove_listener("pageerror", self._on_thrown)
        self._page.remove_listener("console", self._on_logged)
        self._tabs.give_back(self._page)

    def _start(self, page: Page, address: str) -> None:
        page.goto(address)
        page.wait_for_function(_READY)
        for _ in range(_PINGS):
            asked = time.monotonic_ns()
            now = page.evaluate("performance.now()")
            self._clock.told(now, asked_ns=asked, answered_ns=time.monotonic_ns())

    def _on_thrown(self, error: PlaywrightError) -> None:
        self._errors.append(str(error))

    def _on_logged(self, message: ConsoleMessage) -> None:
        error = chromium_errors.logged(message)
        if error is not None:
            self._errors.append(error.text)


def _screen(told: Mapping[str, Any]) -> Screen:
    """The page's JSON of a screen; `at` is virtual there, and nobody's business here."""
    return Screen(
        id=told["id"],
        texts=tuple(told["texts"]),
        buttons=tuple(told["buttons"]),
        connected=told["connected"],
        leads_state=told["leads_state"],
        leads=tuple(LeadCard(**card) for card in told["leads"]),
        reason=told["reason"],
    )
