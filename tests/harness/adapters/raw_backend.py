"""A backend that says exactly the bytes that it is told to, and keeps the bytes that it hears."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

SECONDS = 10

Say = Callable[[socket.socket], None]


@dataclass
class RawBackend:
    """One answer for every request; `heard` are the requests, heads and bodies."""

    url: str
    say: Say = lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    heard: list[bytes] = field(default_factory=list)

    def answers(self, *parts: bytes) -> None:
        self.say = lambda connection: [connection.sendall(part) for part in parts] and None

    def page(self, html: bytes, *headers: bytes) -> None:
        """A document of that length."""
        lines = (b"HTTP/1.1 200 OK", b"Content-Type: text/html", *headers, b"Content-Length: %d" % len(html))
        self.answers(b"\r\n".join(lines) + b"\r\n\r\n" + html)


@contextmanager
def raw_backend() -> Iterator[RawBackend]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        backend = RawBackend(f"http://127.0.0.1:{listener.getsockname()[1]}")

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=hear, args=(connection,), daemon=True).start()

        def hear(connection: socket.socket) -> None:
            with connection:
                connection.settimeout(SECONDS)
                backend.heard.append(whole(connection))
                backend.say(connection)

        loop = threading.Thread(target=serve, daemon=True)
        loop.start()
        yield backend
        listener.shutdown(socket.SHUT_RDWR)
    loop.join(SECONDS)


def whole(connection: socket.socket) -> bytes:
    """A request or an answer, as far as its head says how long it is; the rest of the connection otherwise."""
    got = b""
    while b"\r\n\r\n" not in got and (part := connection.recv(65_536)):
        got += part
    if got.startswith(b"HTTP/1.1 100 "):
        got = got.partition(b"\r\n\r\n")[2] or whole(connection)
    head, _, body = got.partition(b"\r\n\r\n")
    lower = head.lower()
    if b"transfer-encoding: chunked" in lower:
        while not body.endswith(b"0\r\n\r\n") and (part := connection.recv(65_536)):
            body += part
    elif b"content-length: " in lower:
        length = int(lower.partition(b"content-length: ")[2].split(b"\r\n")[0])
        while len(body) < length and (part := connection.recv(65_536)):
            body += part
    elif lower.startswith(b"http/"):
        while part := connection.recv(65_536):
            body += part
    return head + b"\r\n\r\n" + body


def dechunked(body: bytes) -> bytes:
    """What chunks hold."""
    held = b""
    while body:
        size, _, rest = body.partition(b"\r\n")
        length = int(size, 16)
        held, body = held + rest[:length], rest[length + 2 :]
    return held
