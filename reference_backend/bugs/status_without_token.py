"""The status says connected whether there are tokens or not."""

from reference_backend.connections import Connection
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.is_connected = _always


def _always(_connection: Connection | None) -> bool:
    return True
