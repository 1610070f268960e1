"""What may be written down: secrets become fingerprints or bullets before anything is kept.

The mock's journal redacts by its own function; one vector file, `tests/redaction_vectors.json`, keeps the two alike.
"""

import hashlib
import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import parse_qsl, quote, quote_plus, urlsplit

HIDDEN: Final = "•••"
BODY_LIMIT: Final = 65_536

# Which field of a query, form or JSON body holds which kind of secret that a report must be able to tell apart …
FINGERPRINTED: Final[Mapping[str, str]] = {
    "code": "code",
    "state": "state",
    "access_token": "access_token",
    "accessToken": "access_token",
    "token": "access_token",
    "refresh_token": "refresh_token",
    "refreshToken": "refresh_token",
}
# … and which are of no use to anybody.
HIDDEN_FIELDS: Final = frozenset(
    {"password", "client_secret", "clientSecret", "csrf", "csrf_token", "api_key", "apiKey"}
)
HIDDEN_HEADERS: Final = frozenset({"cookie", "set-cookie", "x-api-key", "proxy-authorization", "x-refresh-token"})
# "code" and "state" are everyday words too: `{"code": "NotSupportedChoice"}` is no secret.
SHORTEST: Final[Mapping[str, int]] = {"code": 20, "state": 6}

_JWT = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]*")
_CREDENTIALS = re.compile(r"^(Bearer|Basic)\s+(\S+)$", re.IGNORECASE)


def fingerprint(secret: str) -> str:
    """`#` and six hex digits of the decoded value's SHA-256."""
    return "#" + hashlib.sha256(secret.encode()).hexdigest()[:6]


def parsed_body(body: str) -> object:
    """A body as JSON, else as a form, else None; the content type isn't asked, since clients mislabel."""
    text = body.strip()
    if text[:1] in ("{", "["):
        try:
            return json.loads(text)
        except ValueError:
            return None
    if "=" in text and "<" not in text and "\n" not in text:
        return dict(parse_qsl(text, keep_blank_values=True))
    return None


class Redactor:
    """Remembers every secret it has met, so that a code seen in a query is also hidden in the page that repeats it."""

    def __init__(self) -> None:
        self._shown_as: dict[str, str] = {}
        self._kinds: dict[str, str] = {}

    def learn(self, *, url: str = "", headers: Mapping[str, str] | None = None, body: str = "") -> dict[str, str]:
        """Note the secrets of one message and answer the fingerprints by kind, first of each kind."""
        found: dict[str, str] = {}
        for field, value in self._fields(url, headers or {}, body):
            self._note(field, value, found)
        return found

    def hide(self, text: str) -> str:
        """The text without any secret met so far, URL-encoded, HTML-escaped and JSON-escaped copies included."""
        for secret, shown in sorted(self._shown_as.items(), key=lambda pair: -len(pair[0])):
            for spelling in {
                secret,
                quote(secret, safe=""),
                quote_plus(secret),
                quote(secret),
                html.escape(secret),
                json.dumps(secret)[1:-1],
            }:
                text = text.replace(spelling, shown)
        return _JWT.sub(lambda match: fingerprint(match.group()), text)

    def hide_headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Headers fit for a report."""
        return {name: HIDDEN if name.lower() in HIDDEN_HEADERS else self.hide(value) for name, value in headers.items()}

    def hide_body(self, body: str) -> str:
        """A body fit for a report, shortened."""
        shown = self.hide(body)
        return (
            shown if len(shown) <= BODY_LIMIT else f"{shown[:BODY_LIMIT]}… ({len(shown) - BODY_LIMIT} more characters)"
        )

    def _note(self, field: str, value: str, found: dict[str, str]) -> None:
        kind = FINGERPRINTED.get(field)
        if kind is not None and len(value) >= SHORTEST.get(kind, 12):
            self._shown_as[value] = fingerprint(value)
            found.setdefault(kind, fingerprint(value))
        elif field in HIDDEN_FIELDS and value:
            self._shown_as[value] = HIDDEN

    def _fields(self, url: str, headers: Mapping[str, str], body: str) -> Iterator[tuple[str, str]]:
        parts = urlsplit(url)
        yield from parse_qsl(parts.query, keep_blank_values=True)
        for name, value in headers.items():
            if name.lower() == "authorization" and (match := _CREDENTIALS.match(value)):
                yield ("access_token" if match.group(1).lower() == "bearer" else "client_secret"), match.group(2)
            if name.lower() == "location":
                yield from parse_qsl(urlsplit(value).query, keep_blank_values=True)
        yield from _leaves(parsed_body(body))


def _leaves(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, str(key))
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, name)
    elif isinstance(value, str):
        yield name, value
