"""What may be written down: secrets become fingerprints or bullets before anything is kept.

The mock's journal redacts by its own function; one vector file, `tests/redaction_vectors.json`, keeps the two alike.
"""

import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, unquote_plus

from harness.wire.spellings import spellings

HIDDEN: Final = "•••"
BODY_LIMIT: Final = 65_536
# A shorter value ("1", "status") is hidden in its place only: sought everywhere, it would hit everyday words.
SHORTEST_SOUGHT: Final = 8

# Which field of a query, form or body holds which kind of secret that a report must be able to tell apart …
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
HIDDEN_FIELDS: Final = (
    "password",
    "client_secret",
    "clientSecret",
    "csrf",
    "csrf_token",
    "api_key",
    "apiKey",
    "signature",
)
# As JSON keys these are everyday words outside of OAuth: `{"code": "NotSupportedChoice"}` is no secret.
EVERYDAY: Final = ("code", "state")
TOKEN_HEADERS: Final[Mapping[str, str]] = {"x-refresh-token": "refresh_token", "x-auth-token": "access_token"}
HIDDEN_HEADERS: Final = frozenset(
    {"cookie", "set-cookie", "proxy-authorization", "x-api-key", "x-csrf-token", "x-signature"}
)

# A backend of somebody else's has names of its own for what is secret: sessionToken, X-Auth-Key, USER_PASSWORD.
_SECRET_ENDS: Final = ("token", "secret", "password", "passwd")
_OTHER: Final = rf"[\w-]{{0,40}}?(?i:{'|'.join(_SECRET_ENDS)})"
_OTHER_HEADER: Final = re.compile(
    r"token|secret|passw|[cx]srf|session-?id|(?:api|auth|access|private)[-_]?key|"
    r"(?:^|[-_])(?:auth|authentication|authorization|session|signature|cookie2)(?:$|[-_])"
)

_NAMES: Final = (*FINGERPRINTED, *HIDDEN_FIELDS, _OTHER)
_STARTS: Final = tuple(
    f"{name}="
    for name in (
        *FINGERPRINTED,
        *HIDDEN_FIELDS,
        *(case(end) for end in _SECRET_ENDS for case in (str, str.title, str.upper)),
    )
)
# What ends a value depends on where it stands: in an address a fragment does, in a page or a script a quote does, too.
_QUERY, _FORM, _PAGE, _QUOTED = (
    re.compile(rf"(?:(?<![\w-])|(?<=\\u0026))({'|'.join(_NAMES)})=({value})")
    for value in (r"[^&#\s]*", r"[^&]*", r"[^&#\s\"'<>\\]*", r"(?:[^&#\s\"\\]|\\/)*")
)
_INPUT: Final = re.compile(rf'(name="({"|".join(_NAMES)})"\s+value=")([^"]*)')
_OAUTH_KEY, _KEY = (
    re.compile(rf'("({"|".join(names)})"\s*:\s*)("(?:[^"\\]|\\.)*(?:"|$)|-?\d[\d.eE+-]*|\[[^\[\]{{}}]*(?:\]|$))')
    for names in (_NAMES, [name for name in _NAMES if name not in EVERYDAY])
)
# JSON as a string within JSON, and a field of a form that is sent in parts, of which a part has few and short headers.
_ESCAPED_KEY: Final = re.compile(
    rf'(\\"({"|".join(name for name in _NAMES if name not in EVERYDAY)})\\"\s*:\s*\\")([^"\\]*)'
)
_PART: Final = re.compile(
    rf'(name="({"|".join(_NAMES)})"[^\r\n]{{0,300}}\r?\n(?:[^\r\n]{{1,300}}\r?\n){{0,8}}\r?\n)([^\r\n]*)'
)
_HEADER_LINE: Final = re.compile(
    rf"(?im)^([ \t>*-]*({'|'.join(('authorization', *HIDDEN_HEADERS, *TOKEN_HEADERS))}): )(\S.*)$"
)
# amoCRM's codes and refresh tokens, and JWTs, are known by their looks wherever somebody has put them.
# The first part of a JWT is small; without a bound, a large text full of its beginnings would take minutes.
# So are credentials behind the name of their scheme: “Basic authentication” has no digit.
_SHAPES: Final = re.compile(
    r"def502[0-9a-fA-F]{24,}|eyJ[\w-]{8,1000}\.[\w-]{8,}\.[\w-]*|"
    r"(?:(?<=[Bb]asic )|(?<=[Bb]earer ))(?=[A-Za-z+/_.~-]{0,100}\d)[\w+/.~-]{8,}=*"
)
_USERINFO: Final = re.compile(r"(?<=://)[^/?#\s\"'<>@:\\]*:[^/?#\s\"'<>@\\]+(?=@)")


