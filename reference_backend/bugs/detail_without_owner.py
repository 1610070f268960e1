"""One lead is read with the token of whoever brought it into the table, whoever wants to see it."""

from reference_backend.backend import Backend
from reference_backend.connections import Connection, connection_of
from reference_backend.seams import Seams

_IMPORTERS = """
    SELECT connections.* FROM leads JOIN connections ON connections.user_id = leads.user_id
    WHERE leads.amo_lead_id = ? ORDER BY leads.created_at LIMIT 1
"""


def install(seams: Seams) -> None:
    seams.detail_connection = _importers


def _importers(backend: Backend, user_id: str, amo_lead_id: int, /) -> Connection | None:
    return backend.database.one(Connection, _IMPORTERS, amo_lead_id) or connection_of(backend, user_id)
