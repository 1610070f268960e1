"""A real HTTP server of a few pages, and a recorder for who visits it."""

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

from harness.adapters.app_api import AppApi
from harness.adapters.crm import MockCrm
from harness.adapters.recorder import Recorder
from harness.settings import Settings
from harness.wire.exchange import Entry


@dataclass(frozen=True, slots=True)
class Page:
    """What a path is answered with."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: str


@dataclass(slots=True)
class Site:
    """The running server: put pages in, read visits."""

    url: str
    pages: dict[str, Page] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)

    def redirect(self, path: str, to: str, *, status: int = 302, **headers: str) -> None:
        self.pages[path] = Page(status=status, headers={"Location": to, **headers})

    def page(self, path: str, body: str, **headers: str) -> None:
        self.pages[path] = Page(body, headers={name.replace("_", "-"): value for name, value in headers.items()})


@contextmanager
def serving(*, tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            path = self.path.removeprefix(site.url)  # a proxy is asked for the whole address
            site.visits.append(Visit(self.command, path, dict(self.headers), body))
            page = site.pages.get(path.partition("?")[0], Page("not here", status=404))
            content = page.body.encode() if isinstance(page.body, str) else page.body
            self.send_response(page.status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **page.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = answer  # noqa: N815 - the library's names

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Quiet."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Quiet, where a connection may be broken off on purpose; anything else is a mistake of this site's."""
            if tls is None:
                super().handle_error(request, client_address)

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        # The handshake is each connection's own, so that one which is broken off keeps nobody waiting.
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site = Site(f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class NoCrm:
    """A mock that nobody has visited."""

    def journal(self, since: int) -> Mapping[str, object]:
        return {"entries": [], "cursor": since, "evicted": False}


def recorder(
    entries: list[Entry],
    *,
    crm: MockCrm | None = None,
    client_id: str = "id",
    cursor: int = 0,
    settings: Settings | None = None,
) -> Recorder:
    """A recorder that writes into a list; without a mock its journal is empty."""
    return Recorder(
        crm=crm or cast(MockCrm, NoCrm()),
        api=AppApi(settings or Settings(), callback="/cb"),
        client_id=client_id,
        cursor=cursor,
        sink=entries.append,
    )
