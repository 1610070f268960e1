"""One HTTP exchange with a time limit for the whole of it, however slowly a receiver takes or gives its bytes."""

import io
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, IncompleteRead
from typing import cast

from mock_amocrm.outgoing.destination import Destination
from mock_amocrm.redaction import Headers

BODY_READ = 64 * 1024  # amoCRM looks at the status; the rest of an answer is for the journal


class Deadline:
    """A moment after which every operation is a TimeoutError."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that remain."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def exchanged(
    destination: Destination,
    *,
    is_tls: bool,
    method: str,
    target: str,
    headers: Headers,
    body: bytes,
    deadline: Deadline,
) -> tuple[int, Headers, bytes]:
    """Status, headers and the beginning of the body; redirects are answers like others."""
    with _connected(destination, deadline=deadline, is_tls=is_tls) as reached:
        connection = HTTPConnection(destination.host)
        # http.client takes anything that sends and can be read like a file; left to itself it would limit each read
        # of a few bytes, and a receiver that drips could hold us for hours.
        connection.sock = cast("socket.socket", _Limited(reached, deadline))
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value)
        connection.endheaders(body or None)
        with connection.getresponse() as response:
            beginning = response.read(BODY_READ)
            if response.length and len(beginning) < BODY_READ:
                raise IncompleteRead(beginning, response.length)
            return response.status, tuple(response.getheaders()), beginning


@contextmanager
def _connected(destination: Destination, *, deadline: Deadline, is_tls: bool) -> Iterator[socket.socket]:
    plain = _first_that_answers(destination, deadline)
    with plain:
        if not is_tls:
            yield plain
            return
        context = ssl.create_default_context()
        if destination.is_here:
            # Nobody sits in between, and a developer's machine has no certificate that the world trusts.
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        plain.settimeout(deadline.left())
        with context.wrap_socket(plain, server_hostname=destination.host) as wrapped:
            yield wrapped


def _first_that_answers(destination: Destination, deadline: Deadline) -> socket.socket:
    refusal: OSError = OSError("no address")
    for family, address in destination.addresses:
        attempt = socket.socket(family, socket.SOCK_STREAM)
        try:
            attempt.settimeout(deadline.left())
            attempt.connect(address)
        except OSError as error:
            attempt.close()
            refusal = error
        else:
            return attempt
    raise refusal


class _Limited:
    """As much of a socket as http.client needs; whoever made the real one closes it."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._connected = connected
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        self._connected.settimeout(self._deadline.left())
        self._connected.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:  # noqa: ARG002 - a socket's signature
        return io.BufferedReader(_Incoming(self._connected, self._deadline))

    def close(self) -> None:
        """Nothing: a body is still read after http.client has let go of the socket."""


class _Incoming(io.RawIOBase):
    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._connected = connected
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # BufferedReader passes nothing else
        self._connected.settimeout(self._deadline.left())
        return self._connected.recv_into(buffer)
