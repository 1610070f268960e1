"""`http://127.0.0.1:PORT/phone/KEY/`: several phones on one host, each behind a key that nobody can guess."""

import dataclasses
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from simulated_client.messages import APP, locale
from simulated_client.phone_settings import DEFAULTS, PhoneSettings
from simulated_client.web_host.relay import relay
from simulated_client.web_host.server import Answered, Asked, ThreadServer
from simulated_client.wire import Send

PAGES: Final = Path(__file__).parents[1] / "web_pages"

_TYPES: Final[Mapping[str, str]] = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
_ALWAYS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",  # the address holds the key
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class PagesMissing(Exception):
    """The web phone's pages aren't built; the message says how to build them."""


def check_pages(pages: Path = PAGES) -> None:
    """Raise unless there are pages to serve."""
    if not (pages / "index.html").is_file():
        raise PagesMissing(
            f"the web phone's pages aren't built: there is no {pages / 'index.html'}. In a checkout type `make web`"
            " (it needs Node); an installed package brings them along."
        )


@dataclass(frozen=True, slots=True)
class HostedPhone:
    """One phone: who carries its requests, what it is made with, and whether a program uses it or a person."""

    send: Send = field(repr=False)
    settings: PhoneSettings = DEFAULTS
    driven: bool = False


class WebHost:
    """A running host; `with WebHost() as host: host.add(HostedPhone(send))`."""

    def __init__(self, *, pages: Path = PAGES, port: int = 0) -> None:
        check_pages(pages)
        self._pages = pages
        self._phones: dict[bytes, HostedPhone] = {}
        self._server = ThreadServer(self._answer, port=port)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.port}"

    def add(self, phone: HostedPhone) -> str:
        """Serve one more phone; answers its address, which is a secret."""
        phone.settings.check()
        key = secrets.token_urlsafe(24)
        self._phones[key.encode()] = phone
        return f"{self.url}/phone/{key}/"

    def remove(self, address: str) -> None:
        """Serve it no longer."""
        self._phones.pop(address.rstrip("/").rpartition("/")[2].encode(), None)

    def close(self) -> None:
        """Stop."""
        self._server.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _answer(self, asked: Asked) -> Answered:
        answer = self._routed(asked)
        return dataclasses.replace(answer, headers={**_ALWAYS, **answer.headers})

    def _routed(self, asked: Asked) -> Answered:
        port = self._server.port
        if asked.headers.get("host") not in (f"127.0.0.1:{port}", f"localhost:{port}"):
            return _refusal(403, "this host is asked by its own address only")
        path, _, _ = asked.target.partition("?")
        _, _, behind = path.partition("/phone/")
        key, slash, place = behind.partition("/")
        phone = self._phone(key) if path.startswith("/phone/") and slash else None
        if phone is None:
            return _refusal(404, "there is no such phone")
        if place.startswith("backend/"):
            return relay(asked, asked.target.partition("/backend")[2], phone.send)
        if asked.method != "GET":
            return _refusal(405, "only GET")
        if place == "settings.json":
            return Answered(200, {"Content-Type": "application/json"}, json.dumps(_document(phone)).encode())
        if place == "" or (place == "open" and not phone.driven):
            return self._file("index.html")
        return self._file(place)

    def _phone(self, asked: str) -> HostedPhone | None:
        # Every key is compared, and each in constant time: how long it takes tells nothing.
        found = None
        for key, phone in list(self._phones.items()):
            if hmac.compare_digest(key, asked.encode(errors="replace")):
                found = phone
        return found

    def _file(self, name: str) -> Answered:
        file = (self._pages / name).resolve()
        inside = name == "index.html" or (
            name.startswith("assets/") and file.is_relative_to(self._pages.resolve() / "assets")
        )
        kind = _TYPES.get(file.suffix)
        if not inside or kind is None or not file.is_file():
            return _refusal(404, "there is no such file")
        return Answered(200, {"Content-Type": kind}, file.read_bytes())


def _document(phone: HostedPhone) -> dict[str, object]:
    """`settings.json`: everything that the page's app is told."""
    settings = phone.settings
    return {
        "driven": phone.driven,
        "language": settings.language,
        "scheme": settings.scheme,
        "authorize_url": settings.authorize_url,
        "client_id": settings.client_id,
        "bugs": list(settings.bugs),
        "api": dataclasses.asdict(settings.api),
        "texts": dict(APP),
        "locale": dict(locale(settings.language)),
        "phrases": {str(status.value): status.phrase for status in HTTPStatus},
    }


def _refusal(status: int, said: str) -> Answered:
    return Answered(status, {"Content-Type": "text/plain; charset=utf-8"}, said.encode())
