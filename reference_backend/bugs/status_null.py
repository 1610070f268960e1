"""Where there is no connection the status is neither true nor false, but null."""

from reference_backend.connections import Connection
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.is_connected = _and_is_used


def _and_is_used(connection: Connection | None) -> bool | None:
    return bool(connection.access_token) if connection else None
