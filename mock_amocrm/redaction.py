"""What may be written down about a request: secrets become dots, codes and tokens become fingerprints.

Two passes over one exchange: every text is searched for secrets where they belong (a parameter, a JSON key, a header),
and what was found there is then replaced wherever else it occurs, in every encoding of the wire.
"""

import hashlib
import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote, quote_plus, unquote_plus

import orjson

DOTS = "•••"
# Which field holds which kind of secret that a reader must be able to tell apart …
FINGERPRINTED: Mapping[str, str] = {
    "code": "code",
    "state": "state",
    "access_token": "access_token",
    "accessToken": "access_token",
    "token": "access_token",
    "refresh_token": "refresh_token",
    "refreshToken": "refresh_token",
}
# … and which are of no use to anybody; a client of somebody else's has names of its own for those: USER_PASSWORD.
HIDDEN = ("client_secret", "clientSecret", "password", "csrf_token", "csrf", "api_key", "apiKey", "signature")
SECRET_ENDS = ("token", "secret", "password", "passwd")
AMBIGUOUS = (
    "code",
    "state",
)  # as JSON keys these are somebody else's outside of OAuth: an error's code, a lead's state
SHORTEST_SOUGHT = (
    8  # a shorter value ("1", "status") is hidden in its place only: sought everywhere, it would hit words
)

Headers = tuple[tuple[str, str], ...]

_PLAIN = (*FINGERPRINTED, *HIDDEN)
_UNAMBIGUOUS = tuple(name for name in _PLAIN if name not in AMBIGUOUS)
_ENDS = tuple(case(end) for end in SECRET_ENDS for case in (str, str.title, str.upper))
_OTHER = rf"[\w-]{{0,40}}?(?:{'|'.join(_ENDS)})"
_NAMES = "|".join((*_PLAIN, _OTHER))
# What stands before a plain name is looked at after it: a pattern that begins with letters is found five times faster.
_WHOLE = "|".join(rf"{name}(?:(?<![\w-]{name})|(?<=\\u0026{name}))" for name in _PLAIN)
_OTHER_WHOLE = rf"(?:(?<![\w-])|(?<=\\u0026)){_OTHER}"


@dataclass(frozen=True, slots=True)
class Search:
    """A pattern for the plain names, and one for other names as well: that is dear, and rarely needed."""

    plain: re.Pattern[str]
    other: re.Pattern[str]
    starts: tuple[str, ...]
    other_starts: tuple[str, ...]

    def sub(self, hide: Callable[[re.Match[str]], str], text: str) -> str:
        """The text with what is found replaced; looking for the names alone comes first, as nearly no text has any."""
        if any(start in text for start in self.other_starts):
            return self.other.sub(hide, text)
        return self.plain.sub(hide, text) if any(start in text for start in self.starts) else text


def _pair(value: str) -> Search:
    rest = rf"(?P<between>=)(?P<value>{value})"
    return Search(
        re.compile(rf"(?P<name>{_WHOLE}){rest}"),
        re.compile(rf"(?P<name>{_WHOLE}|{_OTHER_WHOLE}){rest}"),
        tuple(f"{name}=" for name in _PLAIN),
        tuple(f"{end}=" for end in _ENDS),
    )


def _json(names: Sequence[str]) -> Search:
    rest = r'"(?P<between>\s*:\s*)(?P<value>"(?:[^"\\]|\\.)*(?:"|$)|-?\d[\d.eE+-]*|\[[^\[\]{}]*(?:\]|$))'
    return Search(
        re.compile(rf'"(?P<name>{"|".join(names)}){rest}'),
        re.compile(rf'"(?P<name>{"|".join((*names, _OTHER))}){rest}'),
        tuple(f'"{name}"' for name in names),
        tuple(f'{end}"' for end in _ENDS),
    )


