"""The system browser of one person: the consent page, the callback page, and the link back to the app."""

from collections.abc import Callable
from typing import Protocol

Redirect = Callable[[str], str]
"""What becomes of amoCRM's redirect on its way to the backend: gets the URL, answers the one that is loaded instead."""


class Browser(Protocol):
    """One person's browser; fresh for each scenario."""

    def block_scripts(self) -> None:
        """From now on no page runs scripts; a browser that has been used already begins anew."""

    def want_button(self) -> None:
        """From now on open an app only when a button is pressed: for no plain link, script, refresh or redirect."""

    def open(self, url: str) -> None:
        """Load a page, following redirects."""

    def open_beside(self, url: str) -> None:
        """Begin to load a page in another tab, and don't wait; it is on record when the shown tab has its next page."""

    def sign_in(self, *, email: str, password: str) -> bool:
        """Fill in amoCRM's sign-in form and send it; whether amoCRM let the person in."""

    def allow(self, *, subdomain: str, redirect: Redirect = ...) -> None:
        """Pick the account and press the allowing button; ends on the backend's callback page."""

    def deny(self, *, subdomain: str) -> None:
        """Pick the account and press the refusing button; ends on the backend's callback page."""

    def return_to_app(self) -> str:
        """Press the callback page's button and answer the deep link that left the browser."""

    def reload(self) -> None:
        """Open the page that is shown once more."""

    def close_page(self) -> None:
        """Close the page that is shown; who is signed in stays so."""

    def picture(self) -> bytes | None:
        """What the person sees, as PNG, with secrets covered; None where nothing can be shown."""

    def close(self) -> None:
        """Forget everything."""

    @property
    def asks_to_sign_in(self) -> bool:
        """Whether the page is amoCRM's sign-in form."""

    @property
    def asks_to_allow(self) -> bool:
        """Whether the page has amoCRM's button that allows."""

    @property
    def url(self) -> str:
        """The address of the page that is shown."""

    @property
    def text(self) -> str:
        """The words that a person can read on the page."""
