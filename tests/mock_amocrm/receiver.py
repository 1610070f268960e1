"""Somebody's server that amoCRM sends requests to: a real one, that remembers what came and answers as it is told."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Visit:
    """One request as it arrived."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: str

    @property
    def path(self) -> str:
        """Where it went."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        """Its parameters in the address."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))


@dataclass
class Receiver:
    """The running server. `status` and `headers` are what it answers; `then` runs before it does."""

    url: str
    visits: list[Visit] = field(default_factory=list)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"ok"
    pages: dict[str, str] = field(default_factory=dict)  # HTML of paths that are not answered as told
    then: Callable[[Visit], object] = lambda visit: None

    @property
    def only(self) -> Visit:
        """The one request that came."""
        [visit] = self.visits
        return visit


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            visit = Visit(self.command, self.path, dict(self.headers), body)
            receiver.visits.append(visit)
            receiver.then(visit)
            page = receiver.pages.get(visit.path)
            status = receiver.status if page is None else 200
            content = b"" if status == 204 else receiver.body if page is None else page.encode()
            self.send_response(status)
            kind = {} if page is None else {"Content-Type": "text/html; charset=utf-8"}
            for name, value in {**receiver.headers, **kind}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = answer  # noqa: N815 - the library's names

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    receiver = Receiver(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def misbehaving(behave: Callable[[socket.socket, threading.Event], object]) -> Iterator[str]:
    """A server that does with each connection what it is told, until the event says that the test is over."""
    listener = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            try:
                accepted, _ = listener.accept()
            except OSError:
                return
            # Whoever was here may have gone by now, which is what most of these are about.
            with accepted, suppress(OSError):
                behave(accepted, over)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        over.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
