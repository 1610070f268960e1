"""What both browsers know of the pages: where the fake's forms are, and what they say of a page that is another one."""

from collections.abc import Mapping
from typing import Final

from harness.wire.exchange import Way

SIGN_IN: Final = "sign-in"
EMAIL: Final = "email"
PASSWORD: Final = "password"  # noqa: S105 - the name of a field
ALLOW: Final = "allow"
DENY: Final = "deny"

_LED: Final[Mapping[Way, str]] = {
    "button": "a button",
    "link": "a plain link that leads there",
    "page": "the page that leaves by itself",
    "redirect": "a redirect instead of a page",
}


class PageUnexpected(Exception):
    """The page isn't the one that the step needs; the message says which page it is."""


def wants_button(by: Way) -> PageUnexpected:
    """What a browser says that opens apps from a button only."""
    return PageUnexpected(f"this browser opens an app only when a button is pressed, and here it is {_LED[by]}")


def unchanged(url: str) -> str:
    """The redirect of a browser to which nothing odd happens."""
    return url
