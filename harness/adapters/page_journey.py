"""What both browsers know of the pages: where the fake's forms are, and what a link back to the app looks like."""

import re
from typing import Final

SIGN_IN: Final = "sign-in"
EMAIL: Final = "email"
PASSWORD: Final = "password"  # noqa: S105 - the name of a field
ALLOW: Final = "allow"
DENY: Final = "deny"

# `window.open('app://…', '_self')`, `location.href = "app://…"`, `location.replace('app://…')`: the ways that callback
# pages use, of which a browser without scripts can only read the text.
_SCRIPTED = re.compile(
    r"""(?:window\.open\(|location(?:\.href)?\s*=\s*|location\.(?:replace|assign)\()\s*(['"])(.+?)\1"""
)


class PageUnexpected(Exception):
    """The page isn't the one that the step needs; the message says which page it is."""


def scripted_link(script: str, scheme: str) -> str | None:
    """The link of the app's scheme that a script opens, or None."""
    for match in _SCRIPTED.finditer(script):
        link = match.group(2).replace("\\/", "/")
        if link.startswith(scheme + ":"):
            return link
    return None


def unchanged(url: str) -> str:
    """The redirect of a browser to which nothing odd happens."""
    return url
