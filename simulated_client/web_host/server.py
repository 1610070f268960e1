"""HTTP on 127.0.0.1 in threads of this process: one function answers; nothing is left when it has stopped."""

import contextlib
import logging
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

LARGEST: Final = 16 * 1024 * 1024
"""Bytes of a request's body; a list of leads is an answer, and no app sends more than a form."""

_POLL_SECONDS: Final = 0.02
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: `target` is path and query as they were sent, nothing decoded."""

    method: str
    target: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)


class ThreadServer:
    """A running server; the port is open as soon as it is made, and is a free one unless given."""

    def __init__(self, answer: Callable[[Asked], Answered], *, port: int = 0) -> None:
        self._server = _Server(("127.0.0.1", port), answer)
        self.port = int(self._server.server_address[1])
        self._loop = threading.Thread(
            target=self._server.serve_forever, args=(_POLL_SECONDS,), name=f"web-phone-{self.port}", daemon=True
        )
        self._loop.start()

    def stop(self) -> None:
        """Take no request any more, end those that are under way, and let go of the port."""
        self._server.shutdown()
        self._loop.join()
        self._server.hang_up()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    def __init__(self, address: tuple[str, int], answer: Callable[[Asked], Answered]) -> None:
        self.answer = answer
        self._open: dict[socket.socket, threading.Thread] = {}
        self._lock = threading.Lock()
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """Without asking the system for the machine's name, which may take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "127.0.0.1", int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        """A connection begins; its thread is remembered, and keeps no process alive that has forgotten to stop."""
        thread = threading.Thread(target=self.process_request_thread, args=(request, client_address), daemon=True)
        with self._lock:
            self._open[request] = thread
        thread.start()

    def shutdown_request(self, request: Any) -> None:
        """A connection is over."""
        with self._lock:
            self._open.pop(request, None)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Browsers keep connections open for later; nobody will use these."""
        with self._lock:
            still_open = list(self._open.items())
        for connection, thread in still_open:
            with contextlib.suppress(OSError):  # the other end may have been first
                connection.shutdown(socket.SHUT_RDWR)
            thread.join()

    def handle_error(self, *_: Any) -> None:
        """A browser that leaves is no error; anything else is ours and is told."""
        error = sys.exception()
        if not isinstance(error, ConnectionError):
            _LOG.error("the host of the web phone has failed", exc_info=error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # headers and body leave together
    server: _Server

    def version_string(self) -> str:
        return "web-phone"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Nothing: the harness records what matters."""

    def _respond(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not length.isdecimal() or int(length) > LARGEST:
            self.close_connection = True
            self._send(Answered(413 if length.isdecimal() else 400))
            return
        body = self.rfile.read(int(length))
        asked = Asked(self.command, self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        self._send(self.server.answer(asked))

    def _send(self, answer: Answered) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        has_body = answer.status >= 200 and answer.status not in (204, 304)
        if has_body:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if has_body:
            self.wfile.write(answer.body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _respond  # noqa: N815 - http.server's own names