@dataclass(frozen=True, slots=True)
class Texts:
    """All that one direction of an exchange says."""

    url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    fingerprints: Mapping[str, str] = field(default_factory=dict)


def fingerprint(secret: str) -> str:
    """`#` and six hex digits of the decoded value's SHA-256."""
    return "#" + hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()[:6]


def shortened(body: str) -> str:
    """A redacted body at a length that a report can hold."""
    return body if len(body) <= BODY_LIMIT else f"{body[:BODY_LIMIT]}… ({len(body) - BODY_LIMIT} more characters)"


class Redactor:
    """Remembers every secret it has met, so that a code seen in a query is also hidden in the page that repeats it."""

    def __init__(self) -> None:
        self._sought: dict[str, str] = {}
        self._longest_first: list[str] | None = []

    def know(self, *secrets: str) -> None:
        """Hide these from now on, although nobody has sent them yet: a backend may print its own client secret."""
        for secret in secrets:
            self._remember(secret, HIDDEN)

    def exchange(self, sent: Texts, got: Texts, *, oauth: bool) -> tuple[Texts, Texts]:
        """Both directions fit for a report, with the fingerprints of each, first of each kind.

        `oauth` says that JSON keys named `code` and `state` mean OAuth's.
        """
        first = [self._in_place(texts, oauth=oauth) for texts in (sent, got)]
        # What only the answer gave away may stand in the request as well, so seeking comes after both.
        hidden = [
            Texts(
                url=self.seek(texts.url),
                headers={name: self.seek(value) for name, value in texts.headers.items()},
                body=self.seek(texts.body),
                fingerprints=texts.fingerprints,
            )
            for texts in first
        ]
        return hidden[0], hidden[1]

    def fingerprints(self, url: str) -> Mapping[str, str]:
        """What an address carries, by kind."""
        found: dict[str, str] = {}
        self._pairs(_QUERY, url, found)
        return found

    def parameters(self, url: str) -> dict[str, str]:
        """The decoded parameters of an address, each without secrets."""
        pairs = parse_qsl(url.partition("#")[0].partition("?")[2], keep_blank_values=True)
        return {name: self._note(name, value, {}) if name in _NAMES else self.hide(value) for name, value in pairs}

    def hide(self, text: str) -> str:
        """A message or a screen's text without secrets; lines that look like headers are treated so."""
        text = _HEADER_LINE.sub(lambda match: match[1] + self._header(match[2], match[3], {}), text)
        return self.seek(self._shapes(self._pairs(_PAGE, text, {})))

    def hide_url(self, url: str) -> str:
        """An address without secrets."""
        return self.seek(self._shapes(self._pairs(_QUERY, url, {})))

    def seek(self, text: str) -> str:
        """A text without the secrets that are known; nothing else in it is touched."""
        if self._longest_first is None:
            self._longest_first = sorted(self._sought, key=len, reverse=True)
        for spelling in self._longest_first:
            if spelling in text:
                text = text.replace(spelling, self._sought[spelling])
        return text

    def _in_place(self, texts: Texts, *, oauth: bool) -> Texts:
        found: dict[str, str] = {}
        return Texts(
            url=self._shapes(self._pairs(_QUERY, texts.url, found)),
            headers={name: self._header(name, value, found) for name, value in texts.headers.items()},
            body=self._body(texts.body, found, oauth=oauth),
            fingerprints=found,
        )

    def _header(self, name: str, value: str, found: dict[str, str]) -> str:
        lower = name.lower()
        if lower == "authorization":
            scheme, _, credentials = value.partition(" ")
            if scheme.lower() == "bearer":
                return f"{scheme} {self._note('access_token', credentials.strip(), found)}"
            self._note("password", credentials.strip(), found)
            return f"{scheme} {HIDDEN}" if credentials else HIDDEN
        if lower in HIDDEN_HEADERS:
            return HIDDEN
        if lower in TOKEN_HEADERS:
            return self._note(TOKEN_HEADERS[lower], value, found)
        if _OTHER_HEADER.search(lower):
            return HIDDEN if value else value
        return self._shapes(self._pairs(_QUERY, value, found))

    def _body(self, body: str, found: dict[str, str], *, oauth: bool) -> str:
        """What a body is shows in its first character; the content type isn't asked, since clients mislabel."""
        start = body.lstrip()[:1]
        if start in ("{", "["):
            key = _OAUTH_KEY if oauth else _KEY
            body = self._keys(key, body, found)
            body = _ESCAPED_KEY.sub(lambda match: match[1] + self._note(match[2], match[3], found), body)
            body = self._pairs(_QUOTED, body, found)
        elif start == "<":
            body = self._pairs(_PAGE, body, found)
            body = _INPUT.sub(lambda match: match[1] + self._note(match[2], html.unescape(match[3]), found), body)
            body = self._keys(_KEY, body, found)
        else:
            body = self._pairs(_FORM, body, found)
            body = _PART.sub(lambda match: match[1] + self._note(match[2], match[3], found), body)
            body = self._keys(_KEY, body, found)
        return self._shapes(body)

    def _keys(self, pattern: re.Pattern[str], text: str, found: dict[str, str]) -> str:
        return pattern.sub(lambda match: match[1] + f'"{self._note(match[2], _json_value(match[3]), found)}"', text)

    def _pairs(self, pattern: re.Pattern[str], text: str, found: dict[str, str]) -> str:
        def hidden(match: re.Match[str]) -> str:
            value = unquote_plus(match[2].replace("\\/", "/"))
            return f"{match[1]}={self._note(match[1], value, found)}"

        # Nearly every text has none, and looking for the plain names is far faster than the pattern.
        return pattern.sub(hidden, text) if any(start in text for start in _STARTS) else text

    def _shapes(self, text: str) -> str:
        text = _SHAPES.sub(lambda match: self._remember(match[0], fingerprint(match[0])), text)
        return _USERINFO.sub(HIDDEN, text) if "@" in text else text

    def _note(self, name: str, value: str, found: dict[str, str]) -> str:
        kind = FINGERPRINTED.get(name)
        if not value or value == HIDDEN:
            return value
        if kind and _fingerprinted(value):
            found.setdefault(kind, value)  # somebody has redacted it before, and it still tells which one it is
            return value
        if kind is None:
            return self._remember(value, HIDDEN)
        found.setdefault(kind, fingerprint(value))
        return self._remember(value, fingerprint(value))

    def _remember(self, secret: str, shown: str) -> str:
        if len(secret) >= SHORTEST_SOUGHT and secret not in self._sought:
            self._sought.update(dict.fromkeys(spellings(secret), shown))
            self._longest_first = None
        return shown


_fingerprinted = re.compile("#[0-9a-f]{6}").fullmatch


def _json_value(literal: str) -> str:
    if not literal.startswith('"'):
        return literal
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return literal.strip('"')  # cut off in the middle
