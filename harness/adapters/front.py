"""Stands before the backend in a developer's own browser, so that a link into the app arrives at the phone page.

Everything passes as it is, but for links into an app: those of headers and HTML documents are led here, and from here
to the page that takes them.
"""

import socket
import socketserver
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from harness.adapters.app_links import AppLinks
from harness.adapters.passing import Passage, Passing


class Front:
    """Listens on a port of this machine; `backend` says where the backend is at the moment, None while it isn't.

    `taker` answers the address of the page that takes a link into the app. A backend that is told its own name as the
    Host, `own_name`, is one that doesn't know of the front.
    """

    def __init__(
        self,
        *,
        port: int,
        scheme: str,
        backend: Callable[[], str | None],
        taker: Callable[[str], str],
        own_name: bool = False,
    ) -> None:
        self._server = _Server(("127.0.0.1", port), Passing)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        passage = Passage(AppLinks(scheme, self.url), backend, taker, own_name)
        self._server.RequestHandlerClass = type("OurPassing", (Passing,), {"passage": passage})
        self._loop = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name=f"front-{self._server.server_port}", daemon=True
        )

    def __enter__(self) -> Self:
        self._loop.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._server.hang_up()
        self._loop.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # whoever waits for a slow backend is hung up on
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self._open: set[socket.socket] = set()

    def server_bind(self) -> None:
        """Without asking for this machine's name, which takes seconds where nobody knows it."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.socket.getsockname()[1]

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        """As usual, but remembering the connection."""
        connection, address = super().get_request()
        self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """As usual, but forgetting it."""
        super().shutdown_request(request)
        self._open -= {request}

    def hang_up(self) -> None:
        """Let go whoever still waits for something."""
        for connection in list(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # gone already

    def handle_error(self, request: object, client_address: object) -> None:
        """Somebody who goes away in the middle is nothing to tell of."""
