"""One entry of a HAR as plain values: what was asked and answered, when, and by what kind of a page's request."""

import base64
import binascii
import codecs
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode, urlsplit

# What no rule reads, and what the body of most large files is.
_IDLE: Final = frozenset({"image", "stylesheet", "script", "font", "media", "manifest", "texttrack"})
_IDLE_TYPES: Final = ("image/", "font/", "video/", "audio/", "text/css", "text/javascript", "application/javascript")
_DAY: Final = datetime.timedelta(days=1)
_DAY_MS: Final = 86_400_000
# As our own reports and ourselves write what may not be told; a # would otherwise end the address.
_FINGERPRINT: Final = re.compile(r"(?<==)#(?=[0-9a-f]{6}(?:&|$))")


class NoCall(Exception):
    """An entry that can't be used, and why."""


@dataclass(frozen=True, slots=True)
class Call:
    """Times are nanoseconds since 1970; headers have each name once, as it came first."""

    method: str
    url: str
    status: int
    started_ns: int
    ended_ns: int
    wall: str
    sent: Mapping[str, str]
    sent_body: bytes
    got: Mapping[str, str]
    got_body: bytes
    kind: str
    place: str

    @property
    def host(self) -> str:
        """Host and port."""
        return urlsplit(self.url).netloc.lower()

    @property
    def markup(self) -> bytes:
        """The answer, if it can be a page; whatever it says of its encoding, a HAR has it decoded."""
        return codecs.BOM_UTF8 + self.got_body if b"<" in self.got_body else b""

    @property
    def is_page(self) -> bool:
        """Whether a browser has gone there, rather than a script."""
        told = {name.lower(): value for name, value in self.sent.items()}
        mode = told.get("sec-fetch-mode")
        if self.kind or mode:
            return self.kind == "document" or mode == "navigate"
        return self.method == "GET" and "text/html" in told.get("accept", "")

    @property
    def from_browser(self) -> bool:
        """Whether a browser has sent it, whatever for."""
        names = {name.lower() for name in self.sent}
        return bool(self.kind) or any(name.startswith("sec-") for name in names) or "origin" in names


def call_of(entry: object, place: str) -> Call | None:
    """An entry of a HAR; None for pictures, styles, scripts and the like."""
    if not isinstance(entry, dict):
        raise NoCall(f"{place}: an entry is an object, not {type(entry).__name__}")
    request, response = entry.get("request"), entry.get("response")
    if not isinstance(request, dict) or not isinstance(request.get("url"), str):
        raise NoCall(f"{place}.request.url: there is none")
    if not is_address(request["url"]):
        # What stands behind the path may be a secret, and here nobody could take it apart.
        shown = re.split(r"[?#;]", request["url"], maxsplit=1)[0]
        raise NoCall(f"{place}.request.url: {shown[:60]!r} is no address")
    answer: Mapping[str, object] = response if isinstance(response, dict) else {}
    kind = str(entry.get("_resourceType") or "").lower()
    if kind in _IDLE or _mime(answer).startswith(_IDLE_TYPES):
        return None
    started = _moment(entry.get("startedDateTime"), place)
    took = entry.get("time")
    lasted = float(took) if isinstance(took, int | float) and 0 <= took < _DAY_MS else 0.0
    status = answer.get("status")
    got = _headers(answer)
    location = answer.get("redirectURL")
    if isinstance(location, str) and location and "location" not in {name.lower() for name in got}:
        got["location"] = location
    started_ns = round(started.timestamp() * 1000) * 1_000_000 + started.microsecond % 1000 * 1000
    return Call(
        method=str(request.get("method") or "GET").upper(),
        url=address(request["url"]),
        status=status if isinstance(status, int) and 0 <= status < 1000 else 0,
        started_ns=started_ns,
        ended_ns=started_ns + round(lasted * 1_000_000),
        wall=wall_of(started_ns),
        sent=_headers(request),
        sent_body=_sent(request.get("postData")),
        got=got,
        got_body=_content(answer.get("content")),
        kind=kind,
        place=place,
    )


def address(told: str) -> str:
    """An address as a record tells it, with fingerprints as the values that they stand for."""
    return _FINGERPRINT.sub("%23", told)


def is_address(url: str) -> bool:
    """Whether it can be taken apart."""
    try:
        urlsplit(url).port  # noqa: B018 - reading it is the check
    except ValueError:
        return False
    return True


def wall_of(at_ns: int) -> str:
    """A moment as the recorder writes it."""
    return datetime.datetime.fromtimestamp(at_ns // 1000 / 1e6, datetime.UTC).isoformat(timespec="milliseconds")


def _moment(told: object, place: str) -> datetime.datetime:
    try:
        moment = datetime.datetime.fromisoformat(str(told))
        # In UTC, and a day is left for what it took.
        moment = moment.astimezone(datetime.UTC) if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
        return moment + _DAY - _DAY
    except (ValueError, OverflowError):
        raise NoCall(f"{place}.startedDateTime: {str(told)[:40]!r} is no time as in 2026-01-31T12:00:00.000Z") from None


def _headers(message: Mapping[str, object]) -> dict[str, str]:
    found: dict[str, str] = {}
    listed = message.get("headers")
    for header in listed if isinstance(listed, list) else ():
        if isinstance(header, dict) and "name" in header:
            name = str(header["name"])
            if not name.startswith(":"):  # HTTP/2 has the method and the path among them
                found.setdefault(name, str(header.get("value", "")))
    return found


def _sent(data: object) -> bytes:
    if not isinstance(data, dict):
        return b""
    if isinstance(data.get("text"), str) and data["text"]:
        return str(data["text"]).encode("utf-8", "replace")
    listed = data.get("params")
    pairs = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return urlencode([(str(one.get("name", "")), str(one.get("value", ""))) for one in pairs]).encode()


def _content(content: object) -> bytes:
    if not isinstance(content, dict) or not isinstance(content.get("text"), str):
        return b""
    text = str(content["text"])
    if content.get("encoding") == "base64":
        try:
            text = base64.b64decode(text, validate=False).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return b""
    return text.encode("utf-8", "replace")


def _mime(answer: Mapping[str, object]) -> str:
    content = answer.get("content")
    return str(content.get("mimeType") or "").lower() if isinstance(content, dict) else ""
