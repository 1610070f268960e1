"""One person's connection serves everybody who has none of their own."""

from reference_backend.backend import Backend
from reference_backend.connections import Connection, connection_of
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.connection_of = _own_or_newest


def _own_or_newest(backend: Backend, user_id: str) -> Connection | None:
    newest = "SELECT * FROM connections ORDER BY updated_at DESC LIMIT 1"
    return connection_of(backend, user_id) or backend.database.one(Connection, newest)
