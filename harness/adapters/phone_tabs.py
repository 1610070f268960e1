"""Chromium's tabs in which web phones run: taken for a start of the app, given back when it ends."""

import contextlib
from typing import Final

from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

_FORGET: Final = """(path) => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(path)) localStorage.removeItem(key);
}"""


class PhoneTabs:
    """One profile for many phones: each keeps its storage below an address of its own.

    A tab is used again, since a new one costs several times what starting the app in it does.
    """

    def __init__(self, context: BrowserContext, *, away: str) -> None:
        self._context = context
        self._away = away  # of the same origin, or Chromium would begin another process for it
        self._free: list[Page] = []
        self._front: Page | None = None

    def take(self) -> Page:
        """A tab without an app."""
        return self._free.pop() if self._free else self._context.new_page()

    def show(self, page: Page) -> None:
        """Bring it to the front: a tab behind another one gets a frame a second, and a press waits for two."""
        if self._front is not page:
            page.bring_to_front()
            self._front = page

    def give_back(self, page: Page) -> None:
        """End whatever runs in it."""
        try:
            page.goto(self._away)
        except PlaywrightError:
            return  # it has crashed, or the whole browser has: the next app begins in another one
        self._free.append(page)

    def forget(self, path: str) -> None:
        """A phone is put away for good: a profile holds so much, and a long run has thousands of them."""
        if self._free:
            with contextlib.suppress(PlaywrightError):
                self._free[-1].evaluate(_FORGET, path)
