"""The deep link that brings a person back from the browser, and what the app concludes from it."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import parse_qs, urlsplit

HOST, PATH = "amo-crm", "/callback"

Parameter = str | tuple[str, ...] | None
"""Like Expo Router's: a string, several of them if the name was repeated, or nothing."""


@dataclass(frozen=True, slots=True)
class CallbackLink:
    """The parameters that the callback screen looks at."""

    success: Parameter = None
    code: Parameter = None
    error: Parameter = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A link that the app doesn't open: which part is wrong, what it says, what it ought to say."""

    part: str  # "scheme" or "path"
    found: str
    expected: str
    near: bool


@dataclass(frozen=True, slots=True)
class Connected:
    """The backend has exchanged the code already; only what the app knows is out of date."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """The app is to exchange the code itself, as the old one did."""

    code: str


@dataclass(frozen=True, slots=True)
class NotConnected:
    """Shown as an error; `reason` is the link's own or the app's."""

    reason: str
    missing_code: bool = False


Verdict = Connected | Exchange | NotConnected


def judge(link: CallbackLink) -> Verdict:
    """An error wins; `success` must be exactly "true"; a bare code is what an older backend sends on success."""
    if link.error:
        return NotConnected(_first(link.error))
    if link.success == "true" or (isinstance(link.code, str) and link.code):
        return Connected()
    return NotConnected("missing_code", missing_code=True)


def judge_like_the_old_app(link: CallbackLink) -> Verdict:
    """Knows nothing of `success` and wants a code to exchange."""
    if link.error:
        return NotConnected(_first(link.error))
    if isinstance(link.code, str) and link.code:
        return Exchange(link.code)
    return NotConnected("missing_code", missing_code=True)


def read_link(url: str, *, scheme: str) -> CallbackLink | Unreadable:
    """Parse a link as the phone's system and the app's router would."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return Unreadable("scheme", url.partition("?")[0], scheme, near=False)
    if parts.scheme != scheme.lower():
        return _unreadable("scheme", parts.scheme, scheme)
    if (parts.netloc.lower(), parts.path.rstrip("/")) != (HOST, PATH):
        return _unreadable("path", parts.netloc + parts.path, HOST + PATH)
    query = parse_qs(parts.query, keep_blank_values=True)

    def parameter(name: str) -> Parameter:
        values = query.get(name, [])
        return tuple(values) if len(values) > 1 else next(iter(values), None)

    return CallbackLink(success=parameter("success"), code=parameter("code"), error=parameter("error"))


def _unreadable(part: str, found: str, expected: str) -> Unreadable:
    return Unreadable(part, found, expected, near=SequenceMatcher(None, found, expected).ratio() >= 0.6)


def _first(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else value[0]
