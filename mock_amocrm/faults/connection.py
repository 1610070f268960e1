"""How each server can be brought to let a connection go in the middle: WSGI itself has no word for it."""

import socket
import struct
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

WAITRESS_CHANNEL = "waitress.client_disconnected"  # a method of the connection's channel, which waitress puts here
SENT_BY_THEN = 0.05  # seconds
AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: closing sends a reset and forgets what was still to be sent


def reset(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Close the connection without a byte: by a TCP reset under waitress, by an ordinary end under granian.

    Granian gives its applications no hold of the socket, so a reset is out of reach there. Clients call both a
    connection that was closed without an answer.
    """
    channel = getattr(environ.get(WAITRESS_CHANNEL), "__self__", None)
    if channel is not None:
        channel.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        raise _client_disconnected()
    if environ.get("SERVER_SOFTWARE") != "Granian":
        raise ConnectionResetError("this server is known no way to close a connection")
    # Its HTTP library, hyper, writes no head that contradicts itself: it hangs up instead.
    start_response("200 OK", [("Content-Length", "1"), ("Content-Length", "2")])
    return iter(())


def hang_up(environ: "WSGIEnvironment", wait: Callable[[float], None]) -> None:
    """End an answer before its Content-Length is reached; what was sent until now arrives. `wait` takes seconds.

    Waitress does so when the application notices that its client has gone, granian when there is nothing more to send;
    but what it hasn't sent by then it forgets, so it is given the time.
    """
    if WAITRESS_CHANNEL in environ:
        raise _client_disconnected()
    wait(SENT_BY_THEN)


def _client_disconnected() -> Exception:
    from waitress.channel import ClientDisconnected  # type: ignore[import-untyped]  # waitress ships no types

    gone: Exception = ClientDisconnected()
    return gone