FORM_PAIR = _pair(r"[^&]*")
URL_PAIR = _pair(r"[^&#\s]*")
HTML_PAIR = _pair(r"[^&#\s\"'<>\\]*")
JSON_PAIR = _pair(r"(?:[^&#\s\"\\]|\\/)*")  # an address inside a JSON string
HTML_INPUT = re.compile(rf'name="(?P<name>{_NAMES})"(?P<between>\s+value=")(?P<value>[^"]*)')
JSON_FIELD = _json(_UNAMBIGUOUS)
OAUTH_JSON_FIELD = _json(_PLAIN)
# JSON as a string within JSON, and a field of a form that is sent in parts, of which a part has few and short headers.
ESCAPED_FIELD = re.compile(
    rf'\\"(?P<name>{"|".join((*_UNAMBIGUOUS, _OTHER))})(?P<between>\\"\s*:\s*\\")(?P<value>[^"\\]*)'
)
FORM_PART = re.compile(
    rf'name="(?P<name>{_NAMES})(?P<between>"[^\r\n]{{0,300}}\r?\n(?:[^\r\n]{{1,300}}\r?\n){{0,8}}\r?\n)(?P<value>[^\r\n]*)'
)
CIPHERTEXT = re.compile(r"def502[0-9a-fA-F]{24,}")
JWT = re.compile(r"eyJ[\w-]{8,1000}\.[\w-]{8,}\.[\w-]*")
# Credentials behind the name of their scheme; “Basic authentication” has no digit.
CREDENTIALS = re.compile(r"(?:(?<=[Bb]asic )|(?<=[Bb]earer ))(?=[A-Za-z+/_.~-]{0,100}\d)[\w+/.~-]{8,}=*")
USERINFO = re.compile(r"(?<=://)[^/?#\s\"'<>@:\\]*:[^/?#\s\"'<>@\\]+(?=@)")  # a name and a password before a host
TOKEN_HEADERS: Mapping[str, str] = {"x-refresh-token": "refresh_token", "x-auth-token": "access_token"}
SECRET_HEADER = re.compile(  # a client of somebody else's has names of its own for what is secret
    r"token|secret|passw|[cx]srf|cookie|signature|session-?id|(?:api|auth|access|private)[-_]?key|"
    r"(?:^|[-_])(?:auth|authentication|authorization|session)(?:$|[-_])"
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """The texts of one request and its answer."""

    url: str
    path: str = ""
    request_headers: Headers = ()
    request_body: str = ""
    response_headers: Headers = ()
    response_body: str = ""


@dataclass(slots=True)
class Found:
    """The secrets of one exchange, as they were found."""

    replacements: dict[str, str] = field(default_factory=dict)
    fingerprints: dict[str, str] = field(default_factory=dict)

    def replacement(self, name: str, value: str) -> str:
        """What stands in place of a secret, noted down for the second pass."""
        if not value:
            return value
        kind = FINGERPRINTED.get(name)
        if kind is None:
            self.replacements[value] = DOTS
            return DOTS
        short = self.replacements[value] = fingerprint(value)
        seen = self.fingerprints.setdefault(kind, short)
        if kind == "refresh_token" and seen != short:
            self.fingerprints["next_refresh_token"] = short  # a refresh shows two: the one spent, the one issued
        return short


def fingerprint(value: str) -> str:
    """Six hex digits of a secret's hash: enough to follow it through a report, useless to an attacker."""
    return "#" + hashlib.sha256(value.encode("utf-8", "surrogateescape")).hexdigest()[:6]


def redact(exchange: Exchange, *, oauth: bool, known: Iterable[str] = ()) -> tuple[Exchange, Mapping[str, str]]:
    """An exchange without its secrets, and the fingerprints of what it carried.

    `oauth` says that JSON keys named `code` and `state` mean OAuth's; `known` are secrets from elsewhere.
    """
    found = Found()
    first = replace(
        exchange,
        url=redact_url(exchange.url, found=found),
        path=redact_url(exchange.path, found=found),
        request_headers=redact_headers(exchange.request_headers, found=found),
        request_body=redact_body(exchange.request_body, found=found, oauth=oauth),
        response_headers=redact_headers(exchange.response_headers, found=found),
        response_body=redact_body(exchange.response_body, found=found, oauth=oauth),
    )
    sought = dict.fromkeys(known, DOTS) | found.replacements
    seek = _seeker(sought)
    second = replace(
        first,
        url=seek(first.url),
        path=seek(first.path),
        request_headers=tuple((name, seek(value)) for name, value in first.request_headers),
        request_body=seek(first.request_body),
        response_headers=tuple((name, seek(value)) for name, value in first.response_headers),
        response_body=seek(first.response_body),
    )
    return second, found.fingerprints


def redact_url(url: str, *, found: Found) -> str:
    """An address with its secret parameters replaced."""
    return _shapes(_pairs(URL_PAIR, url, found), found)


def redact_headers(headers: Sequence[tuple[str, str]], *, found: Found) -> Headers:
    """Headers with credentials, cookies and the parameters of addresses replaced."""
    return tuple((name, redact_header(name, value, found=found)) for name, value in headers)


def redact_header(name: str, value: str, *, found: Found) -> str:
    """One header's value."""
    lower = name.lower()
    if lower == "authorization":
        return _authorization(value, found)
    if lower in TOKEN_HEADERS:
        return found.replacement(TOKEN_HEADERS[lower], value)
    if value and SECRET_HEADER.search(lower):
        return DOTS
    if "=" in value:
        value = _pairs(URL_PAIR, value, found)
    return _shapes(value, found)


def redact_body(text: str, *, found: Found, oauth: bool) -> str:
    """A body; what it is shows in its first character, not in its Content-Type."""
    if not text:
        return text
    start = text.lstrip()[:1]
    if start in ("{", "["):
        redacted = _json_fields(OAUTH_JSON_FIELD if oauth else JSON_FIELD, text, found)
        if '\\"' in redacted:
            redacted = ESCAPED_FIELD.sub(lambda match: _field('\\"', match, found), redacted)
        redacted = _pairs(JSON_PAIR, redacted, found)
    elif start == "<":
        redacted = HTML_INPUT.sub(lambda match: _input(match, found), _pairs(HTML_PAIR, text, found))
        redacted = _json_fields(JSON_FIELD, redacted, found)
    else:
        redacted = _pairs(FORM_PAIR, text, found)
        if 'name="' in redacted:
            redacted = FORM_PART.sub(lambda match: _field('name="', match, found), redacted)
        redacted = _json_fields(JSON_FIELD, redacted, found)
    return _shapes(redacted, found)


def _pairs(search: Search, text: str, found: Found) -> str:
    def hide(match: re.Match[str]) -> str:
        value = html.unescape(match["value"]) if search is HTML_PAIR else match["value"].replace("\\/", "/")
        return f"{match['name']}={found.replacement(match['name'], unquote_plus(value))}"

    return search.sub(hide, text) if "=" in text else text


def _input(match: re.Match[str], found: Found) -> str:
    hidden = found.replacement(match["name"], html.unescape(match["value"]))
    return f'name="{match["name"]}"{match["between"]}{hidden}'


def _json_fields(search: Search, text: str, found: Found) -> str:
    def hide(match: re.Match[str]) -> str:
        return f'"{match["name"]}"{match["between"]}"{found.replacement(match["name"], _json_value(match["value"]))}"'

    return search.sub(hide, text)


def _field(opening: str, match: re.Match[str], found: Found) -> str:
    return f"{opening}{match['name']}{match['between']}{found.replacement(match['name'], match['value'])}"


def _json_value(literal: str) -> str:
    if not literal.startswith('"'):
        return literal
    try:
        return str(orjson.loads(literal))
    except orjson.JSONDecodeError:
        return literal.strip('"')


def _authorization(value: str, found: Found) -> str:
    scheme, _, credentials = value.partition(" ")
    if scheme.lower() == "bearer":
        return f"{scheme} {found.replacement('access_token', credentials.strip())}"
    return f"{scheme} {DOTS}" if credentials else DOTS


def _shapes(text: str, found: Found) -> str:
    """Codes and tokens are recognised by their shape too, wherever a client may have put them."""
    if "def502" in text:
        text = CIPHERTEXT.sub(lambda match: _fingerprinted(match[0], found), text)
    if "eyJ" in text:
        text = JWT.sub(lambda match: _fingerprinted(match[0], found), text)
    if "asic " in text or "earer " in text:
        text = CREDENTIALS.sub(lambda match: _fingerprinted(match[0], found), text)
    return USERINFO.sub(DOTS, text) if "@" in text else text


def _fingerprinted(value: str, found: Found) -> str:
    found.replacements[value] = fingerprint(value)
    return found.replacements[value]


def _seeker(sought: Mapping[str, str]) -> Callable[[str], str]:
    targets = {
        variant: replacement
        for value, replacement in sought.items()
        if len(value) >= SHORTEST_SOUGHT
        for variant in _variants(value)
    }
    longest_first = sorted(targets, key=len, reverse=True)

    def seek(text: str) -> str:
        for variant in longest_first:
            if variant in text:
                text = text.replace(variant, targets[variant])
        return text

    return seek


def _variants(value: str) -> set[str]:
    if re.fullmatch(r"[\w.~-]+", value, re.ASCII):
        return {value}  # every encoding of the wire leaves these characters alone
    encoded = {quote(value, safe=""), quote(value), quote_plus(value)}
    lower = {re.sub("%[0-9A-F]{2}", lambda match: match[0].lower(), each) for each in encoded}
    twice = {quote(each, safe="") for each in encoded}
    escaped = {html.escape(value), html.escape(value, quote=False), html.escape(value).replace("&quot;", "&#34;")}
    escaped |= {each.replace("&#x27;", "&#39;") for each in escaped}
    in_json = orjson.dumps(value).decode()[1:-1]
    ascii_json = "".join(char if char < "\x7f" else _unicode_escape(char) for char in in_json)
    return {value, in_json, ascii_json} | encoded | lower | twice | escaped


def _unicode_escape(char: str) -> str:
    units = char.encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
