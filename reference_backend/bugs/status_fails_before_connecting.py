"""The status is read off a connection that may not be there: whoever has none is answered 500."""

import time

from reference_backend.connections import Connection
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.is_connected = _is_fresh


def _is_fresh(connection: Connection | None) -> bool:
    return connection.expires_at > time.time()  # type: ignore[union-attr]  # the mistake itself
