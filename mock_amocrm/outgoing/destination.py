"""Where the fake may send: to this machine, and to hosts that somebody allowed by name."""

import socket
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import SplitResult

from mock_amocrm.loopback import is_loopback

PORTS = {"http": 80, "https": 443}
Address = tuple[socket.AddressFamily, tuple[object, ...]]


class RefusedDestination(Exception):
    """A place where nothing is sent, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A receiver, resolved; a connection is made to these addresses and the name is not looked up again."""

    host: str
    addresses: tuple[Address, ...]
    is_here: bool


def resolved(url: SplitResult, *, allowed: Collection[str]) -> Destination:
    """The receiver of an address, or the refusal; OSError where the name leads nowhere."""
    try:
        host, port = url.hostname, url.port or PORTS.get(url.scheme)
    except ValueError as error:
        raise RefusedDestination(f"{url.geturl()!r} is no address: {error}") from None
    if host is None or port is None:
        raise RefusedDestination(f"{url.geturl()!r} is no http or https address")
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    is_here = all(is_loopback(str(address[0])) for *_, address in found)
    if not is_here and host not in allowed:
        raise RefusedDestination(
            f"{host} is not this machine, and requests of amoCRM's own are sent only here; to let it have them, "
            f"start the mock with --deliver-to {host}, or MockAmoCRM(deliver_to=({host!r},))"
        )
    return Destination(host, tuple((family, address) for family, _, _, _, address in found), is_here)
