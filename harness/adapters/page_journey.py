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
_SCRIPTED: Final = re.compile(
    r"""(?:window\.open\(|location(?:\.href)?\s*=\s*|location\.(?:replace|assign)\()\s*(['"`])((?:\\.|(?!\1).)+)\1"""
)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))")
_REFRESH: Final = re.compile(r"\s*[\d.]*\s*[;,]?\s*url\s*=\s*(['\"]?)(.*?)\1\s*$", re.IGNORECASE)


class PageUnexpected(Exception):
    """The page isn't the one that the step needs; the message says which page it is."""


def leads_to_app(url: str, scheme: str) -> bool:
    """Whether the system hands this link to the app; schemes have no case."""
    return url.lower().startswith(scheme.lower() + ":")


def scripted_link(script: str, scheme: str) -> str | None:
    """The link of the app's scheme that a script opens, or None."""
    for match in _SCRIPTED.finditer(script):
        link = _ESCAPE.sub(_unescaped, match[2])
        if leads_to_app(link, scheme):
            return link
    return None


def refresh_target(content: str) -> str:
    """Where `<meta http-equiv="refresh" content="0; url=…">` leads; empty when nowhere."""
    match = _REFRESH.match(content)
    return match[2] if match else ""


def unchanged(url: str) -> str:
    """The redirect of a browser to which nothing odd happens."""
    return url


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else str(match[3])
