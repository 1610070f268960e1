"""A client that hides nothing: what really arrives on its socket, when, and how the connection ends."""

import socket
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PATIENCE = 10  # seconds


@dataclass
class Arrived:
    """Bytes as they came, each with the seconds since the request, and the end: closed or reset."""

    pieces: list[tuple[float, bytes]] = field(default_factory=list)
    end: str = ""
    seconds: float = 0

    @property
    def head(self) -> bytes:
        """Status line and headers, in lower case: servers spell names differently."""
        return self._parts()[0].lower()

    @property
    def body(self) -> bytes:
        """What came of the body."""
        return self._parts()[2]

    @property
    def promised(self) -> int:
        """Its Content-Length."""
        return int(self.head.partition(b"content-length: ")[2].split(b"\r\n")[0])

    def _parts(self) -> tuple[bytes, bytes, bytes]:
        return b"".join(piece for _, piece in self.pieces).partition(b"\r\n\r\n")


def ask(url: str, path: str, *, method: str = "GET", host: str = "demo.amocrm.ru", body: bytes = b"") -> Arrived:
    """One request on a connection of its own, and everything that comes back until it ends."""
    address = urlsplit(url)
    head = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    arrived = Arrived()
    with socket.create_connection((address.hostname or "", address.port or 80), timeout=PATIENCE) as connection:
        began = time.monotonic()
        connection.sendall(head.encode() + body)
        try:
            while piece := connection.recv(65536):
                arrived.pieces.append((time.monotonic() - began, piece))
            arrived.end = "closed"
        except ConnectionResetError:
            arrived.end = "reset"
        arrived.seconds = time.monotonic() - began
    return arrived
