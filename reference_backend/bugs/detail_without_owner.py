"""One lead is read with the token that was stored last, whoever wants to see the lead."""

from reference_backend.backend import Backend
from reference_backend.connections import Connection
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.detail_connection = _newest


def _newest(backend: Backend, _user_id: str, /) -> Connection | None:
    return backend.database.one(Connection, "SELECT * FROM connections ORDER BY updated_at DESC LIMIT 1")
